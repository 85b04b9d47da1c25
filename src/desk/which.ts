import type { Agreement } from '../organisation/index.js'
import { entriesOf, type Rec } from '../records/index.js'
import { agreementNamed, type Candidate, candidates, isFollowed } from '../sla/index.js'
import type { Reader } from '../store/index.js'
import { booksFor } from './clocks.js'
import type { Parts } from './parts.js'

/** Which agreements hold for a record, by the desk file under which it was raised, and what a newer one made of them. */
export interface Which {
  readonly raisedAt: Date
  readonly candidates: readonly Candidate[]
  /** By the id of an agreement that holds; only of those that the newer file has otherwise. */
  readonly newer: ReadonlyMap<string, Newer>
}

export interface Newer {
  readonly agreement: Agreement
  /** Since when the record goes by it; absent where it keeps the version under which it was raised. */
  readonly since?: Date
}

export async function whichOf(parts: Parts, reader: Reader, record: Rec): Promise<Which> {
  const entries = await entriesOf(reader, record.id)
  const books = await booksFor(parts, entries)
  const raised = entries.find(({ data }) => typeof data.desk === 'number')?.data.desk
  const current = parts.desks.current()
  const organisation = books?.at(Number(raised ?? 0)) ?? current
  const { practice, service, team, openedAt: at } = record
  const requester = entries[0]?.actor ?? record.requester
  const found = (['sla', 'ola', 'uc'] as const).flatMap((kind) =>
    candidates(organisation, { kind, practice, requester, service, team, item: agreementNamed(record), at }),
  )
  const aimed = entries.findLast(({ data }) => data.terms === true && typeof data.desk === 'number')
  const newer = new Map<string, Newer>()
  for (const { agreement, why } of found) {
    if (why !== 'wins') continue
    const followed = aimed && books?.at(Number(aimed.data.desk)).agreements.get(agreement.id)
    const now = current.agreements.get(agreement.id)
    if (followed && aimed && isFollowed(agreement, followed) && !isSame(agreement, followed))
      newer.set(agreement.id, { agreement: followed, since: aimed.at })
    else if (now && !isFollowed(agreement, now) && !isSame(agreement, now)) newer.set(agreement.id, { agreement: now })
  }
  return { raisedAt: record.openedAt, candidates: found, newer }
}

const isSame = (a: Agreement, b: Agreement): boolean => JSON.stringify(a) === JSON.stringify(b)
