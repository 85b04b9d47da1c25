import { createReadStream, createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Presets, SingleBar } from 'cli-progress'
import type { Config } from '../config.js'
import {
  countsText,
  everything,
  formatOf,
  type ImportPlan,
  planImport,
  planText,
  problemText,
  type Register,
  sourceOf,
  written,
} from '../configuration/index.js'
import { Refusal } from '../kernel/errors.js'
import { newestVersion, organisationIn } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { whyOf } from '../why.js'
import { withOrders } from './backstage.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'
import { confirmed, print } from './terminal.js'

/** Shows what a file of configuration items would change, or what is wrong in it, asks, and imports all of it or nothing. */
export async function ciImport(call: CliCall): Promise<number> {
  const { terminal, voice, options, tell } = call
  const [file = ''] = call.given
  const path = resolve(file)
  await access(path).catch((error: unknown) => {
    throw new Refusal('cli.no_file', { file, why: whyOf(error) })
  })
  const format = formatOf(file, typeof options.format === 'string' ? options.format : undefined)
  const config = call.config()
  const plan = await looked(config, call, (register, progress) =>
    planImport(
      register,
      sourceOf(format, () => createReadStream(path)),
      progress,
    ),
  )
  if (plan.problems.length > 0) {
    tell('ci.problems', { file, count: plan.problems.length })
    print(terminal.errors, ...plan.problems.map((problem) => `  ${problemText(problem, voice)}`))
    return 1
  }
  print(terminal.output, countsText(plan, voice), ...plan.lines.map((line) => `  ${planText(line, voice)}`))
  const all = plan.added + plan.changed + plan.related
  if (all > plan.lines.length) tell('ci.more', { count: all - plan.lines.length })
  if (all === 0 || options['dry-run']) return 0
  if (!options.yes) {
    if (!terminal.interactive) throw new Refusal('cli.needs_yes')
    if (!(await confirmed(terminal, voice.say('cli.ci.ask')))) {
      tell('ci.left')
      return 1
    }
  }
  await withOrders(config, (orders) => orders.importItems(path, format))
  tell('ci.done', { count: plan.items })
  return 0
}

/** Writes all configuration items, to a file or to the output. */
export async function ciExport({ given, options, terminal, ...call }: CliCall): Promise<number> {
  const [file] = given
  const named = typeof options.format === 'string' ? options.format : undefined
  const format = file === undefined ? formatOf('', named ?? 'csv') : formatOf(file, named)
  await looking(call.config(), async (reader) => {
    const pieces = written(format, everything(await registerOn(reader)))
    if (file !== undefined) return pipeline(Readable.from(pieces), createWriteStream(resolve(file)))
    for await (const piece of pieces) terminal.output.write(piece)
  })
  return 0
}

async function looked(
  config: Config,
  { terminal }: CliCall,
  does: (register: Register, progress: (done: number, all: number) => void) => Promise<ImportPlan>,
): Promise<ImportPlan> {
  const bar = terminal.interactive
    ? new SingleBar({ clearOnComplete: true, stream: process.stderr }, Presets.shades_classic)
    : undefined
  try {
    return await looking(config, async (reader) =>
      does(await registerOn(reader), (done, all) => {
        if (!bar) return
        if (!bar.isActive) bar.start(all, 0)
        bar.update(done)
      }),
    )
  } finally {
    bar?.stop()
  }
}

/** The items in a database, and the desk file in force. */
export async function registerOn(reader: Reader): Promise<Register> {
  const newest = await newestVersion(reader)
  const organisation = newest && organisationIn(newest)
  if (!organisation) throw new Refusal('organisation.missing')
  return { reader, organisation }
}
