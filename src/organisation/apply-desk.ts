import { createHash } from 'node:crypto'
import { Refusal } from '../kernel/errors.js'
import { shorten } from '../kernel/text.js'
import { actorWord, type Reader, type Work } from '../store/index.js'
import { type DeskPicture, keepPictures } from './catalogue-pictures.js'
import { compareDesks, type DeskChange } from './compare.js'
import type { Organisation } from './organisation.js'
import { readDesk } from './read-desk.js'
import type { Known } from './references.js'
import { type HandOver, syncPeople } from './sync-people.js'
import { type DeskVersionRow, deskVersionTable } from './table.js'

export interface Applying extends Known {
  /** Who stands in the version; the unit's actor otherwise. */
  readonly by?: string
  readonly handOver?: HandOver
  /** The version that has to be in force, 0 for none; refused with `organisation.changed_meanwhile` otherwise. */
  readonly over?: number
  /** The pictures that it names; those in force stay when absent. */
  readonly pictures?: readonly DeskPicture[]
}

/**
 * Puts a desk file in force within a unit of work: a version is kept, its people and accounts are brought up to date, and
 * every change stands in the audit trail. The same file with the same pictures as before changes nothing. A broken one is refused whole.
 */
export async function applyDesk(work: Work, source: string, applying: Applying = {}): Promise<readonly DeskChange[]> {
  const read = readDesk(source, applying)
  if (read.kind === 'wrong') throw new Refusal('organisation.broken', { problems: read.problems.length })
  // Two processes that start with the same new file: the second one waits, and then finds it in force.
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7262)')
  const newest = await newestVersion(work)
  if (applying.over !== undefined && applying.over !== (newest?.id ?? 0))
    throw new Refusal('organisation.changed_meanwhile', { version: newest?.id ?? 0 })
  const digest = digestOf(source)
  const pictured = applying.pictures ? await keepPictures(work, applying.pictures) : []
  // Other pictures alone are a version too: the other processes learn of them by it.
  if (newest?.digest === digest && pictured.length === 0) return []
  const before = newest && organisationIn(newest)
  const by = shorten(applying.by ?? actorWord(work.actor), 200)
  const version = await work.insert(deskVersionTable, { at: work.now, by, digest, source })
  await syncPeople(work, before, read.organisation, applying.handOver)
  const changes = [...compareDesks(before, read.organisation), ...pictured]
  for (const { section, id, kind, from, to } of changes) {
    const data = { section, version, from: shorten(from, 500), to: shorten(to, 500) }
    work.audit(`desk.${kind}`, shorten(id, 200), data)
  }
  return changes
}

/** What a version is known by. */
export const digestOf = (source: string): string => createHash('sha256').update(source).digest('hex')

/** The version in force. */
export async function newestVersion(reader: Reader): Promise<DeskVersionRow | undefined> {
  const [newest] = await reader.select(deskVersionTable, 'ORDER BY t.id DESC LIMIT 1')
  return newest
}

/** What a stored version says; undefined when a newer program does not take it any more. */
export function organisationIn({ id, source }: DeskVersionRow): Organisation | undefined {
  const read = readDesk(source)
  return read.kind === 'ok' ? { ...read.organisation, version: id } : undefined
}
