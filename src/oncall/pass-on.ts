import type { Work } from '../store/index.js'

/** Where a person stands by their id, in what is still to come. */
const places: readonly (readonly [table: string, column: string, still: string])[] = [
  ['oncall_override', 'person', '"to" > ?'],
  ['oncall_override', 'instead', '"to" > ?'],
  ['oncall_ask', 'asker', '"to" > ?'],
  ['oncall_ask', 'other', '"to" > ?'],
  ['oncall_ask', 'instead', '"to" > ?'],
]

/**
 * Two people turn out to be one: whose duties and requests were in the one's name has them in the other's. Calendars of
 * the one are void: their address was given to an account that may have been somebody else's.
 */
export async function passDuties(work: Work, from: string, to: string): Promise<void> {
  for (const [table, column, still] of places) {
    await work.run(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ? AND ${still}`, [
      to,
      from,
      work.now.toISOString(),
    ])
  }
  await work.run(`UPDATE "oncall_page" SET "person" = ? WHERE "person" = ? AND "state" = 'open'`, [to, from])
  await work.run('DELETE FROM "oncall_feed" WHERE "person" = ?', [from])
}
