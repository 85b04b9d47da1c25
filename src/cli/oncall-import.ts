import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { DateTime } from 'luxon'
import type { Voice } from '../chat/language.js'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { type ImportPlan, planImport, readRoster, rotationNamed, shiftsIn } from '../oncall/index.js'
import { newestVersion, type Organisation, organisationIn, type Rotation } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { whyOf } from '../why.js'
import { withOrders } from './backstage.js'
import type { CliCall } from './command.js'
import { looking } from './looking.js'
import { confirmed, print } from './terminal.js'

/** Shows what the shifts of a calendar file would change in a rotation, asks, and puts them in force. */
export async function oncallImport(call: CliCall): Promise<number> {
  const { terminal, voice, options, tell } = call
  const [file = ''] = call.given
  if (typeof options.rotation !== 'string') throw new Refusal('cli.needs_rotation')
  const typed = options.rotation
  const config = call.config()
  const source = await readFile(resolve(file), 'utf8').catch((error: unknown) => {
    throw new Refusal('cli.no_file', { file, why: whyOf(error) })
  })
  const { rotation, plan, lines } = await looking(config, (read) => difference(read, typed, source, voice))
  const count = lines.length
  const name = rotation.name[voice.language]
  if (count === 0) {
    tell('oncall.same', { file, rotation: name })
    return 0
  }
  tell('oncall.changes', { count, rotation: name, stays: plan.stays })
  print(terminal.output, ...lines.map((line) => `  ${line}`))
  if (!options.yes) {
    if (!terminal.interactive) throw new Refusal('cli.needs_yes')
    if (!(await confirmed(terminal, voice.say('cli.oncall.ask')))) {
      tell('oncall.left')
      return 1
    }
  }
  await withOrders(config, (orders) => orders.importShifts(rotation.id, source, plan.over))
  tell('oncall.done', { rotation: name })
  return 0
}

interface Difference {
  readonly rotation: Rotation
  readonly plan: ImportPlan
  readonly lines: readonly string[]
}

async function difference(read: Reader, typed: string, source: string, voice: Voice): Promise<Difference> {
  const newest = await newestVersion(read)
  const organisation = newest && organisationIn(newest)
  if (!organisation) throw new Refusal('organisation.missing')
  const now = systemClock.now()
  const rotation = rotationNamed(organisation, typed)
  const plan = await planImport(read, rotation.id, shiftsIn(organisation, rotation, source, now), now)
  return { rotation, plan, lines: await linesOf(read, organisation, rotation, plan, voice) }
}

/** What comes, with whoever is on call then as things stand, and what goes. */
async function linesOf(
  read: Reader,
  organisation: Organisation,
  rotation: Rotation,
  { adds, removes }: ImportPlan,
  voice: Voice,
): Promise<readonly string[]> {
  const roster = await readRoster(organisation, read, systemClock.now())
  const nameOf = (id: string): string => organisation.people.get(id)?.name ?? id
  const span = ({ from, to }: { from: Date; to: Date }) => ({ from: local(from, rotation), to: local(to, rotation) })
  const insteadOf = (person: string, from: Date, to: Date): string => {
    const others = roster.shifts(rotation.id, from, to).filter((shift) => shift.person !== person)
    return [...new Set(others.map((shift) => nameOf(shift.person)))].join(', ')
  }
  return [
    ...adds.map(({ person, from, to }) => {
      const instead = insteadOf(person, from, to)
      const key = instead === '' ? 'cli.oncall.adds' : 'cli.oncall.adds_instead'
      return voice.say(key, { name: nameOf(person), ...span({ from, to }), instead })
    }),
    ...removes.map(({ person, from, to }) =>
      voice.say('cli.oncall.removes', { name: nameOf(person), ...span({ from, to }) }),
    ),
  ]
}

/** In the rotation's own time. */
const local = (at: Date, { zone }: Rotation): string =>
  DateTime.fromJSDate(at, { zone }).toFormat('yyyy-MM-dd HH:mm ZZ')
