import type { Reader, Work } from '../store/index.js'
import { standInsAt } from './absence.js'
import { type StageRow, stageTable } from './table.js'

/** Its people know of a version now, and are reminded next at an instant, if at all. */
export async function noteTold(
  work: Work,
  { approval, ordinal }: Pick<StageRow, 'approval' | 'ordinal'>,
  { version, remindAt }: { readonly version: number; readonly remindAt: Date | undefined },
): Promise<void> {
  await work.update(stageTable, { approval, ordinal }, { told: version, remindAt })
}

/** Open stages whose silent people are to be reminded, the longest due first. */
export const dueReminders = (reader: Reader, now: Date, limit = 100): Promise<readonly StageRow[]> =>
  reader.select(
    stageTable,
    `JOIN "approval" a ON a."id" = t."approval" WHERE t."state" = 'open' AND a."state" = 'waiting' AND t."remind_at" <= ?
      ORDER BY t."remind_at", t."approval", t."ordinal" LIMIT ?`,
    [now.toISOString(), limit],
  )

/** The names of all stages that a record's approvals have had. */
export async function stagesOf(reader: Reader, record: number): Promise<readonly string[]> {
  const rows = await reader.rows<{ name: string }>(
    `SELECT DISTINCT s."name" AS "name" FROM "approval_stage" s JOIN "approval" a ON a."id" = s."approval"
      WHERE a."record" = ? ORDER BY 1`,
    [record],
  )
  return rows.map(({ name }) => name)
}

/** Records with a vote that waits for a person: their own, one that was handed to them, or one of somebody who is away. */
export async function votesOf(reader: Reader, person: string, now: Date): Promise<readonly number[]> {
  const away = [...(await standInsAt(reader, now))].flatMap(([absent, by]) => (by.includes(person) ? [absent] : []))
  const marks = [person, ...away].map(() => '?').join(', ')
  const rows = await reader.rows<{ record: number }>(
    `SELECT a."record" AS "record", min(s."due_at") AS "due" FROM "approval_ballot" b
      JOIN "approval" a ON a."id" = b."approval" AND a."version" = b."version"
      JOIN "approval_stage" s ON s."approval" = b."approval" AND s."ordinal" = b."ordinal"
      WHERE b."choice" = 'waiting' AND b."holder" IN (${marks}) AND a."state" = 'waiting' AND s."state" = 'open'
        AND a."raised_by" <> ? AND NOT EXISTS (SELECT 1 FROM "approval_ballot" c WHERE c."approval" = b."approval"
          AND c."ordinal" = b."ordinal" AND c."version" = b."version" AND c."cast_by" = ?)
      GROUP BY a."record" ORDER BY min(s."due_at"), a."record"`,
    [person, ...away, person, person],
  )
  return rows.map(({ record }) => Number(record))
}
