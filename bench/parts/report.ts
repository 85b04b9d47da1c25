import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReplayResult } from '../bare-sqlite.js'
import { fileIn, startDesk } from '../desk.js'
import { type Figure, figure, median } from '../figure.js'
import type { LoadResult } from '../load.js'
import { newFolder, startHelper } from '../processes.js'
import { rowsOf } from '../rows.js'
import { reportsIn, type Template, templateOf, traced } from '../template.js'
import { type Around, byTurns } from './around.js'

const rounds = 5
const seconds = 4
const asks = [{ command: '/incident', text: 'report {unique} work:stopped affects:me' }]

/** Signed reports, each acknowledged after its commit, beside bare sqlite3 that writes the same rows. */
export async function report(around: Around): Promise<readonly Figure[]> {
  const { template, copy } = await recorded(around)
  const folder = newFolder()
  const desk = await startDesk({ folder, api: around.api })
  const bare = startHelper('bare-sqlite.js')
  const load = { asks, inFlight: 32, port: desk.port, expect: 'INC-' }
  const warm = await around.load({ ...load, seconds: 2 })
  await bare.ask({ file: copy, template, seconds: 1 })
  const { ones, others } = await byTurns(
    rounds,
    () => around.load({ ...load, seconds }),
    () => bare.ask<ReplayResult>({ file: copy, template, seconds }),
  )
  await desk.stop()
  await bare.end()
  return figures(ones, others, template, warm.done + warm.wrong, await written(fileIn(folder)))
}

/** Records the statements of one report on a desk of its own, and leaves the database that they were written to. */
async function recorded(around: Around): Promise<{ readonly template: Template; readonly copy: string }> {
  const folder = newFolder()
  const list = join(folder, 'statements')
  const nodeArgs = ['--import', join(import.meta.dirname, '..', 'statements.js')]
  const desk = await startDesk({ folder, api: around.api, nodeArgs, env: { BENCH_STATEMENTS: list } })
  // Past the first contact, and past numbers that stand for something else as well.
  await around.load({ asks, inFlight: 1, port: desk.port, count: 150, expect: 'INC-' })
  await desk.stop()
  const unit = reportsIn(traced(list)).at(-1)
  if (!unit) throw new Error('no report was recorded')
  const run = /a(q\d+)x\d+ /.exec(JSON.stringify(unit))?.[1]
  const copy = join(newFolder(), 'copy.sqlite')
  copyFileSync(fileIn(folder), copy)
  return { template: templateOf(unit, String(run)), copy }
}

const written = async (file: string): Promise<number> => {
  const [row] = await rowsOf<{ n: number }>(file, `SELECT count(*) AS n FROM "record" WHERE "title" GLOB 'aq*x* *'`)
  return row?.n ?? 0
}

function figures(
  ones: readonly LoadResult[],
  others: readonly ReplayResult[],
  template: Template,
  before: number,
  rows: number,
): readonly Figure[] {
  const perSecond = median(ones.map((one) => one.perSecond))
  const limit = median(others.map((one) => one.perSecond))
  const p99 = median(ones.map((one) => one.p99))
  const acknowledged = ones.reduce((sum, one) => sum + one.done, before)
  const wrong = ones.reduce((sum, one) => sum + one.wrong, 0)
  return [
    figure({
      figure: 'report.throughput',
      value: perSecond / limit,
      unit: '× bare sqlite3',
      limit: 1,
      atLeast: 0.6,
      detail: {
        'desk per second': Math.round(perSecond),
        'bare sqlite3 per second': Math.round(limit),
        'statements in the transaction': template.steps.length,
        ratios: ones.map((one, at) => Number((one.perSecond / (others[at]?.perSecond ?? Number.NaN)).toFixed(3))),
      },
    }),
    figure({
      figure: 'report.acknowledged p99',
      value: p99,
      unit: 'ms',
      limit: median(others.map((one) => one.p99)) * 32,
      atMost: 100,
      detail: { 'p50 ms': median(ones.map((one) => one.p50)), 'slowest ms': Math.max(...ones.map((one) => one.most)) },
    }),
    figure({
      figure: 'report.lost or refused',
      value: acknowledged - rows + wrong,
      unit: 'reports',
      limit: 0,
      atLeast: 0,
      atMost: 0,
      detail: {
        acknowledged,
        rows,
        wrong,
        ...(wrong > 0 ? { such: ones.find((one) => one.wrongOne)?.wrongOne ?? '' } : {}),
      },
    }),
  ]
}
