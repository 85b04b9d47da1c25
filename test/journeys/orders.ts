import { expect } from 'chai'
import { voices } from '../../src/assemble.js'
import type { Language } from '../../src/chat/language.js'
import { after, days, hours } from '../../src/kernel/duration.js'
import type { Receiver } from '../builders/receiver.js'
import type { DeskFile } from './hotel.js'
import { type Journey, until } from './journey.js'
import { type Telling, tellingOf } from './telling.js'

const danish = voices.in('da').say

/** Seven in the evening of a day to come, in the hotel. */
export const evening = (from: number, now = new Date()): string =>
  `${after(now, from).toISOString().slice(0, 10)}T18:00:00.000Z`

/**
 * Priska is new at the reception; the booking system is Jonas’, conferences are Seraina’s, and Ursina holds the budget of
 * the house. Orders stand at the reception, what is to be done with whoever does it: Slack takes a message a second in a channel.
 */
export const season = (machine: string) => (desk: DeskFile) => {
  for (const route of desk.routes) {
    route.records = route.when ? 'task' : 'request'
    route.facts = 'card'
  }
  const { reception, housekeeping } = desk.teams
  if (!(reception && housekeeping)) throw new Error('the demo has no reception')
  reception.members.push('priska')
  housekeeping.members = []
  desk.services.reservations = { ...desk.services.reservations, owner: 'jonas' }
  desk.services.conference = { ...desk.services.conference, owner: 'seraina' }
  for (const budget of Object.values(desk.catalogue.budgets)) budget.holder = 'ursina'
  const { parking } = desk.catalogue.items
  if (parking) parking.stock = 3
  desk.automation = { webhooks: { booking: { url: machine, secret: 'BOOKING_SECRET' } } }
  const run = { webhook: 'booking', with: { does: '{step}', right: '{item}' } }
  desk.access.rights['booking-user'] = { ...desk.access.rights['booking-user'], run }
}
/** What the machine that gives rights is told is signed with this. */
export const environment = { BOOKING_SECRET: 'what the hotel and its booking system share' }

/** The rights of the story, as the house calls them. */
export const rightNames = (language: Language) =>
  language === 'da'
    ? { books: 'Booke og ændre reservationer', checks: 'Revidere indtægterne' }
    : { books: 'Book and change reservations', checks: 'Audit the takings' }

const inState = ({ say }: Telling, state: string): RegExp =>
  new RegExp(`${say('request.facts.state')}:?\\s+${say(`request.states.${state}`)}`)

/**
 * The journey of the request practice: a season at the hotel. A guest has something washed, a party costs more than may be
 * spent without asking, and somebody new gets a right, but not the one that would let her check herself.
 */
export async function orders(journey: Journey, language: Language, machine: Receiver): Promise<void> {
  const telling = await tellingOf(journey, language, {
    people: ['ana', 'freja', 'lukas', 'seraina', 'jonas', 'ursina', 'priska', 'oliver'],
    about: 'REQ-1',
  })
  await laundry(telling)
  await party(telling)
  await cars(telling)
  await rights(telling, machine)
  await journey.check()
}

/** Freja finds it from her home page, in Danish, and has it back in the evening she wants it for. */
async function laundry(telling: Telling): Promise<void> {
  const { as, say, card } = telling
  const [freja, lukas] = [as('freja'), as('lukas')]
  expect(await freja.home()).to.contain(danish('home.title', { name: 'Freja Holm' }))
  await freja.goes('Dit ophold')
  await freja.picks(danish('catalogue.look'), 'Tøjvask')
  await freja.picks(danish('catalogue.order'))
  const wanted = { f1: '14', f2: '6', f3: 'Den blå i hånden <30°> & uden sæbe' }
  const soon = after(new Date(), hours(1)).toISOString()
  const late = danish('refusals.request.deadline_passed.says', { item: 'Tøjvask' })
  expect(await freja.errs({ ...wanted, wanted: soon })).to.contain(late)
  expect(await freja.fills({ ...wanted, wanted: evening(days(3)) })).to.equal(danish('commands.request_order.form'))
  await until(
    'that her order is taken',
    () => freja.whispers(),
    (told) => told.some((text) => text.includes(danish('request.ordered', { number: 'REQ-1', title: 'Tøjvask' }))),
  )
  await card('reception', inState(telling, 'in_fulfilment'), '6', '<30°> & uden')
  await until(
    'her order at home',
    () => freja.home(),
    (text) => text.includes('REQ-1'),
  )

  await lukas.presses(say('task.verbs.take'), 'housekeeping', 'TSK-1')
  await lukas.presses(say('task.verbs.finish'), 'housekeeping', 'TSK-1')
  await telling.cardOf('TSK-2', 'housekeeping', say('task.states.open'))
  await as('ana').types('/task done record:TSK-3', 'reception')
  await lukas.types('/task done record:TSK-2', 'housekeeping')
  await telling.cardOf('TSK-4', 'housekeeping', say('task.states.open'))
  await lukas.types('/task done record:TSK-4', 'housekeeping')
  await card('reception', inState(telling, 'fulfilled'))
  await until(
    'that she is asked at home whether it is right',
    () => freja.home(),
    (text) => text.includes(danish('request.asks.fulfil')),
  )
  await freja.goes(danish('request.verbs.confirm'))
  await card('reception', inState(telling, 'closed'))
}

/** Dinner for twenty is within the limit, and coffee besides is not: whoever holds the budget is away, and Jonas decides. */
async function party(telling: Telling): Promise<void> {
  const { journey, as, say, cardOf } = telling
  const lukas = as('lukas')
  await as('ursina').types(`/desk away who:${journey.mention('jonas')} until:"in 7d"`, 'reception')
  await telling.hears('ursina', 'Jonas Ammann')
  await lukas.types('/request add item:catering', 'housekeeping')
  await lukas.fills({ f1: evening(days(30)), f2: '20', f3: 'dinner', f4: 'no' })
  await telling.hears('lukas', say('request.basket'))
  await lukas.types('/request add item:breakfast_in_room', 'housekeeping')
  await lukas.fills({ f1: '21', f2: '4', f3: 'coffee' })
  await lukas.picks(say('request.checkout'))
  await cardOf('REQ-2', 'reception', inState(telling, 'awaiting_approval'), '⏳ Seraina Flury')
  await as('seraina').presses(say('approvals.buttons.approve'), 'reception', 'REQ-2')
  await cardOf('REQ-2', 'reception', '✅ Seraina Flury', '⏳ Ursina Caduff')
  await as('jonas').presses(say('approvals.buttons.approve'), 'reception', 'REQ-2')
  await cardOf('REQ-2', 'reception', inState(telling, 'in_fulfilment'), 'Jonas Ammann')
}

/** Two places are left of the three that the travel agency wants: those two are taken by one press. */
async function cars(telling: Telling): Promise<void> {
  const { language, as, say, hears, cardOf } = telling
  const [ana, oliver] = [as('ana'), as('oliver')]
  const arrival = evening(days(20))
  await ana.types(`/request order item:parking with:"from: ${arrival}; nights: 3; plate: ZH 1234"`, 'reception')
  await hears('ana', 'REQ-3')
  await oliver.types('/request order item:parking count:3', 'reception')
  const wish = { f1: arrival, f2: '2', f3: 'GB 77', f4: 'no' }
  const few = { item: language === 'da' ? 'Parkeringsplads' : 'Parking place', count: 3, left: 2 }
  expect(await oliver.errs(wish)).to.contain(say('refusals.stock.too_few.says', few))
  await oliver.picks(say('request.ways.left', { count: 2 }))
  await hears('oliver', 'REQ-4')
  await cardOf('REQ-4', 'reception', inState(telling, 'in_fulfilment'), '2 × ')
}

/** Priska may book, which a machine sees to that is away at first; and therefore she may not check what was booked. */
async function rights(telling: Telling, machine: Receiver): Promise<void> {
  const { journey, language, as, say, hears } = telling
  const seraina = as('seraina')
  const { books, checks } = rightNames(language)
  const ask = (id: string) =>
    `/access request right:${id} whom:${journey.mention('priska')} need:"She begins on Monday"`
  machine.answers({ status: 503 })
  await seraina.types(ask('booking-user'), 'reception')
  await hears('seraina', say('access.asked', { number: 'ACC-1', right: books, name: 'Priska Odermatt' }))
  // What he voted on before stands there as well.
  await hears('jonas', 'ACC-1')
  await as('jonas').picks(say('approvals.buttons.approve'))
  await hears('priska', say('access.facts.word'))
  const told = { does: 'grant', right: 'booking-user' }
  expect(machine.received.map(({ body }) => body.with)).to.deep.equal([told, told])
  await seraina.types(ask('booking-auditor'), 'reception')
  await hears('seraina', say('refusals.access.excludes.says', { name: 'Priska Odermatt', other: books, right: checks }))
}
