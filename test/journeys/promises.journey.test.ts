import { expect } from 'chai'
import { consoleJourney } from './console-journey.js'
import { discordJourney } from './discord-journey.js'
import type { Database, DeskFile } from './hotel.js'
import { type Journey, until } from './journey.js'
import { slackJourney } from './slack-journey.js'

/** Twelve seconds of opening time, so that a promise breaks while somebody looks; nobody is called besides. */
function hasty(desk: DeskFile): void {
  for (const id of Object.keys(desk.agreements)) delete desk.agreements[id]
  for (const item of Object.values(desk.catalogue.items)) delete item.agreement
  desk.agreements.guests = {
    ...{ kind: 'sla', name: 'Guests' },
    calendar: 'always',
    targets: { incident: { resolution: '12s' } },
  }
}

/** A promise that is warned of, the process killed, the promise broken, acknowledged and explained. */
async function brokenPromise(journey: Journey): Promise<void> {
  const freja = await journey.seat('freja')
  const ana = await journey.seat('ana')
  await freja.types('/incident report', 'reception')
  await freja.fills({ what: 'Lampen blinker', service: 'bathrooms', work: 'hampered', affects: 'me' })
  await until(
    'the card with its due time',
    () => ana.cards('reception'),
    (cards) => cards.some((card) => card.includes('INC-1') && card.includes('Resolution')),
  )
  await until(
    'the first warning in the thread',
    () => ana.thread('reception'),
    (lines) => lines.some((line) => line.includes('50 % of the time is used')),
  )
  await journey.crash()
  await until(
    'the breach in the channel',
    () => ana.cards('reception'),
    (cards) => cards.some((card) => card.includes('the promise is broken')),
  )
  await ana.presses('Acknowledge', 'reception')
  await until(
    'that she is told so',
    () => ana.whispers(),
    (all) => all.some((text) => text.includes('You look after')),
  )
  await ana.types('/sla explain record:INC-1', 'reception')
  const said = await until(
    'the arithmetic',
    () => ana.whispers(),
    (all) => all.some((text) => text.includes('How the promises of')),
  )

  const lines = await journey.page('INC-1')
  expect(lines.filter((line) => line.includes('Ana Keller looks after a promise: Resolution'))).to.have.lengthOf(1)
  expect(lines.filter((line) => line.includes('the promise is broken'))).to.have.lengthOf(1)
  expect(lines.filter((line) => line.includes('50 % of the time is used'))).to.have.lengthOf(1)
  expect(said.join('\n')).to.contain('12 s')
}

const platforms: readonly { readonly on: string; readonly open: (database: Database) => Promise<Journey> }[] = [
  { on: 'Slack', open: (database) => slackJourney('socket', database, { change: hasty }) },
  { on: 'Discord', open: (database) => discordJourney('gateway', database, { change: hasty }) },
  { on: 'the console', open: (database) => consoleJourney(database, { change: hasty }) },
]

describe('The journey of a broken promise', function () {
  this.timeout(120_000)
  for (const [at, { on, open }] of platforms.entries()) {
    // Each platform with one of the databases: what differs between these is tested without a platform.
    const database = at % 2 === 0 ? 'sqlite' : 'postgres'
    it(`is warned of, broken, acknowledged and explained on ${on}, with ${database}`, async () => {
      const journey = await open(database)
      try {
        await brokenPromise(journey)
        await journey.check()
      } finally {
        await journey.close()
      }
    })
  }
})
