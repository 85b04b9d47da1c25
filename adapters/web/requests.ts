import type { Context } from 'hono'
import { z } from 'zod'
import type { Address, Place } from '../../src/chat/address.js'
import type { Inbound, QuotedMessage } from '../../src/chat/inbound.js'
import type { ShelfMessage } from '../../src/chat/shelf.js'
import { Refusal } from '../../src/kernel/errors.js'
import { length, tidy } from '../../src/kernel/text.js'
import { type Carried, profileOf, type Room } from './room.js'
import type { Session } from './sessions.js'

/** The longest message, in characters; a form's fields have limits of their own. */
export const longestMessage = 8_000

/** Chosen by the browser for each thing a person does, and kept through its retries. */
const id = z.string().regex(/^[\w-]{8,64}$/)
const name = z.string().min(1).max(200)
const args = z.record(z.string().max(100), z.string().max(100_000))
const common = {
  id,
  /** An IANA zone; one that is unknown here is ignored. */
  zone: z.string().max(64).optional(),
}
const where = { channel: name, thread: name.optional() }

export const bodies = {
  say: z.object({ ...common, ...where, text: z.string(), files: z.array(name).max(10).optional() }),
  command: z.object({ ...common, ...where, words: z.string() }),
  change: z.object({ ...common, ...where, text: z.string() }),
  remove: z.object({ ...common, ...where }),
  press: z.object({
    ...common,
    command: name,
    args,
    seen: z.number().int().optional(),
    card: z.object({ ...where, message: name }).optional(),
  }),
  submit: z.object({
    ...common,
    channel: name.optional(),
    thread: name.optional(),
    command: name,
    args,
    /** What was uploaded for each argument. */
    files: z.record(z.string().max(100), z.array(name).max(10)).optional(),
    seen: z.number().int().optional(),
  }),
  shortcut: z.object({ ...common, ...where, name, message: name.optional() }),
  reaction: z.object({ ...common, ...where, emoji: z.string().regex(/^[\w+-]{1,64}$/) }),
  session: z.union([z.object({ person: name }), z.object({ code: z.string().max(200) })]),
}

/** The body, of the shape that is asked for. */
export async function bodyOf<S extends z.ZodType>(c: Context<Carried>, shape: S): Promise<z.output<S>> {
  const body = await c.req.json().catch(() => {
    throw new Refusal('web.malformed')
  })
  const parsed = shape.safeParse(body)
  if (!parsed.success) throw new Refusal('web.malformed')
  const zone = body.zone
  const session: Session | undefined = c.get('session')
  if (session && typeof zone === 'string' && zone !== session.zone && isZone(zone)) session.zone = zone
  return parsed.data
}

function isZone(zone: string): boolean {
  try {
    return zone.length <= 64 && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}

/** Words as they may be kept. Refuses what is empty or longer than fits; never cuts. */
export function wordsOf(typed: string): string {
  const text = tidy(typed)
  if (text === '') throw new Refusal('web.empty')
  if (length(text) > longestMessage) throw new Refusal('web.long', { limit: longestMessage })
  return text
}

type Rest<I> = I extends Inbound
  ? Omit<I, 'ids' | 'account' | 'profile' | 'place' | 'at' | 'canOpenForm' | 'answerBy'>
  : never

/** One thing a person did, as the core takes it. The account is part of its id: nobody can use up another's. */
export function inboundOf(room: Room, session: Session, request: string, place: Place, rest: Rest<Inbound>): Inbound {
  return {
    ids: [`console:${session.account.user}:${request}`],
    account: session.account,
    profile: profileOf(session),
    place,
    at: room.clock.now().toISOString(),
    canOpenForm: true,
    answerBy: { request },
    ...rest,
  }
}

export const addressOf = (place: Place, message: string): Address => ({ ...place, message })

export const quoted = ({ address, text, author, files = [] }: ShelfMessage): QuotedMessage => ({
  address,
  text: text ?? '',
  ...(author ? { author: author.account } : {}),
  files,
})
