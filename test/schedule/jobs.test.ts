import { expect } from 'chai'
import { voices } from '../../src/assemble.js'
import { languages } from '../../src/chat/language.js'
import { jobPlans } from '../../src/jobs.js'
import { cronProblem } from '../../src/schedule/index.js'

describe('The jobs of the desk', () => {
  it('each have a name of their own, a timetable, and what they are for in every language', () => {
    const names = jobPlans.map(({ name }) => name)
    expect(new Set(names).size).to.equal(names.length)
    for (const plan of jobPlans) {
      expect(plan.name).to.match(/^[a-z][a-z-]{2,39}$/)
      if (!plan.slotless) expect(cronProblem(plan.cron, plan.zone), plan.name).to.equal(undefined)
      for (const language of languages)
        expect(
          voices.in(language).has(`jobs.about.${plan.name.replaceAll('-', '_')}`),
          `${plan.name} in ${language}`,
        ).to.equal(true)
    }
  })
})
