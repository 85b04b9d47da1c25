import type { Logger } from 'pino'
import type { Card } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Language } from '../../src/chat/language.js'
import { within } from '../../src/chat/patience.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import type { Shelf, ShelfMessage } from '../../src/chat/shelf.js'
import { directOf, platform, workspace } from './doors.js'
import type { Live } from './live.js'

/** What became of an inbound: the core's reply, a message that stands on the shelf now, or patience that ran out. */
export type Outcome = Reply | { readonly kind: 'said'; readonly message: ShelfMessage } | { readonly kind: 'late' }

export interface HandOver {
  /** Hands an inbound to the core and waits as long as a person does. After `late` the outcome comes by itself. */
  take(inbound: Inbound): Promise<Outcome>
  /** Brings an outcome to its caller after the request was answered: to their open browsers, else to their conversation with the desk. */
  late(inbound: Inbound, reply: Reply): Promise<void>
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>
}

interface Parts {
  readonly house: House
  readonly shelf: Shelf
  readonly live: Live
  readonly log: Logger
  readonly patience: number
  /** Words an outcome for the browser that asked. */
  readonly word: (inbound: Inbound, outcome: Outcome) => Promise<unknown>
}

export function createHandOver({ house, shelf, live, log, patience, word }: Parts): HandOver {
  const underWay = new Set<Promise<unknown>>()
  const languageOf = (inbound: Inbound): Language => house.languageOf(inbound.account, inbound.profile)

  function track<T>(work: Promise<T>): Promise<T> {
    const quiet = work.catch(() => undefined).finally(() => underWay.delete(quiet))
    underWay.add(quiet)
    return work
  }

  async function putDown(
    inbound: Inbound,
    card: Card,
    channel = inbound.place.channel,
  ): Promise<ShelfMessage | undefined> {
    const place = channel === inbound.place.channel ? inbound.place : { platform, workspace, channel }
    const address = await shelf.put({ key: `reply:${inbound.ids[0]}`, place, card, language: languageOf(inbound) })
    live.kick()
    return shelf.get(address)
  }

  /** What is said for all is put down for all. In the direct conversation whispers are put down too: there all is private. */
  async function settle(inbound: Inbound, reply: Reply): Promise<Outcome> {
    if (reply.kind !== 'say' && reply.kind !== 'whisper') return reply
    const talk = inbound.kind === 'said' || inbound.kind === 'command'
    const direct = inbound.place.channel === directOf(inbound.account.user)
    if (reply.kind === 'whisper' && !(talk && direct)) return reply
    const message = await putDown(inbound, reply.card)
    return message ? { kind: 'said', message } : reply
  }

  async function late(inbound: Inbound, reply: Reply): Promise<void> {
    const outcome = await settle(inbound, reply)
    const answer = JSON.stringify({ request: requestOf(inbound), answer: await word(inbound, outcome) })
    if (live.answer(inbound.account, answer) || outcome.kind === 'said') return
    const card = cardOfLate(reply)
    if (card) await putDown(inbound, card, directOf(inbound.account.user))
  }

  return {
    late,
    async take(inbound) {
      const work = track(house.handle(inbound))
      const got = await within(patience, work)
      if (got.kind === 'done') return settle(inbound, got.value)
      // Attached before the next wait: a rejection in between must have somebody to hear it.
      const outcome = track(
        work.then(
          (reply) => late(inbound, reply),
          (error) => log.warn({ err: error, inbound: inbound.ids[0] }, 'a spooled inbound will be handled again'),
        ),
      )
      outcome.catch((error) => log.error({ err: error, inbound: inbound.ids[0] }, 'a late answer was lost'))
      await house.spool(inbound)
      return { kind: 'late' }
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

/** The id that the browser gave its request. */
export function requestOf(inbound: Inbound): string | undefined {
  const handle = inbound.answerBy
  return typeof handle === 'object' && handle !== null && 'request' in handle ? String(handle.request) : undefined
}

/** What can stand in a conversation when nobody is there to be shown it; a form becomes a button that opens it. */
function cardOfLate(reply: Reply): Card | undefined {
  switch (reply.kind) {
    case 'whisper':
    case 'say':
      return reply.card
    case 'problems':
      return withProblems(reply.card, reply.fields)
    case 'form':
      return formCard(reply.form)
    case 'choices':
    case 'done':
      return undefined
  }
}

/** The sentences that would have stood at the fields, as a list: without the form they need another place. */
export function withProblems(card: Card, fields: Readonly<Record<string, string>>): Card {
  const items = Object.values(fields).map((sentence) => ({ line: [sentence] }))
  return items.length === 0 ? card : { ...card, blocks: [...card.blocks, { kind: 'list', items }] }
}

const formCard = (form: Form): Card => ({
  title: [form.title],
  tone: 'attention',
  blocks: [
    ...(form.intro ?? []).map((line) => ({ kind: 'text', line }) as const),
    {
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: form.title,
          style: 'primary',
          press: {
            command: form.command,
            args: { ...valuesOf(form), ...form.known },
            ...(form.seen === undefined ? {} : { seen: form.seen }),
          },
        },
      ],
    },
  ],
})

/** What stood in the fields already, so that opening the form again does not lose it. */
const valuesOf = (form: Form): Record<string, string> =>
  Object.fromEntries(form.fields.flatMap((field) => (field.value ? [[field.name, field.value]] : [])))
