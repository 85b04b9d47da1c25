import { expect } from 'chai'
import { handShowerTwice, openTwoPlatforms } from './two-platforms.js'

const saidInSlackAsleep = ['Ana Keller: one', 'Freja Holm: to', 'Ana Keller: five']
const saidInDiscordAsleep = ['Lukas Wyss: three', 'Lukas Wyss: four']
const heardAtOnce = (line: string): boolean => ![...saidInSlackAsleep, ...saidInDiscordAsleep].includes(line)

describe('The journey of a broken hand shower between Slack and Discord', function () {
  this.timeout(300_000)
  for (const database of ['sqlite', 'postgres'] as const) {
    it(`is one story everywhere, with ${database}`, async () => {
      const there = await openTwoPlatforms(database)
      try {
        const { slack, discord, page } = await handShowerTwice(there)
        for (const history of [slack, discord]) {
          expect(history.toSorted()).to.deep.equal(page.toSorted())
          // Words that two platforms brought after the sleep stand in each where that platform has them.
          expect(history.filter(heardAtOnce)).to.deep.equal(page.filter(heardAtOnce))
          for (const own of [saidInSlackAsleep, saidInDiscordAsleep])
            expect(history.filter((line) => own.includes(line))).to.deep.equal(own)
        }
      } finally {
        await there.close()
      }
    })
  }
})
