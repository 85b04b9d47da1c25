import sqlite3 from 'sqlite3'
import { fileIn, startDesk } from '../desk.js'
import { type Figure, figure } from '../figure.js'
import { newFolder } from '../processes.js'
import { rowsOf } from '../rows.js'
import type { Around } from './around.js'

const stalled = 5_000
const inFlight = 32
const count = 64
const asks = [{ command: '/incident', text: 'report {unique} work:stopped affects:me' }]

/** Reports while another connection holds the database for five seconds: acknowledged in time, and told the outcome. */
export async function stall(around: Around): Promise<readonly Figure[]> {
  const folder = newFolder()
  const desk = await startDesk({ folder, api: around.api })
  around.api.answers.clear()
  const release = await hold(fileIn(folder))
  const begun = performance.now()
  const held = new Promise<void>((resolve) => setTimeout(() => resolve(release()), stalled))
  const load = { asks, inFlight, count, port: desk.port, expect: 'Still working on it' }
  const told = await around.load(load)
  await held
  const outcomes = await outcomesOf(around, begun)
  const [row] = await rowsOf<{ n: number }>(
    fileIn(folder),
    `SELECT count(*) AS n FROM "record" WHERE "title" GLOB 'aq*x* *'`,
  )
  await desk.stop()
  const exact = [...around.api.answers.values()].filter((all) => all.length === 1 && all[0]?.includes('INC-')).length
  return [
    figure({
      figure: 'stall.acknowledged, slowest',
      value: told.most,
      unit: 'ms',
      atMost: 2_000,
      detail: { 'p50 ms': told.p50, reports: count, 'otherwise acknowledged': told.wrong, such: told.wrongOne ?? '' },
    }),
    figure({
      figure: 'stall.outcomes missing, doubled or wrong',
      value: count - exact + Math.abs(count - (row?.n ?? 0)),
      unit: 'reports',
      limit: 0,
      atMost: 0,
      detail: {
        'told their number once': exact,
        'rows in the database': row?.n ?? 0,
        'last outcome after ms': outcomes,
      },
    }),
  ]
}

/** Takes the write lock; gives how to let go of it. */
async function hold(file: string): Promise<() => Promise<void>> {
  const database = new sqlite3.Database(file)
  const run = (sql: string): Promise<void> =>
    new Promise((resolve, reject) => {
      database.run(sql, (error) => (error ? reject(error) : resolve()))
    })
  await run('PRAGMA busy_timeout = 5000')
  await run('BEGIN IMMEDIATE')
  return async () => {
    await run('ROLLBACK')
    database.close()
  }
}

/** Waits until everybody has heard, or until nobody has for five seconds. Gives when the last one did. */
async function outcomesOf({ api }: Around, begun: number): Promise<number> {
  let heard = 0
  let last = performance.now()
  while (heard < count && performance.now() - last < 5_000) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    if (api.answers.size === heard) continue
    heard = api.answers.size
    last = performance.now()
  }
  // A second answer would come right behind the first.
  await new Promise((resolve) => setTimeout(resolve, 500))
  return Math.round(last - begun)
}
