import type { Reader } from '../../store/index.js'
import { type CampaignItemRow, type CampaignRow, campaignItemTable, campaignTable } from './table.js'

/** What campaigns are asked. A right that has gone meanwhile needs no answer any more. */

const waits = `i."answer" IS NULL AND h."state" IN ('granted', 'restricted')`

/** Something that waits for an answer, with the right that it is about. */
export interface Waiting {
  readonly item: number
  readonly campaign: number
  readonly owner: string
  readonly held: number
  readonly person: string
  readonly right: string
  readonly service: string
  readonly record: number
  readonly since?: string | null
  readonly until?: string | null
  readonly dueAt: string
}

const columns = `i."id" AS "item", i."campaign" AS "campaign", i."owner" AS "owner", h."id" AS "held", h."person" AS "person",
  h."right" AS "right", h."service" AS "service", h."record" AS "record", h."since" AS "since", h."until" AS "until",
  c."due_at" AS "dueAt"`

const from = `FROM "campaign_item" i JOIN "right_held" h ON h."id" = i."held" JOIN "campaign" c ON c."id" = i."campaign"`

const numbered = (row: Waiting): Waiting => ({
  ...row,
  ...{ item: Number(row.item), campaign: Number(row.campaign), held: Number(row.held), record: Number(row.record) },
})

/** What waits for these people's answers, in one campaign or in all that are open. */
export async function waitingFor(
  reader: Reader,
  owners: readonly string[],
  { campaign, limit, offset = 0 }: { readonly campaign?: number; readonly limit: number; readonly offset?: number },
): Promise<readonly Waiting[]> {
  if (owners.length === 0) return []
  const rows = await reader.rows<Waiting>(
    `SELECT ${columns} ${from} WHERE ${waits} AND c."closed_at" IS NULL AND i."owner" IN (${owners.map(() => '?').join(', ')})
      ${campaign === undefined ? '' : 'AND i."campaign" = ?'} ORDER BY c."due_at", h."person", i."id" LIMIT ? OFFSET ?`,
    [...owners, ...(campaign === undefined ? [] : [campaign]), limit, offset],
  )
  return rows.map(numbered)
}

/** Everything in a campaign that nobody has answered. */
export async function unansweredIn(reader: Reader, campaign: number): Promise<readonly Waiting[]> {
  const rows = await reader.rows<Waiting>(
    `SELECT ${columns} ${from} WHERE ${waits} AND i."campaign" = ? ORDER BY i."id"`,
    [campaign],
  )
  return rows.map(numbered)
}

export interface Count {
  readonly owner: string
  readonly all: number
  readonly kept: number
  readonly removed: number
  readonly silent: number
  readonly waiting: number
}

/** How far a campaign has come, by who is asked. */
export async function countsOf(reader: Reader, campaign: number): Promise<readonly Count[]> {
  const rows = await reader.rows<Count>(
    `SELECT i."owner" AS "owner", count(*) AS "all",
        sum(CASE WHEN i."answer" = 'keep' THEN 1 ELSE 0 END) AS "kept",
        sum(CASE WHEN i."answer" = 'remove' THEN 1 ELSE 0 END) AS "removed",
        sum(CASE WHEN i."answer" = 'silence' THEN 1 ELSE 0 END) AS "silent",
        sum(CASE WHEN ${waits} THEN 1 ELSE 0 END) AS "waiting"
      FROM "campaign_item" i JOIN "right_held" h ON h."id" = i."held" WHERE i."campaign" = ?
      GROUP BY i."owner" ORDER BY i."owner"`,
    [campaign],
  )
  return rows.map(({ owner, all, kept, removed, silent, waiting }) => ({
    owner,
    ...{ all: Number(all), kept: Number(kept), removed: Number(removed) },
    ...{ silent: Number(silent), waiting: Number(waiting) },
  }))
}

export const openCampaigns = (reader: Reader): Promise<readonly CampaignRow[]> =>
  reader.select(campaignTable, 'WHERE t."closed_at" IS NULL ORDER BY t."id"')

/** The newest ones. */
export const lastCampaigns = (reader: Reader, limit: number): Promise<readonly CampaignRow[]> =>
  reader.select(campaignTable, 'ORDER BY t."id" DESC LIMIT ?', [limit])

/** The rights that open campaigns ask about, by the ids of the register; some of them, or all. */
export async function askedAbout(reader: Reader, only?: number): Promise<ReadonlySet<number>> {
  const rows = await reader.rows<{ held: number }>(
    `SELECT i."held" AS "held" FROM "campaign_item" i JOIN "campaign" c ON c."id" = i."campaign"
      WHERE i."answer" IS NULL AND c."closed_at" IS NULL ${only === undefined ? '' : 'AND i."held" = ?'}`,
    only === undefined ? [] : [only],
  )
  return new Set(rows.map(({ held }) => Number(held)))
}

export const itemById = (reader: Reader, id: number): Promise<CampaignItemRow | undefined> =>
  reader.one(campaignItemTable, { id })
