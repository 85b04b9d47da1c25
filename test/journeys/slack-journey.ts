import type { Language } from '../../src/chat/language.js'
import { readBlocks } from '../adapters/slack/reading.js'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'
import { deskProcess } from './desk-process.js'
import {
  type Channel,
  cast,
  type Database,
  each,
  languageOf,
  livesOn,
  openHotel,
  type Person,
  rooms,
  type Setting,
} from './hotel.js'
import { type Journey, type Seat, until } from './journey.js'
import { codeFor, timelineOf } from './record-page.js'

type Fields = Record<string, unknown>

export const people = Object.keys(cast) as Person[]
export const channels = each(rooms, (room) => `C0${room.toUpperCase()}`)
export const users = each(people, (person) => `U0${person.toUpperCase()}`)

/** The hotel in a Slack workspace: the real program, real Bolt, against the fake. The guest is in no file. */
export async function slackJourney(
  transport: 'http' | 'socket',
  database: Database,
  setting: Setting = {},
): Promise<Journey> {
  const slack = await openFakeSlack({ socketRetryMs: 500, fileReadyMs: 0 })
  for (const [name, id] of Object.entries(channels)) slack.addChannel({ id, name })
  for (const person of people) addPerson(slack, person, languageOf(person, setting))
  const place = (channel: Channel): string => `slack:${slack.teamId}/${channels[channel]}`
  const hotel = await openHotel(database, {
    ...setting,
    change(desk) {
      livesOn(desk, (person) => `slack:${slack.teamId}/${users[person]}`, place)
      setting.change?.(desk)
    },
  })
  const environment = {
    ...hotel.environment,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    ...(transport === 'socket' ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
  }
  const desk = await deskProcess(environment)
  const start = async (): Promise<void> => {
    await desk.start()
    if (transport === 'http') slack.connectHttp(`${desk.url}/slack/events`)
    else
      await until(
        'a socket',
        async () => slack.sockets.count,
        (count) => count > 0,
      )
  }
  await start()
  return {
    name: `Slack by ${transport}`,
    seat: async (person) => seatIn(slack, person),
    mention: (person) => `<@${users[person]}>`,
    async crash() {
      await slack.quiet()
      await desk.kill()
      await start()
    },
    disturb(how) {
      const toReception = { where: (args: Fields) => args['channel'] === channels.reception }
      if (how === 'busy') slack.faults.next('chat.postMessage', { status: 429, retryAfter: 1 }, toReception)
      else slack.faults.next('chat.postMessage', { status: 500, after: true }, toReception)
    },
    async repeat() {
      const byPerson = (one: (typeof slack.deliveries)[number]) => {
        const event = one.outgoing.payload['event'] as Fields | undefined
        return event?.['type'] === 'message' && Object.values(users).includes(String(event['user']))
      }
      const event = slack.deliveries.findLast(byPerson)
      if (!event) throw new Error('nothing was said yet')
      await slack.redeliver(event.id, { times: 2 })
    },
    page: async (number) => timelineOf(desk.url, number, await codeFor('ana', environment)),
    check: () => slack.assertClean(),
    async close() {
      await desk.kill()
      await slack.close()
      await hotel.close()
    },
  }
}

/** Makes somebody a member of the workspace. */
export const addPerson = (slack: FakeSlack, person: Person, language: Language): unknown =>
  slack.addUser({
    id: users[person],
    name: cast[person],
    realName: cast[person],
    locale: language === 'da' ? 'da-DK' : 'en-GB',
  })

export function seatIn(slack: FakeSlack, person: Person): Seat {
  const user = users[person]
  const own = (channel: Channel) =>
    slack.messages(channels[channel]).filter((message) => message.user === slack.botUserId)
  const isCard = (message: { thread_ts?: string; ts: string }) => !message.thread_ts || message.thread_ts === message.ts
  const cardIn = (channel: Channel, on = '') => {
    const card = own(channel).find((message) => isCard(message) && textOf(message).includes(on))
    if (!card) throw new Error(`there is no card ${on} in #${channel}`)
    return card
  }
  const threadOf = (channel: Channel, on?: string) => {
    const { ts } = cardIn(channel, on)
    return own(channel).filter((message) => !isCard(message) && (on === undefined || message.thread_ts === ts))
  }
  const textOf = (message: { text?: string; blocks?: Fields[] }) =>
    message.blocks?.length ? readBlocks(slack, message.blocks) : (message.text ?? '')
  const asks = (name: string) => (block: Fields) => block['block_id'] === `field:${name}`
  const send = async (values: Readonly<Record<string, string>>) => {
    const view = await until(
      'a form',
      async () => slack.views(user).at(-1),
      (one) => one?.submit !== undefined,
    )
    const filling = Object.entries(values).flatMap(([name, value]) => {
      const block = view?.blocks.find(asks(name))
      if (!block) return []
      const isMoment = (block['element'] as Fields | undefined)?.['type'] === 'datetimepicker'
      return [[`field:${name}`, isMoment ? Math.floor(Date.parse(value) / 1000) : value]]
    })
    const done = await slack.submit(user, view?.id ?? '', Object.fromEntries(filling))
    return { ...done, title: String((view?.title as Fields | undefined)?.['text']) }
  }
  /** Where the desk takes its time, it says so in the form, and the answer comes there. */
  const answered = async (shown: string) => {
    const isWorking = (text: string) => /Still working on it|Vi arbejder stadig/.test(text)
    if (!isWorking(shown)) throw new Error(`the form is still there: ${shown}`)
    const over = await until(
      'the answer to a form',
      async () => slack.views(user).at(-1),
      (one) => one === undefined || !isWorking(textOf(one)),
    )
    if (over && over.submit === undefined) await slack.closeView(user, over.id, { all: true })
  }
  const spoken = () => slack.messages(slack.direct(user).id).filter((message) => message.user === slack.botUserId)
  /** What the desk showed or said to them alone, oldest first. */
  const alone = () =>
    [
      ...slack.ephemerals(user),
      ...spoken().map((message) => ({ ...message, channel: slack.direct(user).id })),
    ].toSorted((one, other) => Number(one.ts) - Number(other.ts))
  return {
    async types(command, channel) {
      const [head = '', ...rest] = command.split(' ')
      await slack.command(user, channels[channel], head, rest.join(' '))
    },
    async fills(values) {
      const { title, errors, closed, view } = await send(values)
      if (errors) throw new Error(`the form was refused: ${JSON.stringify(errors)}`)
      const more = Object.entries(values).filter(([name]) => view?.blocks.some(asks(name)))
      if (more.length > 0) await send(Object.fromEntries(more))
      else if (view && !closed) await answered(textOf(view))
      return title
    },
    async errs(values) {
      const before = alone().length
      const { errors, closed, view } = await send(values)
      if (errors) return Object.values(errors).join('\n')
      if (view && !closed) return textOf(view)
      const told = await until(
        'what is wrong',
        async () => alone().slice(before),
        (all) => all.length > 0,
      )
      return told.map(textOf).join('\n')
    },
    async presses(label, channel, on) {
      const button = await until(
        `a button “${label}” in #${channel}`,
        async () =>
          findButton(on === undefined ? own(channel) : [...threadOf(channel, on), cardIn(channel, on)], label),
        (found) => found !== undefined,
      )
      if (!button) return
      await slack.press(user, channels[channel], button.ts, button.action, { block_id: button.block })
    },
    async writes(text, channel, on) {
      await slack.say(user, channels[channel], text, { threadTs: cardIn(channel, on).ts })
    },
    async orders(text, channel, on) {
      await slack.say(user, channels[channel], `<@${slack.botUserId}> ${text}`, { threadTs: cardIn(channel, on).ts })
    },
    cards: async (channel) => own(channel).filter(isCard).map(textOf),
    thread: async (channel, on) => threadOf(channel, on).map((message) => textOf(message).trim().split('\n')[0] ?? ''),
    whispers: async () => [...alone(), ...slack.views(user)].map(textOf),
    async home() {
      const [over] = slack.views(user).slice(-1)
      if (over) await slack.closeView(user, over.id, { all: true })
      await slack.openHome(user)
      const view = await until(
        'a home page',
        async () => slack.home(user),
        (one) => one !== undefined,
      )
      return view ? textOf(view) : ''
    },
    async goes(label) {
      const view = slack.home(user)
      const found = view && findButton([{ ts: '', blocks: view.blocks }], label)
      if (!view || !found) throw new Error(`there is no ${label} on the home page: ${view ? textOf(view) : 'none'}`)
      const { action, block, value } = found
      await slack.pressInView(user, view.id, action, { block_id: block, ...(value === undefined ? {} : { value }) })
    },
    async picks(label, beside = '') {
      const fits = (blocks: readonly Fields[]) => readBlocks(slack, blocks).includes(beside)
      const found = await until(
        `a button “${label}” for ${person} alone`,
        async () => {
          const [over] = slack.views(user).slice(-1)
          const inView = over && findButton([{ ts: '', blocks: over.blocks }], label, fits)
          if (inView) return () => slack.pressInView(user, over.id, inView.action, { block_id: inView.block })
          for (const { channel, ...message } of alone().toReversed()) {
            const button = findButton([message], label, fits)
            if (button) return () => slack.press(user, channel, button.ts, button.action, { block_id: button.block })
          }
          return undefined
        },
        (one) => one !== undefined,
      )
      await found?.()
    },
  }
}

/** The newest button of that label, or the menu that offers it; in blocks that fit, with what stands right above a row of them. */
function findButton(
  messages: readonly { ts: string; blocks?: Fields[] }[],
  label: string,
  fits: (blocks: readonly Fields[]) => boolean = () => true,
) {
  const says = (part: Fields | undefined) => (part?.['text'] as Fields | undefined)?.['text'] === label
  for (const { ts, blocks } of [...messages].reverse()) {
    for (const [at, block] of (blocks ?? []).entries()) {
      if (!fits(blocks?.slice(block['type'] === 'actions' ? Math.max(0, at - 1) : at, at + 1) ?? [])) continue
      const elements = [block['accessory'], ...((block['elements'] as unknown[] | undefined) ?? [])] as (
        | Fields
        | undefined
      )[]
      for (const element of elements) {
        const option = (element?.['options'] as Fields[] | undefined)?.find(says)
        if (!element || !(says(element) || option)) continue
        const [action, id] = [String(element['action_id']), String(block['block_id'])]
        return { ts, action, block: id, value: option && String(option['value']) }
      }
    }
  }
  return undefined
}
