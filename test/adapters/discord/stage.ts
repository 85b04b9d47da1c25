import { noId } from '../../../adapters/discord/form-id.js'
import { discordWords } from '../../../adapters/discord/index.js'
import { fieldOf } from '../../../adapters/discord/render-form.js'
import { type Address, accountWord, type Place } from '../../../src/chat/address.js'
import type { Language } from '../../../src/chat/language.js'
import type { Lease } from '../../../src/kernel/lease.js'
import { pictureKind } from '../../contracts/pictures.js'
import type { StageOptions } from '../../contracts/scene.js'
import type { Carried, Deed, Person, Said, Seen, SeenForm, Stage } from '../../contracts/stage.js'
import type { ActingPerson, FakeDiscord, FakeInteraction, StoredMessage } from '../../fakes/discord/index.js'
import { type Fields, fieldsOf, listOf, textOf } from '../../fakes/fields.js'
import { type Desk, memoryLeases, openDesk } from './desk.js'
import { readMessage, usable } from './seeing.js'

/** A guild with the desk in it. */
interface Room extends Omit<Desk, 'guild'> {
  readonly guild: string
  readonly lease: WatchedLease
}

/** How far a successor would resume the gateway's session: what is behind it has been dealt with. */
interface WatchedLease extends Lease {
  readonly sequence: number
}

function watchedLease(): WatchedLease {
  const lease = memoryLeases()('shard')
  let left: { readonly session?: { readonly sequence?: number } | null } | undefined
  return {
    take: lease.take,
    release: lease.release,
    async keep(leaving) {
      left = leaving as typeof left
      return lease.keep(leaving)
    },
    get sequence() {
      return left?.session?.sequence ?? 0
    },
  }
}

const nowhere = '1000000000000000001'

/** The fake guild as the contract sees it. */
export const discordStage =
  (transport: 'gateway' | 'http') =>
  async ({ patience }: StageOptions): Promise<Stage> => {
    const lease = watchedLease()
    const http = transport === 'http' ? ({ http: true } as const) : {}
    const opened = await openDesk({ ...http, patience, overhear: true, leases: () => lease })
    const desk: Room = { ...opened, guild: opened.guild.id, lease }
    const { discord, guild, platform } = desk
    const channels = {
      reception: discord.addChannel(guild, { name: 'reception' }).id,
      kitchen: discord.addChannel(guild, { name: 'kitchen' }).id,
      unknown: nowhere,
    }
    const rooms = [channels.reception, channels.kitchen]
    const people = new Map<string, Person>()
    // Whoever joins later is told of, as somebody who may have been there before.
    for (const name of ['ana', 'bo']) people.set(name, settle(desk, rooms, name, 'en'))
    return {
      platform,
      words: [discordWords],
      can: new Set([
        'edit',
        'react',
        'shortcut on a message',
        'complete',
        'rename',
        'mention',
        'thread',
        'file',
        'picture',
      ]),
      steps: true,
      stillWorking: 'discord.working',
      async person(name, language = 'en') {
        const person = people.get(name) ?? settle(desk, rooms, name, language)
        people.set(name, person)
        return person
      },
      place: (name) => ({ platform: 'discord', workspace: guild, channel: channels[name] }),
      async start(house) {
        await desk.start(house)
        await discord.until(() => discord.commands(guild).length > 0, 'the commands are registered')
      },
      close: desk.close,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      async redeliver() {},
      temptations: ({ account }) => [`<@${account.user}>`, `<@!${account.user}>`, `<@&${guild}>`, '@bo', '@everyone'],
      faults: {
        refuseNext() {
          discord.faults.next('POST /channels/:channel/messages', { status: 503 })
          return undefined
        },
        loseNextAnswer: () => discord.faults.next('POST /channels/:channel/messages', { status: 500, after: true }),
        async deleteFile({ id }) {
          const all = [...rooms, ...[...people.values()].map(({ direct }) => direct.channel)].flatMap(discord.messages)
          const message = all.find(({ attachments }) => attachments.some((one) => one.id === id))
          if (message) await discord.as(message.authorId).deletes(message)
        },
      },
    }
  }

function settle(desk: Room, rooms: readonly string[], name: string, language: Language): Person {
  const { discord, guild } = desk
  const { id } = discord.addMember(guild, { name, locale: language === 'da' ? 'da' : 'en-GB' })
  const person = discord.as(id)
  const direct = discord.direct(id).id
  const place = (channel: string): Place => ({ platform: 'discord', workspace: guild, channel })
  const shown = (): StoredMessage[] => {
    const threads = rooms.flatMap((room) => discord.threads(room).map((thread) => thread.id))
    const all = [...rooms, ...threads, direct].flatMap((room) => discord.messages(room))
    return [...all, ...person.whispers()].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
  }
  const newestWith = (label: string): StoredMessage => {
    const found = shown().findLast((message) => person.options(message).some((one) => one.split(' / ').includes(label)))
    if (!found) throw new Error(`nobody sees ${label}; there is ${shown().flatMap((one) => person.options(one))}`)
    return found
  }
  const talk = talking(desk, person, direct)
  const forms = formsOf(person)
  return {
    account: { platform: 'discord', workspace: guild, user: id },
    language,
    direct: place(direct),
    async command(words, { channel, thread }) {
      const [head = '', verb = '', ...rest] = words.split(' ')
      const takes = optionsOf(discord, guild, head, verb)
      const given = rest.length > 0 && takes[0] ? { [takes[0]]: rest.join(' ') } : {}
      return follow(() => person.types(thread ?? channel, `/${head} ${verb}`, given))
    },
    press: async (label) => follow(async () => confirmed(person, await person.presses(newestWith(label), label))),
    choose: async (label) => follow(() => person.picks(newestWith(label), label)),
    form: forms.seen,
    submit: async (values, files) => follow(() => forms.fillIn(values, files)),
    say: (text, at, how) => talk(text, at, how ? { toDesk: true } : {}),
    attach: ({ name: file, type, bytes }, text, at) =>
      talk(text, at, { files: [{ name: file, bytes, contentType: type }] }),
    edit: async ({ message }, text) => heard(desk, () => person.edits(message, text)),
    delete: async ({ message }) => heard(desk, () => person.deletes(message)),
    react: async ({ message }) => heard(desk, () => person.reacts(message, '🎫')),
    unreact: async ({ message }) => heard(desk, () => person.unreacts(message, '🎫')),
    async use(_shortcut, message) {
      const [entry] = discord.commands(guild).filter(({ type }) => type === 3)
      return follow(() => person.usesOnMessage(textOf(entry ?? {}, 'name'), message?.message ?? ''))
    },
    complete: async (command, argument, typed) =>
      (await person.completes(rooms[0] ?? '', `/${command}`, argument, typed)).map((choice) => choice.name),
    rename: async (to) => heard(desk, async () => discord.setNick(guild, id, to)),
    archive: async () => raise('nobody archives a channel of Discord'),
    sees: async () => shown().map((message) => seen(desk, message, direct)),
  }
}

const raise = (why: string): never => {
  throw new Error(why)
}

function optionsOf(discord: FakeDiscord, guild: string, head: string, verb: string): readonly string[] {
  const command = discord.commands(guild).find(({ name }) => name === head)
  const sub = listOf(command ?? {}, 'options').find((one) => one['name'] === verb)
  return listOf(sub ?? {}, 'options').map((one) => textOf(one, 'name'))
}

/** Says yes where that is asked. */
async function confirmed(person: ActingPerson, asked: FakeInteraction): Promise<FakeInteraction> {
  const parts = usable(asked.original?.components ?? [])
  if (!asked.original || !parts.some((part) => part['custom_id'] === noId)) return asked
  const yes = parts.find((part) => part['custom_id'] !== noId)
  return person.presses(asked.original, textOf(yes ?? {}, 'custom_id'))
}

/** Something done, followed by how Discord was answered. */
function follow(act: () => Promise<FakeInteraction>): Deed {
  let state: ReturnType<Deed['state']> = 'waiting'
  let failed: unknown
  act().then(
    ({ outcome }) => {
      state = outcome === 'answered' ? 'acknowledged' : 'refused'
    },
    (error: unknown) => {
      failed = error
    },
  )
  return {
    state() {
      if (failed) throw failed
      return state
    },
  }
}

/** Something that the gateway told: it is taken once a successor would not be told of it again. */
async function heard({ discord, lease }: Room, act: () => Promise<unknown>): Promise<Deed> {
  await act()
  const upTo = discord.gateway.sessions.at(-1)?.seq ?? 0
  return { state: () => (lease.sequence >= upTo ? 'acknowledged' : 'waiting') }
}

function talking(desk: Room, person: ActingPerson, direct: string) {
  const { discord } = desk
  return async (text: string, at: Place, how: Parameters<ActingPerson['writes']>[2]): Promise<Said> => {
    if (at.thread && !discord.threadOn(at.thread)) await person.opensThread(at.thread, 'talk')
    const written: StoredMessage[] = []
    const deed = await heard(desk, async () => {
      const message =
        at.channel === direct
          ? await person.writesDirectly(text, how)
          : await person.writes(at.thread ?? at.channel, text, how)
      written.push(message)
    })
    return { ...deed, address: Promise.resolve({ ...at, message: written[0]?.id ?? '' }) }
  }
}

/** A form is asked step by step, with a button between two of them. */
function formsOf(person: ActingPerson) {
  const opened = new Set<string>()
  let problems: readonly string[] = []

  /** The newest whisper's button that opens a form, once. */
  const offered = (): { message: StoredMessage; id: string } | undefined => {
    const message = person.whispers().at(-1)
    const id = usable(message?.components ?? [])
      .map((part) => textOf(part, 'custom_id'))
      .find((one) => one.startsWith('n|'))
    return message && id !== undefined && !opened.has(id) ? { message, id } : undefined
  }

  const open = async (): Promise<void> => {
    const offer = person.form() ? undefined : offered()
    if (!offer) return
    opened.add(offer.id)
    problems = readLines(offer.message)
    await person.presses(offer.message, offer.id)
  }

  return {
    async seen(): Promise<SeenForm | undefined> {
      await open()
      const form = person.form()
      if (!form) return undefined
      return {
        title: form.title,
        fields: form.inputs.map(({ customId, label, value }) => {
          const problem = problems.find((line) => line.startsWith(`${label}: `))?.slice(label.length + 2)
          const held = typeof value === 'string' ? value : Array.isArray(value) ? String(value[0] ?? '') : ''
          return {
            name: fieldOf(customId),
            label,
            ...(held === '' ? {} : { value: held }),
            ...(problem === undefined ? {} : { problem }),
          }
        }),
      }
    },
    async fillIn(
      values: Readonly<Record<string, string>>,
      files: Readonly<Record<string, readonly Carried[]>> = {},
    ): Promise<FakeInteraction> {
      for (;;) {
        const inputs = person.form()?.inputs ?? []
        const here = inputs.filter(({ customId }) => values[fieldOf(customId)] !== undefined)
        problems = []
        const written = here.map(
          ({ customId, type }) => [customId, filling(type, values[fieldOf(customId)] ?? '')] as const,
        )
        const handed = inputs.flatMap(({ customId }) => {
          const all = files[fieldOf(customId)]
          return all ? [[customId, all.map(({ type, ...file }) => ({ ...file, contentType: type }))] as const] : []
        })
        const sent = await person.submits(Object.fromEntries([...written, ...handed]))
        const parts = usable(sent.original?.components ?? [])
        const goesOn = parts.some((part) => part['label'] === 'Continue' || part['label'] === 'Fortsæt')
        if (!goesOn) return sent
        await open()
      }
    },
  }
}

const userSelect = 5
const filling = (type: number, value: string) => (type === userSelect ? [value.split('/').at(-1) ?? ''] : value)

const readLines = ({ components }: StoredMessage): readonly string[] =>
  components
    .flatMap(function texts(part): string[] {
      return [...textOf(part, 'content').split('\n'), ...listOf(part, 'components').flatMap(texts)]
    })
    .map((line) => line.replace(/^- /, '').replace(/\*\*|\\/g, ''))

/** What is named by the galleries of a message. */
const galleries = (parts: readonly Fields[]): readonly { readonly name: string }[] =>
  parts.flatMap((part) => [
    ...listOf(part, 'items').map((item) => ({ name: textOf(fieldsOf(item, 'media'), 'url').split('/').at(-1) ?? '' })),
    ...galleries(listOf(part, 'components')),
  ])

function seen({ discord, guild }: Room, message: StoredMessage, direct: string): Seen {
  const room = discord.channel(message.channelId)
  const inThread = room?.thread !== undefined
  const place: Place = {
    platform: 'discord',
    workspace: guild,
    channel: inThread ? (room.parentId ?? '') : message.channelId,
    ...(inThread ? { thread: message.channelId } : {}),
  }
  const { users, roles, everyone } = discord.pings(message)
  const only = message.onlyFor !== undefined
  return {
    text: readMessage(discord, message),
    place,
    pictures: galleries(message.components).flatMap(({ name }) =>
      pictureKind(message.attachments.find(({ filename }) => filename === name)?.bytes),
    ),
    ...(only ? {} : { address: { ...place, message: message.id } satisfies Address }),
    alone: only || message.channelId === direct,
    pings: [
      ...users.map((user) => accountWord({ platform: 'discord', workspace: guild, user })),
      ...(everyone || roles.length > 0 ? ['everybody'] : []),
    ],
  }
}
