import { fill, first, openArchive } from '../archive.js'
import { type DeskOptions, fileIn, startDesk } from '../desk.js'
import { type Figure, figure, median } from '../figure.js'
import type { Ask, LoadResult } from '../load.js'
import { newFolder } from '../processes.js'
import { type Around, right } from './around.js'
import { consoleCookie, deskFileIn } from './sign-in.js'

const inFlight = 4
const rounds = 3
const seconds = 0.6

/** Numbers from all over the archive, none of them private. */
const some = Array.from({ length: 50 }, (_, n) => first + 6 + n * 1_760)

/** What is asked of a hundred thousand incidents. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'list, the open ones': ['/incident list'],
  'list, a team': [
    '/incident list team:maintenance',
    '/incident list all team:it',
    '/incident list unassigned team:it',
  ],
  'list, all and closed': ['/incident list all', '/incident list closed'],
  'search, a rare word': some.map((n) => `/desk search x${n.toString(36)}q`),
  'search, a common word': ['/desk search broken', '/desk search shower', '/desk search sh'],
  'search, two words': ['/desk search broken shower', '/desk search lift kitchen', '/desk search guest morning'],
  show: some.map((n) => `/desk show INC-${n}`),
}
/** The button that turns to the next page, long after everybody would have given up. */
const deep = [
  { show: 'open', page: '1500' },
  { show: 'all', page: '5000' },
  { show: 'closed', page: '5000' },
].map((args): Ask => ({ press: 'incident list', args }))
const pages = some.map((n): Ask => ({ page: `/r/INC-${n}` }))

/** Lists, searches, cards and pages over a hundred thousand incidents, and how soon the desk serves with them. */
export async function archive(around: Around): Promise<readonly Figure[]> {
  const postgres = process.env.DATABASE_URL
  const folder = newFolder()
  const options = { folder, api: around.api, env: { DESK_FILE: deskFileIn(folder) } }
  const onSqlite = await measured(around, options, '')
  if (!postgres?.startsWith('postgres')) return onSqlite
  return [...onSqlite, ...(await measured(around, { ...options, database: postgres }, 'PostgreSQL, '))]
}

async function measured(around: Around, options: DeskOptions, on: string): Promise<readonly Figure[]> {
  const empty = await startDesk(options)
  await empty.stop()
  await fill(await openArchive(options.database ? { url: options.database } : { file: fileIn(options.folder) }))
  const desk = await startDesk(options)
  const cookie = await consoleCookie(around, desk.port)
  const asks = Object.entries(commands).map(([name, lines]): readonly [string, readonly Ask[]] => [
    name,
    lines.map((line) => ({ command: line.split(' ', 1)[0] ?? '', text: line.replace(/^\S+ /, '') })),
  ])
  const figures: Figure[] = []
  for (const [name, ask] of [...asks, ['list, deep pages', deep] as const, ['page of a record', pages] as const]) {
    const load = { asks: ask, inFlight, port: desk.port, cookie, expect: 'INC-' }
    await around.load({ ...load, seconds: 0.3 })
    const results: LoadResult[] = []
    for (let round = 0; round < rounds; round++) results.push(await around.load({ ...load, seconds }))
    right(results)
    figures.push(figureOf(`archive.${on}${name}`, results))
  }
  const resident = desk.resident()
  await desk.stop()
  return [
    ...figures,
    figure({ figure: `memory.${on}100,000 incidents`, value: resident, unit: 'MB', atMost: 180 }),
    ...ready(on, empty.readyAfter, desk.readyAfter),
  ]
}

const figureOf = (name: string, results: readonly LoadResult[]): Figure =>
  figure({
    figure: name,
    value: median(results.map(({ p95 }) => p95)),
    unit: 'ms p95',
    atMost: 30,
    detail: {
      'p50 ms': median(results.map(({ p50 }) => p50)),
      'per second': Math.round(median(results.map(({ perSecond }) => perSecond))),
    },
  })

const ready = (on: string, empty: number, full: number): readonly Figure[] => [
  ...(on === '' ? [figure({ figure: 'ready.first start, nothing there', value: empty, unit: 's', atMost: 2 })] : []),
  figure({ figure: `ready.${on}100,000 incidents`, value: full, unit: 's', atMost: 2 }),
]
