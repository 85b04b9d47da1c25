import {
  type BaselineRow,
  baselineNamed,
  differing,
  differingLines,
  differsText,
  keysOf,
  noCounts,
  type Reach,
  reaches,
  tally,
} from '../configuration/index.js'
import { Refusal } from '../kernel/errors.js'
import { implementationsOf } from '../practices/change/index.js'
import { withOrders } from './backstage.js'
import { registerOn } from './ci.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'
import { instantText } from './shown.js'
import { print } from './terminal.js'

/** Takes a baseline of the configuration. */
export async function ciBaseline({ given, options, tell, ...call }: CliCall): Promise<number> {
  const [name = ''] = given
  const seeds = typeof options.of === 'string' ? keysOf(options.of) : []
  const count = await withOrders(call.config(), (orders) =>
    orders.takeBaseline({ name, seeds, reach: reachOf(options.reach) }),
  )
  tell('ci.taken', { name, count })
  return 0
}

function reachOf(typed: string | boolean | undefined): Reach {
  if (typed === undefined) return 'below'
  const reach = reaches.find((one) => one === typed)
  if (!reach) throw new Refusal('cli.no_reach', { typed: String(typed), known: reaches.join(', ') })
  return reach
}

/** Prints what differs from a baseline; the exit code is 1 where no change accounts for some of it. */
export async function ciDiffers({ given, terminal, voice, ...call }: CliCall): Promise<number> {
  const { output } = terminal
  return looking(call.config(), async (reader) => {
    const register = await registerOn(reader)
    const { organisation } = register
    const baseline = await baselineNamed(reader, given[0])
    print(output, titleOf(baseline))
    const nameOf = (person: string): string => organisation.people.get(person)?.name ?? person
    let counts = noCounts
    for await (const batch of differing(register, baseline, implementationsOf)) {
      counts = tally(counts, batch)
      const lines = batch.flatMap((one) => differingLines(one, { organisation, voice, nameOf }))
      print(output, ...lines.map((line) => `  ${line}`))
    }
    print(output, differsText(counts, voice))
    return counts.unaccounted > 0 ? 1 : 0
  })
}

const titleOf = ({ name, at }: BaselineRow): string => `${name} · ${instantText(at)}`
