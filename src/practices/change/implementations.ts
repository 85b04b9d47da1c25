import type { Reader } from '../../store/index.js'

/**
 * When the register of these items might be changed because of a change: from its start until it was reviewed or closed.
 * One that was done without anybody's yes accounts for all that was done before it was written down.
 */
export async function implementationsOf(reader: Reader, items: readonly number[]): Promise<readonly Implementation[]> {
  const found: Implementation[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    const some = items.slice(from, from + atOnce)
    const marks = some.map(() => '?').join(', ')
    const rows = await reader.rows<Raw>(
      `SELECT i."item" AS "item", r."number" AS "number", min(CASE WHEN e."kind" = 'start' THEN e."at" END) AS "begun",
        min(CASE WHEN e."kind" = 'uncover' THEN e."at" END) AS "uncovered",
        min(CASE WHEN e."kind" IN ('review', 'close') THEN e."at" END) AS "over"
        FROM "item_record" i JOIN "record" r ON r."id" = i."record" JOIN "timeline" e ON e."record" = r."id"
        WHERE i."item" IN (${marks}) AND r."practice" = 'change'
          AND e."kind" IN ('start', 'uncover', 'review', 'close')
        GROUP BY i."item", r."number"`,
      some,
    )
    found.push(...rows.flatMap(implementationIn))
  }
  return found
}

const atOnce = 500

interface Raw {
  readonly item: number
  readonly number: string
  readonly begun: string | null
  readonly uncovered: string | null
  readonly over: string | null
}

export interface Implementation {
  readonly item: number
  readonly number: string
  /** Absent for one that was written down afterwards. */
  readonly from?: Date
  /** Absent while it lasts. */
  readonly to?: Date
  readonly unauthorised: boolean
}

function implementationIn({ item, number, begun, uncovered, over }: Raw): readonly Implementation[] {
  if (uncovered !== null) return [{ item, number, to: new Date(uncovered), unauthorised: true }]
  if (begun === null) return []
  const from = new Date(begun)
  return [{ item, number, from, ...(over === null ? {} : { to: new Date(over) }), unauthorised: false }]
}
