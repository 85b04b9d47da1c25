import type { Reader } from '../store/index.js'

/**
 * Whether something came about since that bears on windows without being one: another desk file, with its freezes and
 * maintenance, or another relation between items.
 */
export async function rulesMovedSince(reader: Reader, since: Date): Promise<boolean> {
  const [moved] = await reader.rows<{ at: string | null }>(
    `SELECT max(m."at") AS "at" FROM (
       SELECT "at" FROM "desk_version" UNION ALL
       SELECT "at" FROM "item_history" WHERE "kind" IN ('related', 'unrelated')) m`,
  )
  return moved?.at !== undefined && moved.at !== null && moved.at > since.toISOString()
}
