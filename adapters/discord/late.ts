import type { Address } from '../../src/chat/address.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { unhurried } from '../../src/chat/patience.js'
import type { Log } from '../../src/kernel/log.js'
import type { Directs } from './directs.js'
import { changeFirst, createWhispers, followUp, type Message, say } from './outward.js'
import { type AnswerBy, answerBy } from './receive.js'
import { DiscordSaysNo, type Web } from './web.js'

export interface LateParts {
  readonly web: Web
  readonly directs: Directs
  readonly log: Log
}

/**
 * Brings answers that come after the first words, by the ways that are open, in this order: the interaction for a quarter
 * of an hour, the place, the direct conversation.
 */
export function createLate({ web, directs, log }: LateParts) {
  const whisper = createWhispers({ web, directs, log })
  /** Those who were told to wait: the message that says so becomes the outcome. */
  const waiting = new WeakSet<Inbound>()

  /** False when the token is spent, or nothing was said by it before. */
  const spent = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await unhurried(work)
      return false
    } catch (error) {
      if (!(error instanceof DiscordSaysNo)) throw error
      log.debug({ code: error.code }, 'an interaction takes no more answers')
      return true
    }
  }

  /** What only the person may read never takes the place of the card that they pressed a button on. */
  const mayChange = (inbound: Inbound, by: AnswerBy): boolean => waiting.has(inbound) || by.on !== 'component'

  const byInteraction = async (inbound: Inbound, by: AnswerBy, messages: readonly Message[]): Promise<boolean> => {
    const [message, ...rest] = messages
    if (!message) return true
    if (await spent(() => (mayChange(inbound, by) ? changeFirst(web, by, message) : followUp(web, by, message, true))))
      return false
    for (const more of rest) await spent(() => followUp(web, by, more, true))
    return true
  }

  return {
    expect: (inbound: Inbound): void => void waiting.add(inbound),

    /** Puts an answer, with what hangs on it, where the person was told to wait a moment. */
    async change(inbound: Inbound, [message, ...rest]: readonly Message[], whispered: boolean): Promise<void> {
      const by = answerBy(inbound)
      if (!by || !message) return
      if (await spent(() => changeFirst(web, by, message))) return
      for (const more of rest) await spent(() => followUp(web, by, more, whispered))
    },

    /** Tells the person alone. Where they take no direct messages, `closed` says in the place how to be told. */
    async alone(inbound: Inbound, messages: readonly Message[], closed: Message): Promise<void> {
      const by = answerBy(inbound)
      if (by && (await byInteraction(inbound, by, messages))) return
      const key = `late:${inbound.ids[0]}`
      if (await whisper(inbound.account.user, messages, key)) return
      const { answers } = spokenIn(inbound)
      if (answers) await spent(() => say(web, inbound.place, closed, `${key}:closed`, answers.message))
    },

    /** Says it for all, where the person is; where the desk may not speak, at least to them. */
    async aloud(inbound: Inbound, messages: readonly Message[], done: Message): Promise<void> {
      const by = answerBy(inbound)
      const [message, ...rest] = messages
      if (!message) return
      const key = `say:${inbound.ids[0]}`
      if (by && !(await spent(() => followUp(web, by, message, false)))) {
        for (const more of rest) await spent(() => followUp(web, by, more, false))
        if (mayChange(inbound, by)) await spent(() => changeFirst(web, by, done))
        return
      }
      const { answers } = spokenIn(inbound)
      const refused = await spent(async () => {
        for (const [at, one] of messages.entries())
          await say(web, inbound.place, one, `${key}#${at}`, at === 0 ? answers?.message : undefined)
      })
      if (refused) await whisper(inbound.account.user, messages, key)
    },
  }
}
export type Late = ReturnType<typeof createLate>

/** The message that an inbound came with, to be answered there. */
const spokenIn = (inbound: Inbound): { readonly answers?: Address } =>
  inbound.kind === 'said' ? { answers: inbound.message.address } : {}
