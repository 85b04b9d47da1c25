import { Presets, SingleBar } from 'cli-progress'
import { differenceText, simulate, tallyLines } from '../desk/index.js'
import { systemClock } from '../kernel/clock.js'
import { deskVersionTable, type Organisation, organisationIn } from '../organisation/index.js'
import { practices } from '../practices/index.js'
import type { Reader } from '../store/index.js'
import type { CliCall } from './command.js'
import { readDeskFile } from './desk-file.js'
import { looking } from './looking.js'
import { print } from './terminal.js'

/** Runs an edited desk file over the recorded history, also while a desk is running, and changes nothing. */
export async function simulateFile(call: CliCall): Promise<number> {
  const { terminal, voice, tell } = call
  const { organisation } = await readDeskFile(call.given[0] ?? '')
  const bar = terminal.interactive
    ? new SingleBar({ clearOnComplete: true, stream: process.stderr }, Presets.shades_classic)
    : undefined
  const simulated = await looking(call.config(), (reader) =>
    simulate({
      reader,
      practices: new Map(practices.map((practice) => [practice.name, practice])),
      version: (id) => versionIn(reader, id, organisation),
      edited: organisation,
      now: systemClock.now(),
      progress: (done, all) => {
        if (!bar) return
        if (!bar.isActive) bar.start(all, 0)
        bar.update(done)
      },
    }),
  )
  bar?.stop()
  tell('simulate.looked', { records: simulated.records, promised: simulated.promised })
  print(terminal.output, ...tallyLines(simulated.differences, voice).map((line) => `  ${line}`))
  const lines = simulated.differences.map((one) => `  ${one.record}  ${differenceText(one, voice)}`)
  if (lines.length > 0) print(terminal.output, '', ...lines)
  return 0
}

async function versionIn(reader: Reader, id: number, fallback: Organisation): Promise<Organisation> {
  const row = await reader.one(deskVersionTable, { id })
  return (row && organisationIn(row)) ?? fallback
}
