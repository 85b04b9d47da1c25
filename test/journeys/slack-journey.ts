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
  const textOf = (message: { text: string; blocks?: Fields[] }) =>
    message.blocks?.length ? readBlocks(slack, message.blocks) : message.text
  return {
    async types(command, channel) {
      const [head = '', ...rest] = command.split(' ')
      await slack.command(user, channels[channel], head, rest.join(' '))
    },
    async fills(values) {
      const view = await until(
        'a form',
        async () => slack.views(user).at(-1),
        (one) => one !== undefined,
      )
      const filling = Object.fromEntries(
        Object.entries(values).map(([name, value]) => {
          const element = view?.blocks.find((block) => block['block_id'] === `field:${name}`)?.['element'] as
            | Fields
            | undefined
          return [
            `field:${name}`,
            element?.['type'] === 'datetimepicker' ? Math.floor(Date.parse(value) / 1000) : value,
          ]
        }),
      )
      const done = await slack.submit(user, view?.id ?? '', filling)
      if (done.errors) throw new Error(`the form was refused: ${JSON.stringify(done.errors)}`)
      return String((view?.title as Fields | undefined)?.['text'])
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
    whispers: async () => slack.ephemerals(user).map(textOf),
  }
}

function findButton(messages: readonly { ts: string; blocks?: Fields[] }[], label: string) {
  for (const { ts, blocks } of [...messages].reverse()) {
    for (const block of blocks ?? []) {
      const elements = [block['accessory'], ...((block['elements'] as unknown[] | undefined) ?? [])] as (
        | Fields
        | undefined
      )[]
      const found = elements.find((one) => (one?.['text'] as Fields | undefined)?.['text'] === label)
      if (found) return { ts, action: String(found['action_id']), block: String(block['block_id']) }
    }
  }
  return undefined
}
