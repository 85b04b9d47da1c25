import { discordWords } from '../../../adapters/discord/words.js'
import { slackWords } from '../../../adapters/slack/index.js'
import type { Card } from '../../../src/chat/card.js'
import { createRegistry, optional, text } from '../../../src/chat/command.js'
import type { Inbound } from '../../../src/chat/inbound.js'
import { createVoices, nearest, words } from '../../../src/chat/language.js'
import type { House } from '../../../src/chat/platform.js'
import type { Reply } from '../../../src/chat/reply.js'
import { pictures } from '../../builders/day.js'

const deskWords = words(
  {
    commands: {
      incident_report: { does: 'Report a problem.', takes: { title: 'Title' }, shortcut: 'Report this' },
      incident_show: { does: 'Show an incident.', takes: {} },
      desk_help: { does: 'Show what there is.', takes: {} },
    },
  },
  {
    commands: {
      incident_report: { does: 'Meld et problem.', takes: { title: 'Titel' }, shortcut: 'Meld dette' },
      incident_show: { does: 'Vis en hændelse.', takes: {} },
      desk_help: { does: 'Vis, hvad der er.', takes: {} },
    },
  },
)

const run = async (): Promise<Reply> => ({ kind: 'done' })

export const voices = createVoices([deskWords, slackWords, discordWords])

export const registry = createRegistry(
  [
    {
      name: 'incident report',
      takes: { title: optional(text()) },
      who: 'anyone',
      example: '/incident report mail is down',
      shortcut: { name: 'report', on: ['message', 'anywhere'] as const },
      run,
    },
    { name: 'incident show', takes: {}, who: 'anyone', example: '/incident show INC-1', run },
    { name: 'desk help', takes: {}, who: 'anyone', example: '/desk help', run },
  ],
  (language) => voices.in(language),
  () => [],
)

/** A house of one room: it answers as told, notes what came, and takes each happening once. */
export function openHouse(publicUrl?: string) {
  const handled: Inbound[] = []
  const spooled: Inbound[] = []
  const taken = new Map<string, Promise<Reply>>()
  let effects = 0
  let answer: (inbound: Inbound) => Reply | Promise<Reply> = () => ({ kind: 'done' })
  let write: (inbound: Inbound) => Promise<void> = async () => undefined
  const house: House = {
    registry,
    pictures,
    ...(publicUrl ? { publicUrl } : {}),
    languageOf: (_account, profile) => nearest(profile?.language) ?? 'en',
    async handle(inbound) {
      handled.push(inbound)
      const before = inbound.ids.map((id) => taken.get(id)).find((one) => one !== undefined)
      if (before) return before
      const reply = (async () => answer(inbound))()
      for (const id of inbound.ids) taken.set(id, reply)
      effects += 1
      // What failed has not happened: the next one with this id may try.
      reply.catch(() => {
        effects -= 1
        for (const id of inbound.ids) taken.delete(id)
      })
      return reply
    },
    async spool(inbound) {
      await write(inbound)
      spooled.push(inbound)
    },
  }
  return {
    house,
    handled,
    spooled,
    get effects() {
      return effects
    },
    answers(next: typeof answer) {
      answer = next
    },
    writes(next: typeof write) {
      write = next
    },
    /** What came of one kind, in order. */
    of: <K extends Inbound['kind']>(kind: K) =>
      handled.filter((one): one is Extract<Inbound, { kind: K }> => one.kind === kind),
  }
}

export const card = (title: string, ...blocks: Card['blocks']): Card => ({ title: [title], tone: 'plain', blocks })
export const whisper = (title: string, ...blocks: Card['blocks']): Reply => ({
  kind: 'whisper',
  card: card(title, ...blocks),
})

/** A promise and its end, in the test's hands. */
export function held<T>() {
  let release: (value: T) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  const promise = new Promise<T>((resolve, reject) => {
    release = resolve
    fail = reject
  })
  return { promise, release, fail }
}
