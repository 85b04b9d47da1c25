import type { Work } from '../store/index.js'

/**
 * Draws the next number of a prefix, `INC-42`. The counter's row is held until the commit, so numbers come without gaps
 * and in the order of commits; a unit that fails gives its number back.
 */
export async function drawNumber(work: Work, prefix: string): Promise<string> {
  const [drawn] = await work.returning<{ last: number }>(
    'INSERT INTO "counter" ("prefix", "last") VALUES (?, 1) ' +
      'ON CONFLICT ("prefix") DO UPDATE SET "last" = "counter"."last" + 1 RETURNING "last"',
    [prefix],
  )
  if (!drawn) throw new Error(`no number could be drawn for ${prefix}`)
  return `${prefix}-${drawn.last}`
}

/** Reads `inc 42`, `INC-42`, `inc42` and `#INC-42` as `INC-42`; with a default prefix also a bare `42`. */
export function numberIn(typed: string, prefix?: string): string | undefined {
  const found = /^#?([a-z]{2,5})[-\s]?(\d{1,9})$/i.exec(typed.trim())
  if (found) return `${found[1]?.toUpperCase()}-${Number(found[2])}`
  const bare = /^#?(\d{1,9})$/.exec(typed.trim())
  return bare && prefix ? `${prefix}-${Number(bare[1])}` : undefined
}
