import { performance } from 'node:perf_hooks'
import { impactOf } from '../../src/configuration/index.js'
import { readDesk } from '../../src/organisation/index.js'
import { manualClock } from '../../test/builders/clock.js'
import { inn } from '../../test/builders/inn.js'
import { type Dialect, openTestStore, type TestStore } from '../../test/builders/store.js'
import { type Figure, figure, percentile } from '../figure.js'

const items = 1_000_000
/** The register is a hundred houses; what one of them rests on takes all of it along. */
const houses = 100
const hits = items / houses
const began = '2031-03-03T09:00:00.000Z'

/** What is hit when something fails that ten thousand of a million items rest on. PostgreSQL too where it is named. */
export async function impact(): Promise<readonly Figure[]> {
  const onSqlite = await measured('sqlite')
  return process.env.DATABASE_URL?.startsWith('postgres') ? [onSqlite, await measured('postgres')] : [onSqlite]
}

async function measured(dialect: Dialect): Promise<Figure> {
  const store = await openTestStore(dialect, manualClock(began))
  try {
    await fill(store)
    const read = readDesk(inn())
    if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
    const register = { reader: store.read, organisation: read.organisation }
    const took: number[] = []
    const busy: number[] = []
    // Each house once: nothing of it was read before.
    for (let house = 1; house <= houses; house++) {
      const [from, before] = [performance.now(), process.cpuUsage()]
      const found = await impactOf(register, [`item-${house}`])
      took.push(performance.now() - from)
      const { user, system } = process.cpuUsage(before)
      busy.push((user + system) / 1_000)
      if (found.hits.length !== hits || found.cut) throw new Error(`${found.hits.length} were hit, ${found.cut}`)
    }
    const [{ relations } = { relations: 0 }] = await store.read.rows<{ relations: number }>(
      'SELECT count(*) AS "relations" FROM "item_need"',
    )
    return figure({
      figure: `what is hit, 10,000 of 1,000,000 items${dialect === 'postgres' ? ', PostgreSQL' : ''}: p95`,
      value: percentile(took, 0.95),
      unit: 'ms',
      atMost: 200,
      detail: {
        p50: percentile(took, 0.5),
        slowest: Math.max(...took),
        // It hardly minds what else runs.
        'processor time, p50': percentile(busy, 0.5),
        rounds: houses,
        relations: Number(relations),
      },
    })
  } finally {
    await store.close()
  }
}

/**
 * Item `i` is the `n`th of its house, and the houses lie in between each other: neighbours in one are never on the same
 * page of the database. Each needs one that a tree gives it, so that the first takes all along, and two that lie anywhere
 * in the house, so that there are circles of all lengths; of those a third of all items needs one only.
 */
async function fill(store: TestStore): Promise<void> {
  const text = store.dialect === 'sqlite' ? 'text' : 'varchar'
  const all = `WITH RECURSIVE "all" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "all" WHERE "i" < ${items}),
    "placed" AS (SELECT "i", ("i" - 1) / ${houses} AS "n", ("i" - 1) % ${houses} + 1 AS "house" FROM "all")`
  const at = (n: string): string => `(${n}) * ${houses} + "house"`
  const need = (on: string, kind: string, among = 'NULL, NULL, NULL'): string =>
    `SELECT ${at(on)} AS "on", '${kind}' AS "kind", "i" AS "item", ${among} FROM "placed"`
  const some = `"n" % 3 = 0 AND "n" > 0`
  const any = `CASE WHEN ${some} THEN 'any' END, CASE WHEN ${some} THEN 2 END, CASE WHEN ${some} THEN 1 END`
  await store.work({ kind: 'operator' }, async (work) => {
    await work.run(
      `${all} INSERT INTO "item" ("id", "key", "name", "type", "state", "attributes", "version", "made_at", "changed_at")
       SELECT "i", 'item-' || CAST("i" AS ${text}), 'Access point ' || CAST("i" AS ${text}), 'device', 'in use', '{"serial":"x' || CAST("i" AS ${text}) || '"}', 1, '${began}', '${began}' FROM "placed"`,
    )
    await work.run(
      `${all} INSERT INTO "item_need" ("on", "kind", "item", "group", "of", "enough") SELECT * FROM (
         ${need(`CASE WHEN "n" = 0 THEN ${hits - 1} ELSE ("n" - 1) / 3 END`, 'depends on')}
         UNION ALL ${need(`("n" * 7919 + 13) % ${hits}`, 'runs on', any)}
         UNION ALL ${need(`("n" * 4729 + 7) % ${hits}`, 'uses', any)}) AS "needs" ORDER BY 1, 2, 3`,
    )
    // PostgreSQL does so by itself within minutes.
    if (work.dialect === 'postgres') await work.run('ANALYZE')
  })
}
