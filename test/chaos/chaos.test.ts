import { expect } from 'chai'
import { dialects } from '../builders/store.js'
import { runSchedule } from './schedule.js'
import { openTemplate, type Template } from './world.js'

/** How many schedules, each of some simulated days: a few here, thousands by `npm run chaos`. */
const schedules = { sqlite: 12, postgres: 8 } as const

for (const dialect of dialects) {
  describe(`The promises of a desk on ${dialect} that is killed, sleeps, and is lied to by its clock`, function () {
    this.timeout(120_000)
    let template: Template
    before(async () => {
      template = await openTemplate(dialect)
    })
    after(() => template.close())

    it('are told once each, in time and in order, and every clock is as its timeline says', async () => {
      let alerts = 0
      for (let seed = 1; seed <= schedules[dialect]; seed++) {
        const processes = dialect === 'sqlite' ? 1 : 1 + (seed % 5)
        const outcome = await runSchedule(template, { seed, processes })
        alerts += outcome.alerts
        expect(outcome.violations, `seed ${seed}\n${outcome.trace.join('\n')}`).to.deep.equal([])
      }

      expect(alerts).to.be.greaterThan(20)
    })
  })
}
