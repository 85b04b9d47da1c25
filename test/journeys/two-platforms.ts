import { expect } from 'chai'
import { hours } from '../../src/kernel/duration.js'
import { readMarkdown } from '../adapters/discord/reading.js'
import { readBlocks } from '../adapters/slack/reading.js'
import { elementsIn, hasClass, readHtml, textOf } from '../contracts/html.js'
import { type FakeDiscord, typeComplaints } from '../fakes/discord/index.js'
import type { FakeSlack } from '../fakes/slack/index.js'
import { openBoth } from './both.js'
import { seatIn as seatInDiscord } from './discord-journey.js'
import type { Database } from './hotel.js'
import { type Seat, until } from './journey.js'
import { seatIn as seatInSlack } from './slack-journey.js'

/**
 * The hotel in a Slack workspace and in a Discord server at once: the reception in the one, housekeeping in the other, and
 * the clock goes on by an hour when it is told so.
 */
export async function openTwoPlatforms(database: Database) {
  let passed = 0
  const both = await openBoth(database, {
    now: () => Date.now() + passed,
    change(desk, { slack, discord }) {
      desk.people.ana = { ...desk.people.ana, accounts: [slack.account('ana')] }
      desk.people.lukas = { ...desk.people.lukas, accounts: [discord.account('lukas')] }
      for (const to of [slack.place('reception'), discord.place('housekeeping')])
        desk.routes.push({ records: 'all', to, facts: 'all' })
    },
  })
  const { slack, discord, guild, channels, users } = both
  return {
    slack,
    discord,
    guild,
    housekeeping: channels.housekeeping,
    url: both.url(),
    freja: seatInSlack(slack, 'freja'),
    ana: seatInSlack(slack, 'ana'),
    lukas: seatInDiscord(discord, channels, users.lukas),
    lukasId: users.lukas,
    manager: () => both.reads('seraina'),
    /** The process is deaf while people act, and hears again when an hour has passed. */
    async sleeps(meanwhile: () => Promise<void>) {
      slack.holdEvents()
      discord.gateway.hold()
      await meanwhile()
      passed += hours(1)
      await slack.releaseEvents(() => [])
      discord.gateway.release(() => [])
      discord.gateway.invalidate()
      slack.sockets.dropAll()
    },
    close: both.close,
  }
}
export type TwoPlatforms = Awaited<ReturnType<typeof openTwoPlatforms>>

/** The sentences of a history as each place tells it, in one form: what somebody wrote is `Name: words`. */
export interface Histories {
  readonly slack: readonly string[]
  readonly discord: readonly string[]
  readonly page: readonly string[]
}

/**
 * A guest reports in Slack; housekeeping works on it in Discord; a manager looks on at the console. Connections break, the
 * process sleeps for an hour, and two people resolve it in the same moment.
 */
export async function handShowerTwice(there: TwoPlatforms): Promise<Histories> {
  const { slack, discord, freja, ana, lukas, housekeeping } = there
  const manager = await there.manager()
  const card = (seat: Seat, channel: 'reception' | 'housekeeping', ...says: readonly string[]) =>
    until(
      `a card in #${channel} that says ${says.join(', ')}`,
      () => seat.cards(channel),
      (cards) => says.every((text) => cards.at(-1)?.includes(text)),
    )
  const inDiscord = () => saidInDiscord(discord, housekeeping)
  const inSlack = () => saidInSlack(slack, 'C0RECEPTION')
  const heard = (look: () => readonly string[], ...lines: readonly string[]) =>
    until(
      `“${lines.join('”, “')}” is told`,
      async () => look(),
      (told) => lines.every((line) => told.includes(line)),
      // After a sleep the desk looks a quarter of a minute later, and once more when that failed.
      100_000,
    )

  // She reports in Danish, in Slack; the card stands in both, and the manager sees it.
  await freja.types('/incident report', 'reception')
  expect(
    await freja.fills({ what: 'Håndbruseren er i stykker', service: 'bathrooms', work: 'stopped', affects: 'me' }),
  ).to.equal('Meld et problem')
  await card(ana, 'reception', 'INC-1', 'Håndbruseren er i stykker')
  await card(lukas, 'housekeeping', 'INC-1', 'Håndbruseren er i stykker')

  // Housekeeping takes it in Discord and asks there; she answers in Slack, with a photo, which travels.
  await lukas.presses('Take it', 'housekeeping')
  await card(ana, 'reception', 'in progress', 'Lukas Wyss')
  await heard(inDiscord, 'Lukas Wyss took it: in progress.')
  await lukas.writes('Which room is it?', 'housekeeping')
  await heard(inSlack, 'Lukas Wyss: Which room is it?')
  const photo = Buffer.from('a photo of a broken hand shower')
  const thread = slack.messages('C0RECEPTION').find(({ user }) => user === slack.botUserId)?.ts ?? ''
  await slack.say('U0FREJA', 'C0RECEPTION', 'Værelse 14', {
    threadTs: thread,
    files: [{ name: 'bruser.png', bytes: photo, mimetype: 'image/png' }],
  })
  await heard(inDiscord, 'Freja Holm: Værelse 14')
  const picture = await manager.file('INC-1', 'bruser.png')
  expect(picture.equals(photo)).to.equal(true)

  // The gateway comes back with an invalid session, the sockets are refreshed, and nothing is lost.
  discord.gateway.invalidate()
  slack.sockets.disconnect('refresh_requested')
  await ana.writes('The plumber is on his way.', 'reception')
  await heard(inDiscord, 'Ana Keller: The plumber is on his way.')
  await until(
    'the gateway again',
    async () => discord.gateway.identifies,
    (times) => times >= 2,
  )
  await lukas.writes('I have the part.', 'housekeeping')
  await heard(inSlack, 'Lukas Wyss: I have the part.')

  // It sleeps for an hour, in which people go on.
  const wrong = await slack.say('U0ANA', 'C0RECEPTION', 'He comes at nine.', { threadTs: thread })
  const mistaken = await discord
    .as(there.lukasId)
    .writes(discord.threads(housekeeping)[0]?.id ?? '', 'Wrong thread, sorry.')
  await heard(inDiscord, 'Ana Keller: He comes at nine.')
  await heard(inSlack, 'Lukas Wyss: Wrong thread, sorry.')
  await there.sleeps(async () => {
    await slack.say('U0ANA', 'C0RECEPTION', 'one', { threadTs: thread })
    await slack.say('U0FREJA', 'C0RECEPTION', 'to', { threadTs: thread })
    const room = discord.threads(housekeeping)[0]?.id ?? ''
    await discord.as(there.lukasId).writes(room, 'three')
    await discord.as(there.lukasId).writes(room, 'four')
    await slack.say('U0ANA', 'C0RECEPTION', 'five', { threadTs: thread })
    await slack.edit('U0ANA', 'C0RECEPTION', wrong.ts, 'He comes at ten.')
    await discord.as(there.lukasId).deletes(mistaken)
  })
  await heard(inDiscord, 'Ana Keller: one', 'Freja Holm: to', 'Ana Keller: five', 'Ana Keller: He comes at ten.')
  await heard(inSlack, 'Lukas Wyss: three', 'Lukas Wyss: four')

  // Both resolve it in the same moment: one does, and the other one hears who was first.
  await Promise.all([ana.presses('Resolve …', 'reception'), lukas.presses('Resolve …', 'housekeeping')])
  await Promise.all([
    ana.fills({ code: 'replaced', text: 'A new hand shower.' }).catch(() => undefined),
    lukas.fills({ code: 'replaced', text: 'A new hand shower.' }),
  ])
  await card(lukas, 'housekeeping', 'resolved')
  const answers = await until(
    'an honest word to whoever came second',
    async () => [
      ...(await ana.whispers()),
      ...(await lukas.whispers()),
      ...slack.views('U0ANA').map((view) => JSON.stringify(view)),
    ],
    (all) => all.some((text) => /already resolved by (Ana Keller|Lukas Wyss)/.test(text)),
  )
  expect(answers.filter((text) => /already resolved by/.test(text))).to.have.lengthOf(1)

  // It works; she was answered in Danish, he in English, all along.
  await freja.presses('It works', 'reception')
  await card(lukas, 'housekeeping', 'closed')
  expect((await freja.whispers()).join('\n'))
    .to.contain('er meldt')
    .and.not.contain('reported')
  await heard(inSlack, 'Freja Holm confirmed that it works: closed.')
  await slack.quiet()
  await discord.quiet()
  slack.assertClean()
  discord.check()
  expect(await typeComplaints(discord.requests)).to.deep.equal([])
  return { slack: inSlack(), discord: inDiscord(), page: pageHistory(await manager.page('INC-1')) }
}

/** The timeline of a record's page. */
function pageHistory(html: string): readonly string[] {
  const section = elementsIn(readHtml(html)).find((one) => one.attributes['id'] === 'section-0')
  if (!section) throw new Error('the page has no timeline')
  return elementsIn(section)
    .filter((one) => hasClass(one, 'item'))
    .map((one) => {
      const [line, detail] = ['item-line', 'item-detail'].map((name) => {
        const part = elementsIn(one).find((inner) => hasClass(inner, name))
        return part ? textOf(part).trim() : ''
      })
      return `${line}\n${(detail ?? '').split(' — ').slice(1).join(' — ')}`
    })
    .flatMap(told)
}

/** One entry of a history in the common form; what was deleted, and that something was reworded, is left out. */
export function told(entry: string): readonly string[] {
  const [line = '', ...words] = entry.trim().split('\n')
  if (/(changed what they wrote|deleted what they wrote|reported it)\.$/.test(line)) return []
  const [, name] = /^(.+?) wrote(?: .+)?:$/.exec(line) ?? []
  if (!name) return [line]
  const first = words.find((word) => word.trim() !== '') ?? ''
  return first.includes('deleted by its writer') ? [] : [`${name}: ${first.trim()}`]
}

/** What stands in the thread of the only card of a channel in Discord: people's words, and what the desk tells. */
function saidInDiscord(discord: FakeDiscord, channel: string): readonly string[] {
  const [thread] = discord.threads(channel)
  return discord
    .messages(thread?.id ?? '')
    .flatMap((message) =>
      message.authorId === discord.botId
        ? told(readMarkdown(discord.textOf(message)).text)
        : [`${discord.user(message.authorId)?.displayName}: ${message.content}`],
    )
}

/**
 * The same of a channel in Slack, whose card is posted anew when it is too old to be edited: all its threads. What people
 * go on to write in the old one is repeated in the new one, and counts once.
 */
function saidInSlack(slack: FakeSlack, channel: string): readonly string[] {
  const all = slack
    .messages(channel)
    .filter(({ ts, thread_ts }) => thread_ts !== undefined && thread_ts !== ts)
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map((message) => ({ ...message, own: message.user !== slack.botUserId }))
  const lines = all.map(({ own, user = '', text, blocks = [], thread_ts }) => ({
    own,
    thread_ts,
    told: own ? [`${slack.user(user)?.realName}: ${text}`] : told(readBlocks(slack, blocks)),
  }))
  return lines.flatMap((one) => {
    const before = (line: string): boolean =>
      lines.some((other) => other.own && other.thread_ts !== one.thread_ts && other.told.includes(line))
    return one.own ? one.told : one.told.filter((line) => !before(line))
  })
}
