import { expect } from 'chai'
import type { Language } from '../../src/chat/language.js'
import { type Journey, until } from './journey.js'
import { tellingOf } from './telling.js'
import { inState, verb, vote } from './wifi-controller.js'

/** Two o'clock at night in the hotel. */
export const atNight = new Date('2026-12-02T01:00:00.000Z')

/**
 * The core switch smokes at two in the morning. Whoever of the emergency board is on call is called, two of the three
 * decide, one in each place, and it is written up afterwards.
 */
export async function emergency(journey: Journey, language: Language): Promise<void> {
  const people = ['seraina', 'marco', 'jonas', 'reto', 'ursina'] as const
  const telling = await tellingOf(journey, language, { people, about: 'CHG-1' })
  const { as, say, card, hears } = telling
  const marco = as('marco')
  const what = 'what:"Unplug the core switch" kind:emergency reason:"It smokes" items:switch-1'
  await marco.types(`/change propose ${what}`, 'reception')
  await hears('marco', 'CHG-1')
  await marco.types('/change submit record:CHG-1', 'reception')
  await card('cab', inState(telling, 'ready_for_decision'), '⏳ Jonas Ammann', '⏳ Reto Imhof')
  const board = ['ursina', 'reto', 'jonas'] as const
  await until(
    'that one of the board is called in the night',
    async () => (await Promise.all(board.map((person) => as(person).whispers()))).flat(),
    (told) => told.some((text) => text.includes('CHG-1')),
  )

  await as('ursina').presses(vote(telling, 'approve'), 'cab', 'CHG-1')
  await card('cab', '✅ Ursina Caduff', inState(telling, 'ready_for_decision'))
  await as('reto').types('/change approve record:CHG-1', 'reception')
  await card('cab', '✅ Reto Imhof', inState(telling, 'authorised'))
  await as('jonas').orders('approve', 'cab', 'CHG-1')
  await hears('jonas', say('refusals.approvals.approved.says'))

  await card('reception', inState(telling, 'authorised'))
  await marco.presses(verb(telling, 'start'), 'reception', 'CHG-1')
  await card('reception', inState(telling, 'implementing'))
  await marco.presses(verb(telling, 'finish'), 'reception', 'CHG-1')
  for (const [plan, steps] of [
    ['implementation', 'Pull the plug'],
    ['back_out', 'Put it in again'],
  ])
    await marco.types(`/change plan record:CHG-1 plan:${plan} steps:"${steps}"`, 'reception')
  await marco.types('/change document record:CHG-1', 'reception')
  await as('seraina').types('/change review record:CHG-1 verdict:"Nothing burnt."', 'reception')
  await as('seraina').types('/change close record:CHG-1', 'reception')
  await card('reception', inState(telling, 'closed'), 'Put it in again')

  const told = await until(
    'its end in the thread of the board',
    () => as('reto').thread('cab', 'CHG-1'),
    (lines) => lines.some((line) => line.includes(say('change.timeline.close', { actor: 'Seraina Flury' }))),
  )
  const votes = told.filter((line) => line.endsWith(`: ${say('choices.ballot.approve')}.`))
  expect(votes.map((line) => line.split(':')[0])).to.deep.equal(['Ursina Caduff', 'Reto Imhof'])
  expect(told.filter((line) => line.includes(say('change.timeline.authorise')))).to.have.lengthOf(1)
  await journey.check()
}
