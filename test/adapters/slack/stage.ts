import { slackWords } from '../../../adapters/slack/index.js'
import { type Address, accountWord, type Place } from '../../../src/chat/address.js'
import type { Language } from '../../../src/chat/language.js'
import { pictureKind } from '../../contracts/pictures.js'
import type { StageOptions } from '../../contracts/scene.js'
import type { Deed, Person, Said, Seen, SeenForm, Stage } from '../../contracts/stage.js'
import type { FakeSlack } from '../../fakes/slack/index.js'
import { type Desk, openDesk, type Transport } from './desk.js'
import { readBlocks } from './reading.js'

type Fields = Record<string, unknown>

const channels = { reception: 'C0RECEPTION', kitchen: 'C0KITCHEN', unknown: 'C0NOWHERE' } as const

/** The fake workspace as the contract sees it. */
export const slackStage =
  (transport: Transport) =>
  async ({ patience }: StageOptions): Promise<Stage> => {
    const desk = await openDesk({
      transport,
      patience,
      overhear: true,
      fake: { fileReadyMs: 0 },
      wait: async () => undefined,
    })
    const { slack, platform } = desk
    slack.addChannel({ id: channels.reception, name: 'reception', members: [] })
    slack.addChannel({ id: channels.kitchen, name: 'kitchen', members: [] })
    const people = new Map<string, Person>()
    const place = (name: keyof typeof channels): Place => ({
      platform: 'slack',
      workspace: slack.teamId,
      channel: channels[name],
    })
    return {
      platform,
      words: [slackWords],
      can: new Set([
        'edit',
        'react',
        'shortcut on a message',
        'shortcut anywhere',
        'rename',
        'archive',
        'mention',
        'thread',
        'file',
        'picture',
      ]),
      stillWorking: 'slack.working',
      async person(name, language = 'en') {
        const person = people.get(name) ?? settle(desk, name, language)
        people.set(name, person)
        return person
      },
      place,
      start: desk.start,
      close: desk.close,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      async redeliver() {
        if (transport === 'socket') slack.sockets.redeliverUnacked()
      },
      temptations: ({ account }) => [
        `<@${account.user}>`,
        `<@${account.user}|bo>`,
        '<!here|x>',
        '@bo',
        ':bo:',
        '<!everyone>',
      ],
      faults: {
        refuseNext() {
          slack.faults.next('chat.postMessage', { status: 429, retryAfter: 3 })
          return 3_000
        },
        loseNextAnswer: () => slack.faults.next('chat.postMessage', { status: 500, after: true }),
        archive: ({ channel }) => slack.archive(channel),
        deleteFile: async ({ id = '' }) => slack.removeFile(id),
      },
    }
  }

function settle({ slack }: Desk, name: string, language: Language): Person {
  const id = `U0${name.toUpperCase()}`
  slack.addUser({ id, name, locale: language === 'da' ? 'da-DK' : 'en-GB' })
  for (const channel of [channels.reception, channels.kitchen]) slack.channel(channel)?.members.add(id)
  const direct: Place = { platform: 'slack', workspace: slack.teamId, channel: slack.directMessages(id) }
  const deed = (act: () => Promise<unknown>): Deed => follow(slack, act)
  const seenIn = ({ channel }: Place) => slack.messages(channel).map((message) => ({ channel, message, only: false }))
  const shown = (): Shown[] => [
    ...Object.values(channels).flatMap((channel) => seenIn({ ...direct, channel })),
    ...seenIn(direct),
    ...slack.ephemerals(id).map((message) => ({ channel: message.channel, message, only: true })),
  ]
  return {
    account: { platform: 'slack', workspace: slack.teamId, user: id },
    language,
    direct,
    command: async (words, at) => {
      const [head, ...rest] = words.split(' ')
      return deed(() => slack.command(id, at.channel, `/${head}`, rest.join(' ')))
    },
    press: async (label) => {
      const { channel, message, block, element } = find(shown(), (one) => textOf(one['text']) === label)
      return deed(() =>
        slack.press(id, channel, message.ts, element['action_id'] as string, { block_id: block['block_id'] as string }),
      )
    },
    choose: async (label) => {
      const offers = (one: Fields) => options(one).find((option) => textOf(option['text']) === label)
      const { channel, message, block, element } = find(shown(), (one) => offers(one) !== undefined)
      const choice = { block_id: block['block_id'] as string, selected_option: offers(element)?.['value'] as string }
      return deed(() => slack.press(id, channel, message.ts, element['action_id'] as string, choice))
    },
    form: async () => formOf(slack, id),
    submit: async (values, files = {}) => {
      const view = slack.views(id).at(-1)
      const blocks = view?.blocks ?? []
      const filling = Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const element = blocks.find((block) => block['block_id'] === `field:${name}`)?.['element'] as Fields
          return [`field:${name}`, filled(element, value)]
        }),
      )
      const brought = Object.entries(files).map(([name, all]) => [
        `field:${name}`,
        all.map((file) => ({ name: file.name, mimetype: file.type, bytes: file.bytes })),
      ])
      return deed(() => slack.submit(id, view?.id ?? '', { ...filling, ...Object.fromEntries(brought) }))
    },
    say: async (text, at, how): Promise<Said> => {
      const named = how ? `<@${slack.botUserId}> ${text}` : text
      const said = deed(() => slack.say(id, at.channel, named, at.thread ? { threadTs: at.thread } : {}))
      const ts = slack.messages(at.channel).at(-1)?.ts ?? ''
      return { ...said, address: Promise.resolve({ ...at, message: ts }) }
    },
    attach: async (file, text, at): Promise<Said> => {
      const files = [{ name: file.name, mimetype: file.type, bytes: file.bytes }]
      const said = deed(() => slack.say(id, at.channel, text, { files, ...(at.thread ? { threadTs: at.thread } : {}) }))
      const ts = slack.messages(at.channel).at(-1)?.ts ?? ''
      return { ...said, address: Promise.resolve({ ...at, message: ts }) }
    },
    edit: async (message, text) => deed(() => slack.edit(id, message.channel, message.message, text)),
    delete: async (message) => deed(() => slack.remove(id, message.channel, message.message)),
    react: async (message, emoji) => deed(() => slack.react(id, message.channel, message.message, emoji)),
    unreact: async (message, emoji) => deed(() => slack.unreact(id, message.channel, message.message, emoji)),
    use: async (shortcut, message) =>
      deed(() =>
        message
          ? slack.messageShortcut(id, message.channel, message.message, `${shortcut}:message`)
          : slack.globalShortcut(id, `${shortcut}:anywhere`),
      ),
    complete: async () => [],
    rename: async (to) => deed(() => slack.changeUser(id, { name: to, realName: to })),
    archive: async ({ channel }) => deed(() => slack.archive(channel, id)),
    sees: async () => shown().map((one) => seen(slack, one, direct)),
  }
}

/** Something done, followed by what Slack was told about every delivery that came of it. */
function follow(slack: FakeSlack, act: () => Promise<unknown>): Deed {
  const from = slack.deliveries.length
  let done = false
  let failed: unknown
  act().then(
    () => {
      done = true
    },
    (error: unknown) => {
      failed = error
    },
  )
  const to = slack.deliveries.length
  return {
    state() {
      if (failed) throw failed
      if (!done) return 'waiting'
      return slack.deliveries.slice(from, Math.max(to, from + 1)).every((one) => one.answer?.ok)
        ? 'acknowledged'
        : 'refused'
    },
  }
}

interface Shown {
  readonly channel: string
  readonly message: {
    readonly ts: string
    readonly text: string
    readonly blocks?: Fields[]
    readonly thread_ts?: string
    readonly user?: string
  }
  readonly only: boolean
}

function seen(slack: FakeSlack, { channel, message, only }: Shown, direct: Place): Seen {
  const thread = message.thread_ts && message.thread_ts !== message.ts ? { thread: message.thread_ts } : {}
  const place: Place = { platform: 'slack', workspace: slack.teamId, channel, ...thread }
  const pings = slack.notifiedBy(message)
  const said = message.blocks && message.blocks.length > 0 ? readBlocks(slack, message.blocks) : message.text
  return {
    text: said,
    place,
    pictures: (message.blocks ?? []).flatMap((block) => {
      const id = (block['slack_file'] as Fields | undefined)?.['id']
      return pictureKind(slack.files().find((file) => file.id === id)?.bytes)
    }),
    ...(only ? {} : { address: { ...place, message: message.ts } satisfies Address }),
    alone: only || channel === direct.channel,
    pings: [
      ...pings.users.map((user) => accountWord({ platform: 'slack', workspace: slack.teamId, user })),
      ...[...pings.everyone, ...pings.groups].map(() => 'everybody'),
    ],
  }
}

const textOf = (text: unknown): string => String((text as Fields | undefined)?.['text'] ?? '')
const options = (element: Fields): Fields[] => [
  ...((element['options'] as Fields[] | undefined) ?? []),
  ...((element['option_groups'] as Fields[] | undefined) ?? []).flatMap((group) => group['options'] as Fields[]),
]

function find(shown: readonly Shown[], is: (element: Fields) => boolean) {
  for (const { channel, message } of [...shown].reverse()) {
    for (const block of message.blocks ?? []) {
      const elements = [block['accessory'], ...((block['elements'] as unknown[] | undefined) ?? [])] as (
        | Fields
        | undefined
      )[]
      const element = elements.find((one) => one?.['action_id'] !== undefined && is(one))
      if (element) return { channel, message, block, element }
    }
  }
  throw new Error('nobody sees such a button or menu')
}

function formOf(slack: FakeSlack, user: string): SeenForm | undefined {
  const view = slack.views(user).at(-1)
  if (!view) return undefined
  const inputs = view.blocks.filter((block) => block['type'] === 'input')
  return {
    title: textOf(view.title),
    fields: inputs.map((block) => {
      const id = String(block['block_id'])
      const held = Object.values(view.values[id] ?? {})[0]
      const value = held && (held['value'] ?? (held['selected_option'] as Fields | null)?.['value'])
      return {
        name: id.slice('field:'.length),
        label: textOf(block['label']),
        ...(typeof value === 'string' ? { value } : {}),
        ...(view.errors?.[id] ? { problem: view.errors[id] } : {}),
      }
    }),
  }
}

const filled = (element: Fields | undefined, value: string): unknown => {
  if (element?.['type'] === 'users_select') return value.split('/').at(-1)
  if (element?.['type'] === 'datetimepicker') return Math.floor(Date.parse(value) / 1_000)
  return value
}
