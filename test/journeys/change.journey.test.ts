import type { Language } from '../../src/chat/language.js'
import { consoleJourney } from './console-journey.js'
import { discordJourney } from './discord-journey.js'
import type { Database, Setting } from './hotel.js'
import type { Journey } from './journey.js'
import { slackJourney } from './slack-journey.js'
import { championship, wifiController } from './wifi-controller.js'

type Open = (database: Database, setting: Setting) => Promise<Journey>
const platforms: readonly (readonly [on: string, open: Open])[] = [
  ['Slack', (database, setting) => slackJourney('socket', database, setting)],
  ['Discord', (database, setting) => discordJourney('gateway', database, setting)],
  ['the console', consoleJourney],
]

/** Every platform with each database and in each language, though not with all pairs of them. */
const pairs = (at: number): readonly (readonly [Database, Language])[] =>
  at % 2 === 0
    ? [
        ['sqlite', 'en'],
        ['postgres', 'da'],
      ]
    : [
        ['postgres', 'en'],
        ['sqlite', 'da'],
      ]

describe('The journey of the replaced Wi-Fi controller', function () {
  this.timeout(120_000)
  for (const [at, [on, open]] of platforms.entries()) {
    for (const [database, language] of pairs(at)) {
      it(`goes from its proposal to the next agenda on ${on}, in ${language}, with ${database}`, async () => {
        const journey = await open(database, { change: championship, language, wired: true })
        try {
          await wifiController(journey, language)
        } finally {
          await journey.close()
        }
      })
    }
  }
})
