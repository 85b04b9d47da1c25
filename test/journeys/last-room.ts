import { expect } from 'chai'
import { voices } from '../../src/assemble.js'
import type { Language } from '../../src/chat/language.js'
import { days } from '../../src/kernel/duration.js'
import type { Receiver } from '../builders/receiver.js'
import { typeComplaints } from '../fakes/discord/index.js'
import { openBoth } from './both.js'
import { seatIn as seatInDiscord } from './discord-journey.js'
import type { Database, Person } from './hotel.js'
import { type Seat, until } from './journey.js'
import { environment, evening, rightNames, season } from './orders.js'
import * as onSlack from './slack-journey.js'

/** The season in a house of which one half is in Slack and the other in Discord: Jonas and the travel agency are there. */
export async function openSeason(database: Database, machine: string, language: Language) {
  let passed = 0
  const now = (): number => Date.now() + passed
  const both = await openBoth(database, {
    now,
    environment,
    ...(language === 'da' ? { language } : {}),
    change(desk, { slack, discord }) {
      for (const person of ['ana', 'seraina', 'priska'] as const)
        desk.people[person] = { ...desk.people[person], accounts: [slack.account(person)] }
      for (const person of ['jonas', 'oliver'] as const)
        desk.people[person] = { ...desk.people[person], accounts: [discord.account(person)] }
      season(machine)(desk)
      for (const to of [slack.place('reception'), discord.place('reception')])
        desk.routes.push({ records: 'request', to, facts: 'card' })
    },
  })
  const { slack, discord, channels, users } = both
  const inSlack = (person: Person): Seat => onSlack.seatIn(slack, person)
  const inDiscord = (person: Person): Seat => seatInDiscord(discord, channels, users[person])
  return {
    freja: inSlack('freja'),
    ana: inSlack('ana'),
    seraina: inSlack('seraina'),
    priska: inSlack('priska'),
    jonas: inDiscord('jonas'),
    oliver: inDiscord('oliver'),
    now: () => new Date(now()),
    /** So much time goes by. */
    passes(time: number): void {
      passed += time
    },
    mention: (person: Person) => `<@${onSlack.users[person]}>`,
    async check() {
      await slack.quiet()
      await discord.quiet()
      slack.assertClean()
      discord.check()
      expect(await typeComplaints(discord.requests)).to.deep.equal([])
    },
    close: both.close,
  }
}
type House = Awaited<ReturnType<typeof openSeason>>

const hears = (seat: Seat, text: string) =>
  until(
    `that somebody is told “${text}”`,
    () => seat.whispers(),
    (all) => all.some((one) => one.includes(text)),
  )

/**
 * Asked for in Slack, approved in Discord by the owner of the service, given by a machine that is away at first; warned of
 * in Slack before its ninety days are over, extended by one press, and taken away when rights are looked through in Discord.
 */
export async function acrossPlatforms(house: House, language: Language, machine: Receiver): Promise<void> {
  const { seraina, jonas, priska } = house
  const { say } = voices.in(language)
  const right = rightNames(language).books
  machine.answers({ status: 503 })
  const need = 'need:"She begins on Monday"'
  await seraina.types(`/access request right:booking-user whom:${house.mention('priska')} ${need}`, 'reception')
  await hears(seraina, say('access.asked', { number: 'ACC-1', right, name: 'Priska Odermatt' }))
  await jonas.picks(say('approvals.buttons.approve'))
  await hears(priska, say('access.facts.word'))
  expect(machine.received).to.have.lengthOf(2)

  house.passes(days(80))
  await priska.picks(say('access.verbs.extend'))
  await hears(priska, say('access.states.awaiting_extension'))
  await jonas.picks(say('approvals.buttons.approve'))
  await hears(priska, say('access.timeline.prolong'))
  house.passes(days(14))
  await seraina.types('/access certify', 'reception')
  await jonas.picks(say('access.campaign.remove', { name: 'Priska Odermatt' }))
  await machine.has(3)
  await hears(priska, say('access.timeline.revoke'))
  const told = machine.received.map(({ body }) => (body.with as { readonly does: string }).does)
  expect(told).to.deep.equal(['grant', 'grant', 'remove'])
}

/** Two want the same room at the same hours: one has it, and the other has the next best by one press. */
export async function lastRoom({ freja, oliver, ana, now }: House, language: Language): Promise<void> {
  const guest = { seat: freja, ...voices.in('da') }
  const agent = { seat: oliver, ...voices.in(language) }
  const from = evening(days(14), now())
  const room = { f1: from, f2: '3', f3: '10' }
  await Promise.all([guest, agent].map(({ seat }) => seat.types('/request order item:big_room', 'reception')))
  const told = await Promise.all([guest, agent].map(({ seat }) => seat.errs(room)))

  const late = [guest, agent].filter(({ say, language: spoken }, at) =>
    told[at]?.includes(say('refusals.stock.none_left.says', { item: big[spoken] })),
  )
  expect(late, told.join('\n---\n')).to.have.lengthOf(1)
  const [loser] = late
  if (!loser) return
  await loser.seat.picks(loser.say('request.ways.other', { item: small[loser.language] }))
  await hears(loser.seat, loser.say('request.ordered', { number: 'REQ-2', title: small[loser.language] }))
  for (const seat of [ana, oliver]) {
    const cards = await until(
      'both orders at the reception',
      () => seat.cards('reception'),
      (all) => all.some((text) => text.includes('REQ-1')) && all.some((text) => text.includes('REQ-2')),
    )
    expect(cards.filter((text) => text.includes('Eiger'))).to.have.lengthOf(1)
  }
}

const big = { en: 'Conference room Eiger, 40 seats', da: 'Konferencelokale Eiger, 40 pladser' }
const small = { en: 'Meeting room Niesen, 12 seats', da: 'Mødelokale Niesen, 12 pladser' }
