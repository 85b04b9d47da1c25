import type { App } from '@slack/bolt'
import { ZodError } from 'zod'
import type { Delivery } from '../../src/chat/delivery.js'
import type { HandOver } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Answers } from './answers.js'
import type { Log } from './log.js'
import { answerBy, commandFrom, pressFrom, type Reception, shortcutFrom, submitFrom } from './receive.js'
import { eventFrom } from './receive-events.js'

export interface Listening {
  readonly reception: Reception
  readonly handOver: HandOver
  /** Has a person's Home tab made anew. */
  readonly homeAgain: (inbound: Inbound) => void
  readonly answers: Answers
  readonly log: Log
}

type Take = (delivery: Delivery, body: unknown) => Promise<void>

/**
 * One listener that takes everything, whichever way it came in: a button of an older version and a command that Slack
 * still knows get an answer, too. It stands before Bolt's own routing, which would try each of a dozen listeners for each
 * payload. The receivers pass the delivery along, since Bolt's own acknowledgement comes before an event is handled.
 */
export function listen(app: App, listening: Listening): void {
  const { log } = listening
  const ways = waysIn(listening)
  app.use(async (args) => {
    const { body, context } = args
    const delivery = context.delivery as Delivery
    const way = (Object.keys(ways) as Way[]).find((name) => name in args)
    try {
      if (way) await ways[way](delivery, body)
    } catch (error) {
      if (error instanceof ZodError) {
        log.warn(
          { at: error.issues.map(({ path }) => path.join('.')) },
          'slack sent a payload that cannot be understood',
        )
        delivery.malformed()
        return
      }
      log[error instanceof Outage ? 'warn' : 'error']({ err: error }, 'what slack sent could not be handled to its end')
      delivery.decline()
    }
  })
  app.error(async (error) => {
    throw error
  })
}

type Way = 'command' | 'shortcut' | 'event' | 'action' | 'view'

/** By the name under which Bolt hands the payload on. */
function waysIn({ reception, handOver, answers, homeAgain }: Listening): Readonly<Record<Way, Take>> {
  return {
    command: async (delivery, body) => handOver.interaction(delivery, await commandFrom(body, reception)),
    shortcut: async (delivery, body) => handOver.interaction(delivery, await shortcutFrom(body, reception)),
    async event(delivery, body) {
      const inbound = await eventFrom(body, reception)
      if (inbound) await handOver.event(delivery, inbound)
    },
    async action(delivery, body) {
      // Dialogs and attachments of before Block Kit: nothing of ours sends them.
      if (typeOf(body) !== 'block_actions') return
      const { used, inbound } = await pressFrom(body, reception)
      if (used.kind === 'link') return
      if (used.kind === 'unknown') {
        await handOver.finish(delivery, answers.sentence(inbound, 'slack.buttonUnknown'))
        return
      }
      const again = used.kind === 'reopen' && answers.reopen(inbound, used.mark, handOver.left(delivery))
      if (again) await handOver.finish(delivery, await again)
      else await handOver.interaction(delivery, inbound)
      // A menu forgets what was picked, so that the same can be picked again.
      if (answerBy(inbound).over === 'home') homeAgain(inbound)
    },
    async view(delivery, body) {
      if (typeOf(body) !== 'view_submission') return
      const { ours, inbound } = await submitFrom(body, reception)
      // The form stays open with what was typed, which would be lost otherwise.
      if (ours) await handOver.interaction(delivery, inbound)
      else await handOver.finish(delivery, answers.sentence(inbound, 'slack.formUnknown'))
    },
  }
}

const typeOf = (body: unknown): unknown => (body as { readonly type?: unknown }).type
