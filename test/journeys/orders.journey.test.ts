import type { Language } from '../../src/chat/language.js'
import { openReceiver } from '../builders/receiver.js'
import { consoleJourney } from './console-journey.js'
import { discordJourney } from './discord-journey.js'
import type { Database, Setting } from './hotel.js'
import type { Journey } from './journey.js'
import { acrossPlatforms, lastRoom, openSeason } from './last-room.js'
import { environment, orders, season } from './orders.js'
import { slackJourney } from './slack-journey.js'

type Open = (database: Database, setting: Setting) => Promise<Journey>

const platforms: readonly (readonly [on: string, open: Open])[] = [
  ['Slack', (database, setting) => slackJourney('socket', database, setting)],
  ['Discord', (database, setting) => discordJourney('gateway', database, setting)],
  ['the console', consoleJourney],
]
/** The guest speaks Danish in both. */
const houses: readonly (readonly [Database, Language])[] = [
  ['sqlite', 'en'],
  ['postgres', 'da'],
]

describe('The journey of a season’s orders', function () {
  this.timeout(120_000)
  for (const [on, open] of platforms) {
    for (const [database, language] of houses) {
      it(`goes from the laundry to the last right on ${on}, in ${language}, with ${database}`, async () => {
        const machine = await openReceiver()
        const spoken = language === 'da' ? { language } : {}
        const journey = await open(database, { change: season(machine.url), environment, ...spoken })
        try {
          await orders(journey, language, machine)
        } finally {
          await journey.close()
          await machine.close()
        }
      })
    }
  }

  for (const [database, language] of houses) {
    it(`is of one house on Slack and Discord at once, in ${language}, with ${database}`, async () => {
      const machine = await openReceiver()
      const hotel = await openSeason(database, machine.url, language)
      try {
        await acrossPlatforms(hotel, language, machine)
        await lastRoom(hotel, language)
        await hotel.check()
      } finally {
        await hotel.close()
        await machine.close()
      }
    })
  }
})
