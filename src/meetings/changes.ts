import { z } from 'zod'
import type { Caller } from '../people/index.js'
import { type Rec, recordTable, visibleTo } from '../records/index.js'
import type { Reader } from '../store/index.js'
import type { AgendaChange } from './agenda.js'

/** What an agenda needs of a change's own fields. */
const details = z.object({
  kind: z.enum(['standard', 'normal', 'emergency']).catch('normal'),
  services: z.array(z.string()).catch([]),
  window: z.object({ from: z.string(), to: z.string() }).optional().catch(undefined),
  outage: z.number().optional().catch(undefined),
  risk: z
    .object({
      class: z.enum(['low', 'medium', 'high']),
      reasons: z
        .array(z.object({ code: z.string(), count: z.number().optional(), name: z.string().optional() }))
        .catch([]),
    })
    .optional()
    .catch(undefined),
  reviewDue: z.string().optional().catch(undefined),
  review: z.unknown().optional(),
  unauthorised: z.boolean().catch(false),
  /** `!` at the end says that it is allowed. */
  conflicts: z.array(z.string()).catch([]),
})

const verbs = { failed: 'fail', 'backed out': 'back_out' } as const
const decided: readonly string[] = ['authorise', 'reject']

/** The changes that may stand on an agenda: all that are open, and those that something happened to since. */
export async function changesSince(
  reader: Reader,
  since: Date,
  viewer: Caller | undefined,
): Promise<readonly AgendaChange[]> {
  const seen = viewer ? visibleTo(viewer) : { sql: 't."private" = 0', params: [] }
  const which = `t."practice" = 'change' AND (t."open" = 1 OR t."updated_at" > ?) AND ${seen.sql}`
  const params = [since.toISOString(), ...seen.params]
  const records = await reader.select(recordTable, `WHERE ${which} ORDER BY t."id"`, params)
  const kinds = [...Object.values(verbs), ...decided]
  const entries = await reader.rows<{ record: number; kind: string; at: string }>(
    `SELECT e."record" AS "record", e."kind" AS "kind", e."at" AS "at" FROM "timeline" e JOIN "record" t ON t."id" = e."record"
     WHERE ${which} AND e."kind" IN (${kinds.map(() => '?').join(', ')}) ORDER BY e."id"`,
    [...params, ...kinds],
  )
  const newest = new Map(entries.map(({ record, kind, at }) => [`${record} ${kind}`, new Date(at)]))
  return records.map((record) => changeOf(record, (kind) => newest.get(`${record.id} ${kind}`)))
}

/** What was excepted is none, nor what only wants the window of a change that has it (`conflictKey`). */
const counts = (key: string, state: string): boolean =>
  !key.endsWith('!') && !(state === 'scheduled' && key.endsWith('?'))

function changeOf(record: Rec, at: (kind: string) => Date | undefined): AgendaChange {
  const { kind, services, window, outage, risk, reviewDue, review, unauthorised, conflicts } = details.parse(
    record.details,
  )
  const [failed, backedOut] = [at(verbs.failed), at(verbs['backed out'])]
  const decisions = decided.flatMap((verb) => at(verb) ?? []).sort((a, b) => b.getTime() - a.getTime())
  const own = services.length > 0 ? services : record.service === undefined ? [] : [record.service]
  return {
    id: record.id,
    number: record.number,
    title: record.title,
    state: record.state,
    kind,
    riskReasons: risk?.reasons ?? [],
    services: own,
    conflicts: conflicts.filter((key) => counts(key, record.state)).length,
    unauthorised,
    reviewed: review !== undefined && review !== null,
    openedAt: record.openedAt,
    ...(record.priority === undefined ? {} : { priority: record.priority }),
    ...(risk ? { risk: risk.class } : {}),
    ...(window ? { window: { from: new Date(window.from), to: new Date(window.to) } } : {}),
    ...(outage === undefined ? {} : { outage }),
    ...(failed ? { broke: { how: 'failed', at: failed } } : {}),
    ...(backedOut ? { broke: { how: 'backed out', at: backedOut } } : {}),
    ...(reviewDue ? { reviewDue: new Date(reviewDue) } : {}),
    ...(decisions[0] ? { decidedAt: decisions[0] } : {}),
  }
}
