import { z } from 'zod'
import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import type { Reader } from '../store/index.js'
import type { Counted } from './trends.js'

const details = z.object({
  kind: z.enum(['standard', 'normal', 'emergency']).catch('normal'),
  unauthorised: z.boolean().catch(false),
  cause: z.string().optional().catch(undefined),
})

const ends = { finish: 'implemented', fail: 'failed', back_out: 'backed out' } as const
type End = keyof typeof ends

/** The changes that ended since an instant, or were opened since, as far as the viewer may know of them. */
export async function countedSince(reader: Reader, since: Date, viewer: Caller): Promise<readonly Counted[]> {
  const seen = visibleTo(viewer)
  const which = `t."practice" = 'change' AND t."updated_at" >= ? AND ${seen.sql}`
  const params = [since.toISOString(), ...seen.params]
  const records = await reader.select(recordTable, `WHERE ${which}`, params)
  const kinds = Object.keys(ends)
  const entries = await reader.rows<{ record: number; kind: End; at: string }>(
    `SELECT e."record" AS "record", e."kind" AS "kind", e."at" AS "at" FROM "timeline" e JOIN "record" t ON t."id" = e."record"
     WHERE ${which} AND e."kind" IN (${kinds.map(() => '?').join(', ')}) ORDER BY e."id"`,
    [...params, ...kinds],
  )
  // The newest end is the one that holds: what had failed may have been done after all.
  const ended = new Map(entries.map(({ record, kind, at }) => [record, { how: ends[kind], at: new Date(at) }]))
  return records.map((record) => countedOf(record, ended.get(record.id)))
}

function countedOf({ details: own, openedAt }: Rec, ended: Counted['ended']): Counted {
  const { kind, unauthorised, cause } = details.parse(own)
  return { kind, unauthorised, openedAt, ...(ended ? { ended } : {}), ...(cause ? { cause } : {}) }
}
