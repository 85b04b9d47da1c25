import type { Action } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Desk, viewOf } from '../desk/index.js'
import { type Entry, entriesByIds, newestOfKinds, type Rec } from '../records/index.js'

/** A record that waits for a word of its requester. */
export interface Asked {
  readonly record: Rec
  /** The question, where the practice has words for it. */
  readonly question?: string
  /** What can be answered at once. */
  readonly answers: readonly Action[]
}

/** So many records are looked at closely: a look costs a dozen readings. */
const most = 8

/**
 * What is asked of the reader about records of theirs: a question that their next word answers (`heard` of the practice), or
 * a confirmation with its buttons (`asks` and `offers`). Nothing here knows of which practice a record is.
 */
export async function askedOf(desk: Desk, mine: readonly Rec[], voice: Voice): Promise<readonly Asked[]> {
  const { parts, caller, reader } = desk.handed
  const practiceOf = (record: Rec) => parts.practices.get(record.practice)
  const questions = mine
    .filter((record) => practiceOf(record)?.heard?.(record, caller) !== undefined)
    .map((record) => ({ record, answers: answerTo(desk, record, voice) }))
  const kinds = [...new Set([...parts.practices.values()].flatMap(({ asks = [] }) => asks))]
  const newest = await newestOfKinds(
    reader,
    mine.map(({ id }) => id),
    kinds,
  )
  const entries = await entriesByIds(reader, [...newest.values()])
  const pairs = mine.flatMap((record): readonly { readonly record: Rec; readonly entry: Entry }[] => {
    const entry = entries.get(newest.get(record.id) ?? 0)
    return entry && practiceOf(record)?.asks?.includes(entry.kind) ? [{ record, entry }] : []
  })
  const confirmed = await Promise.all(
    // What is done and not closed is what one is asked about; the rest was asked once and has moved on.
    pairs
      .toSorted((a, b) => Number(b.record.resolvedAt !== undefined) - Number(a.record.resolvedAt !== undefined))
      .slice(0, most)
      .map(({ record, entry }) => confirmationOf(desk, record, entry, voice)),
  )
  return [...questions, ...confirmed.filter((asked) => asked !== undefined)]
}

function answerTo({ parts }: Desk, { practice, number }: Rec, voice: Voice): readonly Action[] {
  const command = `${practice} note`
  if (!parts.registry.find(command)) return []
  return [
    {
      kind: 'press',
      label: voice.say('home.answer'),
      style: 'primary',
      press: { command, args: { record: number } },
    },
  ]
}

async function confirmationOf(desk: Desk, record: Rec, entry: Entry, voice: Voice): Promise<Asked | undefined> {
  const { parts, caller, reader } = desk.handed
  const view = await viewOf(parts, reader, record, { viewer: caller })
  const practice = parts.practices.get(record.practice)
  const answers = practice?.offers?.(entry, view, voice) ?? []
  if (answers.length === 0) return undefined
  const question = `${record.practice}.asks.${entry.kind}`
  return { record, answers, ...(voice.has(question) ? { question: voice.say(question) } : {}) }
}
