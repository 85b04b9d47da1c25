import type { Language } from '../../src/chat/language.js'
import { bothJourney } from './both.js'
import { consoleJourney } from './console-journey.js'
import { discordJourney } from './discord-journey.js'
import { atNight, emergency } from './emergency.js'
import type { Database, Setting } from './hotel.js'
import type { Journey } from './journey.js'
import { slackJourney } from './slack-journey.js'
import { championship, wifiController } from './wifi-controller.js'

type Open = (database: Database, setting: Setting) => Promise<Journey>
const onSlack: Open = (database, setting) => slackJourney('socket', database, setting)
const onDiscord: Open = (database, setting) => discordJourney('gateway', database, setting)

/** Every platform with each database and in each language, though not with all pairs of them. */
const told: readonly (readonly [on: string, open: Open, database: Database, language: Language])[] = [
  ['Slack', onSlack, 'postgres', 'en'],
  ['Discord', onDiscord, 'postgres', 'en'],
  ['the console', consoleJourney, 'sqlite', 'en'],
  ['the console', consoleJourney, 'postgres', 'da'],
  ['Slack and Discord', bothJourney, 'sqlite', 'da'],
]

describe('The journey of the replaced Wi-Fi controller', function () {
  this.timeout(120_000)
  for (const [on, open, database, language] of told) {
    it(`goes from its proposal to the next agenda on ${on}, in ${language}, with ${database}`, async () => {
      const journey = await open(database, { change: championship, language, wired: true })
      try {
        await wifiController(journey, language)
      } finally {
        await journey.close()
      }
    })
  }

  for (const [database, language] of [
    ['sqlite', 'en'],
    ['postgres', 'da'],
  ] as const) {
    it(`has an emergency in the night, on Slack and Discord, in ${language}, with ${database}`, async () => {
      const ahead = atNight.getTime() - Date.now()
      const journey = await bothJourney(database, { language, wired: true, now: () => Date.now() + ahead })
      try {
        await emergency(journey, language)
      } finally {
        await journey.close()
      }
    })
  }
})
