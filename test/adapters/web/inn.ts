import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import {
  type ConsoleDoors,
  type ConsolePerson,
  createWeb,
  type Mount,
  type Web,
  webWords,
} from '../../../adapters/web/index.js'
import type { Place } from '../../../src/chat/address.js'
import {
  type AnyCommand,
  choice,
  createRegistry,
  long,
  moment,
  optional,
  person,
  record,
  rest,
} from '../../../src/chat/command.js'
import type { Inbound } from '../../../src/chat/inbound.js'
import { createVoices, type Language, nearest, type Voice } from '../../../src/chat/language.js'
import type { ServedFile } from '../../../src/chat/page.js'
import type { House } from '../../../src/chat/platform.js'
import type { Reply } from '../../../src/chat/reply.js'
import { systemClock } from '../../../src/kernel/clock.js'
import { Outage } from '../../../src/kernel/errors.js'
import { randomIds } from '../../../src/kernel/ids.js'
import { pictures } from '../../builders/day.js'
import { memoryShelf } from '../../builders/memory-shelf.js'
import { sign } from '../../builders/sign.js'
import { cardOf, formOf, pageOf, refused, type Ticket } from './inn-views.js'
import { innWords } from './inn-words.js'

export const people: readonly ConsolePerson[] = [
  { id: 'mia', name: 'Mia Lindqvist', does: 'Guest in room 12', language: 'en' },
  { id: 'lena', name: 'Lena Vogt', does: 'Reception', language: 'en' },
  { id: 'tomas', name: 'Tomáš Novák', does: 'Housekeeping', language: 'en' },
  { id: 'karen', name: 'Karen Holm', does: 'Gæst på værelse 7', language: 'da' },
]

const channels = [
  { id: 'reception', name: 'reception', topic: 'Guests, keys, arrivals and everything that cannot wait' },
  { id: 'housekeeping', name: 'housekeeping', topic: 'Rooms, linen and repairs' },
  { id: 'kitchen', name: 'kitchen', topic: 'Breakfast from 6:30' },
]
const hidden = { id: 'security', name: 'security' }

export const commands: readonly AnyCommand<unknown>[] = [
  command(
    'incident report',
    {
      what: optional(rest(150)),
      stuck: optional(choice('stuck', ['no', 'partly', 'yes'], 'radio')),
      needed: optional(moment()),
      more: optional(long(400)),
      witness: optional(person()),
    },
    { shortcut: { name: 'report', on: ['message', 'anywhere'] } },
  ),
  command('incident take', { record: record('INC') }),
  command('incident resolve', {
    record: record('INC'),
    code: choice('code', ['repaired', 'replaced', 'explained']),
    note: optional(long()),
  }),
  command('desk mine', {}),
  command('desk link', {}),
]

function command(name: string, takes: object, more: object = {}): AnyCommand<unknown> {
  return {
    name,
    takes,
    who: 'anyone',
    example: `/${name}`,
    run: async () => ({ kind: 'done' }),
    ...more,
  } as AnyCommand<unknown>
}

export interface Inn {
  readonly web: Web
  readonly url: string
  readonly doors: ConsoleDoors
  /** Files that whoever is named here may have, by their id. */
  readonly files: Map<string, (viewer: string) => ServedFile | undefined>
  /** Calendars by their tokens. */
  readonly calendars: Map<string, string>
  /** Everything that reached the house, in order; what came again is there once. */
  readonly heard: readonly Inbound[]
  readonly spooled: readonly Inbound[]
  /** Makes the house reject until it is called with false. */
  outage(on: boolean): void
  /** Makes the house wait; call what is returned to let it go on. */
  slow(): () => void
  setOpen(open: boolean): void
  says(channel: string, who: string | undefined, text: string, thread?: string): Promise<Place & { message: string }>
  stop(): Promise<void>
}

/** A small inn with a house of its own: real commands, real forms, real effects, kept in memory. */
export async function openInn(
  options: { open?: boolean; mounts?: readonly Mount[]; patience?: number; port?: number } = {},
): Promise<Inn> {
  const voices = createVoices([webWords, innWords])
  const shelf = memoryShelf(systemClock)
  const tickets: Ticket[] = []
  const uploads = mkdtempSync(join(tmpdir(), 'frontdesk-uploads-'))
  const files: Inn['files'] = new Map()
  const calendars: Inn['calendars'] = new Map()
  const done = new Map<string, Promise<Reply>>()
  const heard: Inbound[] = []
  const spooled: Inbound[] = []
  let open = options.open ?? true
  let down = false
  let gate: Promise<void> = Promise.resolve()

  const doors: ConsoleDoors = {
    shelf,
    sign,
    get open() {
      return open
    },
    pages: {
      leads: async () => [],
      calendar: async (token) => calendars.get(token),
      file: async (viewer, id) => files.get(id)?.(viewer.user),
      async record(viewer, number) {
        const ticket = tickets.find((one) => one.number === number)
        if (!ticket || (ticket.secret && viewer.user !== 'lena')) return undefined
        return pageOf(ticket, voiceOf(viewer.user))
      },
      async named(viewer, name) {
        if (name !== 'jobs' || viewer.user !== 'lena') return undefined
        return { title: 'Jobs', card: { title: ['Jobs'], tone: 'plain', blocks: [] }, sections: [] }
      },
    },
    people: async () => people,
    person: async (id) => people.find((one) => one.id === id),
    channels: async ({ user }) => (user === 'lena' ? [...channels, hidden] : channels),
    hasChannel: async (id) => [...channels, hidden].some((channel) => channel.id === id),
    signIn: async (code) =>
      code === 'abcd-efgh' ? { platform: 'console', workspace: 'local', user: 'lena' } : undefined,
  }
  const languageOf = (user: string, language?: string): Language =>
    nearest(language ?? people.find((one) => one.id === user)?.language) ?? 'en'
  const voiceOf = (user: string): Voice => voices.in(languageOf(user))

  async function report(inbound: Inbound, args: Readonly<Record<string, string>>, voice: Voice): Promise<Reply> {
    const { what } = args
    if (!what)
      return { kind: 'problems', fields: { what: voice.say('inn.whatMissing') }, card: refused(voice.say('inn.check')) }
    const ticket: Ticket = {
      number: `INC-${tickets.length + 41}`,
      what,
      state: 'new',
      by: people.find((one) => one.id === inbound.account.user)?.name ?? '',
      history: [],
      secret: what.startsWith('secret'),
      args,
    }
    tickets.push(ticket)
    note(ticket, inbound, 'reported')
    await post(ticket)
    return {
      kind: 'whisper',
      card: { ...cardOf(ticket, voice, false), title: [voice.say('inn.thanks')], tone: 'good' },
    }
  }

  async function post(ticket: Ticket): Promise<void> {
    if (ticket.secret) return
    const to = { platform: 'console', workspace: 'local', channel: 'reception' }
    const edit = ticket.address ? { edit: ticket.address } : {}
    const message = {
      key: ticket.number,
      to,
      card: cardOf(ticket, voices.in('en'), true),
      language: 'en',
      ...edit,
    } as const
    ticket.address = await web.deliver(message)
  }

  function note(ticket: Ticket, inbound: Inbound, what: string): void {
    ticket.history.push({ at: inbound.at, by: people.find((one) => one.id === inbound.account.user)?.name ?? '', what })
  }

  async function run(inbound: Inbound, name: string, args: Readonly<Record<string, string>>): Promise<Reply> {
    const voice = voiceOf(inbound.account.user)
    const ticket = tickets.find((one) => one.number === args.record)
    if (name === 'desk mine')
      return {
        kind: 'whisper',
        card: {
          title: [voice.say('inn.mine')],
          tone: 'plain',
          blocks: [
            {
              kind: 'list',
              items: tickets.map((one) => ({ line: [{ kind: 'record', number: one.number }, ' ', one.what] })),
            },
          ],
        },
      }
    if (name === 'incident report')
      return inbound.kind === 'submit' ? report(inbound, args, voice) : { kind: 'form', form: formOf(args, voice) }
    if (!ticket) return { kind: 'whisper', card: refused(voice.say('inn.noSuch')) }
    if (name === 'incident resolve' && !args.note)
      return {
        kind: 'form',
        form: {
          ...formOf({}, voice),
          command: name,
          known: args,
          fields: [
            {
              kind: 'text',
              lines: 'many',
              name: 'note',
              label: voice.say('commands.incident_resolve.takes.note'),
              limit: 400,
            },
          ],
        },
      }
    // A house that asks once more.
    if (args.note === 'hm') {
      const known = { ...args, note: '' }
      const field = { kind: 'text', lines: 'one', name: 'note', label: voice.say('inn.surely'), limit: 80 } as const
      return { kind: 'form', form: { ...formOf({}, voice), command: name, known, fields: [field] } }
    }
    ticket.state = name === 'incident take' ? 'in progress' : 'resolved'
    note(ticket, inbound, ticket.state)
    await post(ticket)
    return { kind: 'done' }
  }

  async function effect(inbound: Inbound): Promise<Reply> {
    await gate
    if (down) throw new Outage('the inn is closed', { retryAfter: 1_000 })
    // This house knows nothing better than what the console sees itself.
    if (inbound.kind === 'complete') return { kind: 'choices', choices: [] }
    heard.push(inbound)
    switch (inbound.kind) {
      case 'command': {
        const found = commands.find((one) => inbound.words.startsWith(one.name))
        if (!found) return { kind: 'whisper', card: refused(voiceOf(inbound.account.user).say('inn.unknown')) }
        const tail = inbound.words.slice(found.name.length).trim()
        const [first = '', code = ''] = tail.split(' ')
        return run(inbound, found.name, found.name === 'incident report' ? { what: tail } : { record: first, code })
      }
      case 'press':
      case 'submit':
        return run(inbound, inbound.command, inbound.args)
      case 'shortcut':
        return run(inbound, 'incident report', { what: inbound.message?.text ?? '' })
      case 'said':
        if (!inbound.toDesk) return { kind: 'done' }
        return { kind: 'form', form: formOf({ what: inbound.message.text }, voiceOf(inbound.account.user)) }
      default:
        return { kind: 'done' }
    }
  }

  const house: House = {
    handle(inbound) {
      const key = inbound.ids[0]
      const before = done.get(key)
      if (before) return before
      const work = effect(inbound)
      done.set(key, work)
      work.catch(() => done.delete(key))
      return work
    },
    async spool(inbound) {
      spooled.push(inbound)
    },
    languageOf: (account, profile) => languageOf(account.user, profile?.language),
    registry: createRegistry(
      commands,
      (language) => voices.in(language),
      () => [],
    ),
    pictures,
  }

  const web = createWeb({
    host: '127.0.0.1',
    port: options.port ?? 0,
    clock: systemClock,
    ids: randomIds,
    log: pino({ level: 'silent' }),
    doors,
    organisation: () => 'Alpine Hotel',
    uploads,
    ...(options.mounts ? { mounts: options.mounts } : {}),
    ...(options.patience ? { patience: options.patience } : {}),
  })
  await web.start(house)

  return {
    web,
    url: `http://127.0.0.1:${web.address().port}`,
    doors,
    calendars,
    files,
    heard,
    spooled,
    outage: (on) => {
      down = on
    },
    slow() {
      let go = (): void => undefined
      gate = new Promise((resolve) => {
        go = resolve
      })
      return () => go()
    },
    setOpen: (to) => {
      open = to
    },
    async says(channel, who, text, thread) {
      const author = people.find((one) => one.id === who)
      const place = { platform: 'console', workspace: 'local', channel, ...(thread ? { thread } : {}) }
      const by = author
        ? { author: { platform: 'console', workspace: 'local', user: author.id, name: author.name } }
        : {}
      return shelf.put({ key: randomIds.next(), place, ...by, text, language: 'en' })
    },
    async stop() {
      await web.stop()
      rmSync(uploads, { recursive: true, force: true })
    },
  }
}
