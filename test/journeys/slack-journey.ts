import { readBlocks } from '../adapters/slack/reading.js'
import { type FakeSlack, openFakeSlack } from '../fakes/slack/index.js'
import { deskProcess } from './desk-process.js'
import { type Database, type DeskFile, openHotel } from './hotel.js'
import { type Channel, type Journey, type Person, type Seat, until } from './journey.js'
import { codeFor, timelineOf } from './record-page.js'

type Fields = Record<string, unknown>

const channels: Readonly<Record<Channel, string>> = { reception: 'C0RECEPTION', housekeeping: 'C0HOUSEKEEPING' }
const users: Readonly<Record<Person, string>> = { freja: 'U0FREJA', ana: 'U0ANA', lukas: 'U0LUKAS' }

/** The hotel in a Slack workspace: the real program, real Bolt, against the fake. The guest is in no file. */
export async function slackJourney(
  transport: 'http' | 'socket',
  database: Database,
  change: (desk: DeskFile) => void = () => undefined,
): Promise<Journey> {
  const slack = await openFakeSlack({ socketRetryMs: 500 })
  for (const [name, id] of Object.entries(channels)) slack.addChannel({ id, name })
  slack.addUser({ id: users.freja, name: 'freja', realName: 'Freja Holm', locale: 'da-DK' })
  slack.addUser({ id: users.ana, name: 'ana', realName: 'Ana Keller', locale: 'en-GB' })
  slack.addUser({ id: users.lukas, name: 'lukas', realName: 'Lukas Wyss', locale: 'en-GB' })
  const place = (channel: Channel): string => `slack:${slack.teamId}/${channels[channel]}`
  const hotel = await openHotel(database, (desk) => {
    change(desk)
    for (const person of ['ana', 'lukas'] as const)
      desk.people[person] = { ...desk.people[person], accounts: [`slack:${slack.teamId}/${users[person]}`] }
    desk.routes.push({ records: 'all', to: place('reception'), facts: 'all' })
    desk.routes.push({ records: 'all', when: { team: 'housekeeping' }, to: place('housekeeping'), facts: 'all' })
    desk.defaults.channels.push(place('reception'))
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

export function seatIn(slack: FakeSlack, person: Person): Seat {
  const user = users[person]
  const own = (channel: Channel) =>
    slack.messages(channels[channel]).filter((message) => message.user === slack.botUserId)
  const isCard = (message: { thread_ts?: string; ts: string }) => !message.thread_ts || message.thread_ts === message.ts
  const cardIn = (channel: Channel) => {
    const card = own(channel).find(isCard)
    if (!card) throw new Error(`there is no card in #${channel}`)
    return card
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
    async presses(label, channel) {
      const button = await until(
        `a button “${label}” in #${channel}`,
        async () => findButton(own(channel), label),
        (found) => found !== undefined,
      )
      if (!button) return
      await slack.press(user, channels[channel], button.ts, button.action, { block_id: button.block })
    },
    async writes(text, channel) {
      await slack.say(user, channels[channel], text, { threadTs: cardIn(channel).ts })
    },
    async orders(text, channel) {
      await slack.say(user, channels[channel], `<@${slack.botUserId}> ${text}`, { threadTs: cardIn(channel).ts })
    },
    cards: async (channel) => own(channel).filter(isCard).map(textOf),
    thread: async (channel) =>
      own(channel)
        .filter((message) => !isCard(message))
        .map((message) => textOf(message).trim().split('\n')[0] ?? ''),
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
