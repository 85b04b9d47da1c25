import { expect } from 'chai'
import { voices } from '../../src/assemble.js'
import type { Language } from '../../src/chat/language.js'
import { after, days, hours } from '../../src/kernel/duration.js'
import type { DeskFile } from './hotel.js'
import { type Journey, until } from './journey.js'
import { type Telling, tellingOf } from './telling.js'

const danish = voices.in('da').say

/** Seven in the evening of a day to come, in the hotel. */
const evening = (from: number): string => `${after(new Date(), from).toISOString().slice(0, 10)}T18:00:00.000Z`

/**
 * Priska is new at the reception; the booking system is Jonas’, conferences are Seraina’s, and Ursina holds the budget of
 * the house. Orders stand at the reception, what is to be done with whoever does it: Slack takes a message a second in a channel.
 */
export function season(desk: DeskFile): void {
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
}

const inState = ({ say }: Telling, state: string): RegExp =>
  new RegExp(`${say('request.facts.state')}:?\\s+${say(`request.states.${state}`)}`)

/**
 * The journey of the request practice: a season at the hotel. A guest has something washed, a party costs more than may be
 * spent without asking, and somebody new gets a right, but not the one that would let her check herself.
 */
export async function orders(journey: Journey, language: Language): Promise<void> {
  const telling = await tellingOf(journey, language, {
    people: ['ana', 'freja', 'lukas', 'seraina', 'jonas', 'ursina', 'priska'],
    about: 'REQ-1',
  })
  await laundry(telling)
  await party(telling)
  await rights(telling)
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

/** Priska may book, and therefore not check what was booked. */
async function rights(telling: Telling): Promise<void> {
  const { journey, language, as, say, hears } = telling
  const seraina = as('seraina')
  const [books, checks] =
    language === 'da'
      ? (['Booke og ændre reservationer', 'Revidere indtægterne'] as const)
      : (['Book and change reservations', 'Audit the takings'] as const)
  const ask = (id: string) => `/access request right:${id} for:${journey.mention('priska')} need:"She begins on Monday"`
  await seraina.types(ask('booking-user'), 'reception')
  await hears('seraina', say('access.asked', { number: 'ACC-1', right: books, name: 'Priska Odermatt' }))
  await as('jonas').picks(say('approvals.buttons.approve'))
  await hears('priska', say('access.states.being_granted'))
  await seraina.types(ask('booking-auditor'), 'reception')
  await hears('seraina', say('refusals.access.excludes.says', { name: 'Priska Odermatt', other: books, right: checks }))
}
