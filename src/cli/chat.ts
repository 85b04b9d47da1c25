import { PassThrough, Writable } from 'node:stream'
import { pino } from 'pino'
import { createPlain, type Plain } from '../../adapters/plain/index.js'
import type { Config } from '../config.js'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { randomIds } from '../kernel/ids.js'
import { whenStopped } from '../main.js'
import { unknownPerson } from '../orders.js'
import type { ListedPerson, Organisation } from '../organisation/index.js'
import { startDesk } from '../process.js'
import type { CliCall } from './command.js'
import { readDeskFile } from './desk-file.js'
import { inForce } from './looking.js'

/**
 * The whole desk in a terminal, for one person of the desk file: it stands in for the console, so no other process may
 * have the database meanwhile.
 */
export async function chat({ config: settings, terminal, voice, given, tell }: CliCall): Promise<number> {
  const { slack: _, ...config } = settings()
  // Several processes may share a PostgreSQL, and their consoles would miss what is told here.
  if (config.location.dialect === 'postgres') throw new Refusal('cli.chat_alone')
  const organisation = await organisationOf(config)
  const person = personIn(organisation, given[0])
  const input = new PassThrough()
  const output = quietUntilOpen(terminal.output)
  const plain: Plain = createPlain({
    account: { platform: 'console', workspace: 'local', user: person.id },
    name: person.name,
    language: person.language ?? voice.language,
    zone: person.zone ?? organisation.zone,
    channels: organisation.console.channels.map(({ id }) => id),
    input,
    output: output.stream,
    clock: systemClock,
    ids: randomIds,
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
  })
  // A log between the lines of a conversation helps nobody; what fails is written to the other stream.
  const log = pino({ level: 'error', base: null }, pino.destination({ dest: 2, sync: true }))
  const stopped = whenStopped()
  const desk = await startDesk({ config, clock: systemClock, ids: randomIds, log, web: false, also: [plain] })
  // What was told before somebody sat down, such as the whole past of the demo, would bury the first answer.
  await desk.relay.pass()
  tell('chat.you', { name: person.name, others: othersThan(person, organisation) })
  output.open()
  terminal.input.pipe(input)
  await Promise.race([plain.seat.ended, stopped])
  await desk.relay.pass()
  await desk.stop()
  return 0
}

function quietUntilOpen(onto: Writable): { readonly stream: Writable; open(): void } {
  let isOpen = false
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (isOpen) onto.write(chunk, () => done())
      else done()
    },
  })
  return {
    stream,
    open() {
      isOpen = true
    },
  }
}

async function organisationOf(config: Config): Promise<Organisation> {
  const present = await inForce(config)
  if (!present) return (await readDeskFile(config.deskFile)).organisation
  if (!present.organisation) throw new Refusal('organisation.broken', { problems: 1 })
  return present.organisation
}

function personIn({ people }: Organisation, typed: string | undefined): ListedPerson {
  const id = typed?.replace(/^@/, '').toLowerCase()
  const [first] = people.values()
  const person = id === undefined ? first : people.get(id)
  if (!person) throw unknownPerson(typed ?? '', [...people.keys()])
  return person
}

const othersThan = ({ id }: ListedPerson, { people }: Organisation): string =>
  [...people.keys()]
    .filter((other) => other !== id)
    .slice(0, 20)
    .join(', ')
