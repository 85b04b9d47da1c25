import { Refusal } from '../kernel/errors.js'
import { compareDesks, comparePictures, describeChanges, digestOf } from '../organisation/index.js'
import { withOrders } from './backstage.js'
import type { CliCall } from './command.js'
import { readDeskFile } from './desk-file.js'
import { inForce } from './looking.js'
import { confirmed, print } from './terminal.js'

/** Shows what a desk file would change, asks, and puts it in force in one unit of work. */
export async function apply(call: CliCall): Promise<number> {
  const { terminal, voice, options, tell } = call
  const [file = ''] = call.given
  const config = call.config()
  const { source, organisation, pictures } = await readDeskFile(file)
  const present = await inForce(config)
  const pictured = comparePictures(present?.pictures ?? new Map(), pictures)
  if (present?.digest === digestOf(source) && pictured.length === 0) {
    tell('apply.same', { file, version: present.version })
    return 0
  }
  const changes = describeChanges([...compareDesks(present?.organisation, organisation), ...pictured], voice)
  tell(headingOf(present, changes.length), { file, version: present?.version ?? 0, count: changes.length })
  print(terminal.output, ...changes.map((change) => `  ${change}`))
  if (!options.yes) {
    if (!terminal.interactive) throw new Refusal('cli.needs_yes')
    if (!(await confirmed(terminal, voice.say('cli.apply.ask')))) {
      tell('apply.left')
      return 1
    }
  }
  await withOrders(config, (orders) => orders.apply(source, present?.version ?? 0, pictures), { anew: true })
  tell(config.location.dialect === 'sqlite' ? 'apply.done' : 'apply.done_everywhere', { file })
  return 0
}

function headingOf(present: { readonly organisation?: unknown } | undefined, changes: number): string {
  if (!present) return 'apply.first'
  if (!present.organisation) return 'apply.over_unreadable'
  return changes === 0 ? 'apply.only_wording' : 'apply.changes'
}
