import { Refusal } from '../kernel/errors.js'
import { deskVersionTable } from '../organisation/index.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'
import { instantText, table } from './shown.js'

/** Lists the kept versions of the desk file, the newest first. */
export async function versions({ config, terminal, voice, tell }: CliCall): Promise<number> {
  const kept = await looking(config(), (read) => read.select(deskVersionTable, 'ORDER BY t.id DESC'))
  if (kept.length === 0) throw new Refusal('organisation.missing')
  const rows = kept.map(({ id, at, by, digest, source }, place) => [
    String(id),
    instantText(at),
    by,
    digest.slice(0, 12),
    voice.say('cli.versions.lines', { count: source.trimEnd().split('\n').length }),
    place === 0 ? voice.say('cli.versions.in_force') : '',
  ])
  table(terminal.output, rows)
  tell('versions.how')
  return 0
}

/** Prints one version as it was written, to be kept in a file or applied again. */
export async function showVersion({ config, terminal, given: [typed = ''] }: CliCall): Promise<number> {
  const id = /^\d{1,9}$/.test(typed) ? Number(typed) : undefined
  const version = await looking(config(), async (read) =>
    id === undefined ? undefined : read.one(deskVersionTable, { id }),
  )
  if (!version) throw new Refusal('cli.no_version', { typed })
  terminal.output.write(version.source)
  return 0
}
