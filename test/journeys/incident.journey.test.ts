import { consoleJourney } from './console-journey.js'
import { discordJourney } from './discord-journey.js'
import { handShower } from './hand-shower.js'
import type { Database } from './hotel.js'
import type { Journey } from './journey.js'
import { slackJourney } from './slack-journey.js'

const platforms: readonly { readonly on: string; readonly open: (database: Database) => Promise<Journey> }[] = [
  { on: 'Slack by HTTP', open: (database) => slackJourney('http', database) },
  { on: 'Slack by Socket Mode', open: (database) => slackJourney('socket', database) },
  { on: 'Discord', open: (database) => discordJourney('gateway', database) },
  { on: 'Discord with interactions over HTTP', open: (database) => discordJourney('http', database) },
  { on: 'the console', open: consoleJourney },
]

describe('The journey of a broken hand shower', function () {
  this.timeout(120_000)
  for (const database of ['sqlite', 'postgres'] as const) {
    for (const { on, open } of platforms) {
      it(`goes from the report to five stars on ${on}, with ${database}`, async () => {
        const journey = await open(database)
        try {
          await handShower(journey)
        } finally {
          await journey.close()
        }
      })
    }
  }
})
