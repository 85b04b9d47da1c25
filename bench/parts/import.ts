import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openReader } from '../../src/store/index.js'
import { fileIn, startDesk } from '../desk.js'
import { type Figure, figure } from '../figure.js'
import { newFolder, residentOf, watched } from '../processes.js'
import type { Around } from './around.js'

const items = 100_000
/** How often the memory is looked at meanwhile, in milliseconds. */
const every = 50

/** A file of a hundred thousand items with three relations each, looked through and imported into a desk that runs. */
export async function importing({ api }: Around): Promise<readonly Figure[]> {
  const folder = newFolder()
  const file = join(folder, 'configuration.csv')
  await pipeline(Readable.from(csv()), createWriteStream(file))
  const desk = await startDesk({ folder, api })
  const started = desk.resident()
  let most = started
  let mostOfCommand = 0
  const from = performance.now()
  const command = importInto(folder, file)
  const looking = setInterval(() => {
    most = Math.max(most, desk.resident())
    if (command.pid !== undefined) mostOfCommand = Math.max(mostOfCommand, memoryOf(command.pid))
  }, every)
  await command.ended
  const took = (performance.now() - from) / 1_000
  clearInterval(looking)
  await desk.stop()
  const { there, relations } = await rowsIn(folder)
  if (there < items || relations < items * 3)
    throw new Error(`only ${there} items and ${relations} relations are there`)
  const detail = { relations, 'a second': Math.round(items / took) }
  const memory = { 'after the start': Math.round(started), 'of the command, most': Math.round(mostOfCommand) }
  return [
    figure({ figure: 'an import of 100,000 items', value: took, unit: 's', atMost: 60, detail }),
    figure({ figure: '– memory of the desk meanwhile, most', value: most, unit: 'MB', atMost: 250, detail: memory }),
  ]
}

function importInto(folder: string, file: string): { readonly pid: number | undefined; readonly ended: Promise<void> } {
  const entry = join(import.meta.dirname, '..', '..', '..', 'bin', 'frontdesk.js')
  const child = watched(
    spawn(process.execPath, [entry, 'ci', 'import', file, '--yes'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: `sqlite:${fileIn(folder)}`, DATA_DIR: folder },
    }),
  )
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the import ended with ${code}`))))
  })
  return { pid: child.pid, ended }
}

/** A process that has ended holds none. */
function memoryOf(pid: number): number {
  try {
    return residentOf(pid)
  } catch {
    return 0
  }
}

async function rowsIn(folder: string): Promise<{ readonly there: number; readonly relations: number }> {
  const reader = await openReader({ dialect: 'sqlite', file: fileIn(folder) })
  const [row] = await reader.read.rows<{ there: number; relations: number }>(
    'SELECT (SELECT count(*) FROM "item") AS "there", (SELECT count(*) FROM "item_need") AS "relations"',
  )
  await reader.close()
  return row ?? { there: 0, relations: 0 }
}

function* csv(): Iterable<string> {
  yield 'key,name,type,state,attributes,relations\n'
  for (let n = 0; n < items; n++) {
    const among = n % 10 === 0 ? ' [any 1]' : ''
    const on = [1, 101, 1_009].map((step) => `item-${(n * 7 + step) % items}${among}`)
    yield `item-${n},Access point ${n},device,in use,serial=x${n}; floor=${n % 9},depends on ${on.join('; depends on ')}\n`
  }
}
