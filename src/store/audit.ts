import { createHash } from 'node:crypto'
import { instant, json, word } from './columns.js'
import { table } from './rows.js'
import type { Reader, Work } from './work.js'

/**
 * The append-only audit trail. Each entry's hash covers its content and the hash before it, so that a changed, removed
 * or inserted entry breaks the chain at its place.
 */
export interface AuditRow {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly kind: string
  readonly subject: string
  readonly data: AuditData
  readonly hash: string
}

export type AuditData = Readonly<Record<string, string | number | boolean | null>>

export interface AuditEntry {
  readonly kind: string
  readonly subject: string
  readonly data: AuditData
}

export const auditTable = table<AuditRow>('audit', {
  seq: { type: 'integer', primary: true },
  at: instant(),
  actor: word(),
  kind: word(80),
  subject: word(),
  data: json(),
  hash: word(64),
})

const genesis = '0'.repeat(64)

/** An entry as its columns hold it: instants and data as the text that stands in the database. */
type Written = Omit<AuditRow, 'at' | 'data' | 'hash'> & { readonly at: string; readonly data: string }

/**
 * The chain's hash: SHA-256 over the hash before and the entry as a JSON list with its columns in this order. The data goes
 * in as the very text that is stored, so that a change that cannot even be read is found like any other.
 */
export function chained(before: string, { seq, at, actor, kind, subject, data }: Written): string {
  const columns = JSON.stringify([seq, at, actor, kind, subject]).slice(0, -1)
  return createHash('sha256').update(before).update(`${columns},${data}]`).digest('hex')
}

export interface Head {
  readonly seq: number
  readonly hash: string
}

/** Appends entries at the end of a unit. On PostgreSQL the head is held until the commit: one writer after the other. */
export async function append(work: Work, actor: string, entries: readonly AuditEntry[], known?: Head): Promise<Head> {
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7261)')
  let head = known ?? (await headOf(work))
  for (const entry of entries) {
    const row = { seq: head.seq + 1, at: work.now, actor, ...entry }
    const written = { ...row, at: row.at.toISOString(), data: JSON.stringify(row.data) }
    const hash = chained(head.hash, written)
    await work.insert(auditTable, { ...row, hash })
    head = { seq: row.seq, hash }
  }
  return head
}

async function headOf(reader: Reader): Promise<Head> {
  const [last] = await reader.select(auditTable, 'ORDER BY t.seq DESC LIMIT 1')
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: genesis }
}

export type Verdict =
  | { readonly kind: 'whole'; readonly entries: number }
  | { readonly kind: 'broken'; readonly seq: number; readonly why: 'missing' | 'changed' }

/** Walks the chain from the first entry and names the first one that does not fit. */
export async function verifyAudit(reader: Reader): Promise<Verdict> {
  let head: Head = { seq: 0, hash: genesis }
  let after = lowest
  for (;;) {
    const page = await reader.rows<Written & { readonly hash: string }>(
      'SELECT * FROM "audit" WHERE "seq" > ? ORDER BY "seq" LIMIT 1000',
      [after],
    )
    for (const row of page) {
      if (row.seq > head.seq + 1) return { kind: 'broken', seq: head.seq + 1, why: 'missing' }
      if (row.seq <= head.seq || chained(head.hash, row) !== row.hash)
        return { kind: 'broken', seq: row.seq, why: 'changed' }
      head = { seq: row.seq, hash: row.hash }
    }
    if (page.length === 0) return { kind: 'whole', entries: head.seq }
    after = head.seq
  }
}

/** Below every number that the column can hold: an entry put in before the first one is found too. */
const lowest = -(2 ** 31)
