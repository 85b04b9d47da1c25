import { join } from 'node:path'
import { expect } from 'chai'
import { root } from '../../../src/config.js'
import { loadDemo, promiseDemo } from '../../../src/demo.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { dialects } from '../../builders/store.js'
import { demoFile } from '../../organisation/files.js'

const file = join(root, 'demo', 'desk.yaml')

/** Days on which somebody tries it out: common ones, freezes, the changes of the clock, the ends of a month and a year. */
const days = [
  '2026-12-01',
  '2026-12-18',
  '2026-12-30',
  '2027-01-28',
  '2027-02-10',
  '2027-03-26',
  '2027-06-15',
  '2027-10-29',
]

describe('The changes of the demo', function () {
  this.timeout(60_000)
  let desk: DeskUnderTest
  afterEach(() => desk.close())

  const load = async (dialect: (typeof dialects)[number], day: string): Promise<void> => {
    desk = await openDesk({ dialect, file: demoFile('desk.yaml'), at: `${day}T08:00:00Z` })
    await desk.store.work({ kind: 'operator' }, (work) => promiseDemo(work, file))
    await loadDemo(desk.parts, file, desk.clock)
  }
  const states = async (): Promise<readonly string[]> =>
    Promise.all([1, 2, 3].map(async (n) => (await desk.record(`CHG-${n}`)).state))

  for (const dialect of dialects)
    it(`are one that was backed out, one to decide, and one from a template, with ${dialect}`, async () => {
      await load(dialect, '2026-12-01')
      expect(await states()).to.deep.equal(['backed out', 'ready for decision', 'scheduled'])
    })

  for (const day of days)
    it(`come about on ${day}`, async () => {
      await load('sqlite', day)
      const [lift, controller, point] = await states()
      expect(controller).to.equal('ready for decision')
      expect(lift, 'an emergency passes a freeze').to.equal('backed out')
      expect(['scheduled', 'authorised'], 'a freeze holds up what is authorised').to.include(point)
      expect(desk.faults).to.deep.equal([])
    })
})
