import { type Phrase, Refusal } from '../kernel/errors.js'
import { entriesOf, type Rec, stateKey } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { type Parts, practiceOf } from './parts.js'

/**
 * Why a move is refused that leads where the record already is: somebody was faster, and the one who comes second is told
 * who and when. `refusals.<practice>.already_<state>` says it in a practice's own words. Undefined for any other refusal.
 */
export async function somebodyWasFaster(
  parts: Parts,
  reader: Reader,
  { record, verb, now }: { readonly record: Rec; readonly verb: string; readonly now: Date },
): Promise<Refusal | undefined> {
  const { name, life } = practiceOf(parts, record.practice)
  if (life.verbs[verb]?.to !== record.state) return undefined
  const entry = (await entriesOf(reader, record.id)).findLast(({ data }) => data.to === record.state)
  if (!entry) return undefined
  const own = `${name}.already_${record.state.replaceAll(' ', '_')}`
  const code = parts.voices.in('en').has(`refusals.${own}.says`) ? own : 'record.already'
  return new Refusal(code, {
    number: record.number,
    state: { words: stateKey(name, record.state) },
    actor: (await parts.directory.person(entry.actor))?.name ?? { words: 'desk.self' },
    when: ago(entry.at, now),
  })
}

/** A move is refused because of where the record is. */
export const isWrongState = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'record.wrong_state' || error.code === 'record.over')

const minute = 60_000

function ago(then: Date, now: Date): Phrase {
  const minutes = Math.floor((now.getTime() - then.getTime()) / minute)
  if (minutes < 2) return { words: 'desk.ago.moment' }
  if (minutes < 60) return { words: 'desk.ago.minutes', params: { count: minutes } }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return { words: 'desk.ago.hours', params: { count: hours } }
  return { words: 'desk.ago.days', params: { count: Math.floor(hours / 24) } }
}

/** A refusal that names a person by id says their name. */
export async function byName({ directory }: Parts, error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal) || typeof error.params.assignee !== 'string') return error
  const person = await directory.person(error.params.assignee)
  return new Refusal(error.code, { ...error.params, assignee: person?.name ?? error.params.assignee }, error.field)
}
