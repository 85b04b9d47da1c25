import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { randomIds } from '../kernel/ids.js'
import { unknownPerson } from '../orders.js'
import { newestVersion, organisationIn } from '../organisation/index.js'
import { type Caller, createDirectory } from '../people/index.js'
import { exportFormats, requestsAs } from '../practices/request/index.js'
import type { Reader, Store } from '../store/index.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'

/** Writes the requests that a person may see, to a file or to the output. */
export async function requestsExport({ given, options, terminal, ...call }: CliCall): Promise<number> {
  const [file] = given
  const { as: person, format: named } = options
  if (typeof person !== 'string') throw new Refusal('cli.needs_as')
  const wanted = typeof named === 'string' ? named : file?.endsWith('.json') ? 'json' : 'csv'
  const format = exportFormats.find((one) => one === wanted)
  if (!format) throw new Refusal('cli.no_table_format', { typed: wanted, known: exportFormats.join(', ') })
  await looking(call.config(), async (reader) => {
    const pieces = requestsAs(format, reader, await callerIn(reader, person))
    if (file !== undefined) return pipeline(Readable.from(pieces), createWriteStream(resolve(file), { mode: 0o600 }))
    for await (const piece of pieces) terminal.output.write(piece)
  })
  return 0
}

/** Somebody of the desk file, with everything that they may. */
async function callerIn(read: Reader, typed: string): Promise<Caller> {
  const newest = await newestVersion(read)
  const organisation = newest && organisationIn(newest)
  if (!organisation) throw new Refusal('organisation.missing')
  const user = typed.replace(/^@/, '').toLowerCase()
  if (!organisation.people.has(user)) throw unknownPerson(typed, [...organisation.people.keys()])
  const store: Store = {
    dialect: read.dialect,
    read,
    work: () => Promise.reject(new Error('the command line only reads here')),
    close: () => Promise.resolve(),
  }
  const desks = {
    current: () => organisation,
    version: () => Promise.resolve(organisation),
    load: () => Promise.resolve(),
    refresh: () => Promise.resolve(false),
    apply: () => Promise.reject(new Error('the command line only reads here')),
  }
  const directory = createDirectory({
    ...{ store, desks, clock: systemClock, ids: randomIds },
    handOver: () => Promise.reject(new Error('the command line only reads here')),
  })
  return directory.callerOf({ platform: 'console', workspace: 'local', user }, {})
}
