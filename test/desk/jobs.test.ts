import { expect } from 'chai'
import { plainLine } from '../../src/chat/card.js'
import { jobsPage } from '../../src/desk/index.js'
import { hours, seconds } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`/desk jobs, on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: '2031-03-03T09:17:00.000Z' })
    })
    afterEach(() => desk.close())

    it('tells an administrator how each job went, and when it is due again', async () => {
      expect((await desk.as('ursina').types('/desk jobs')).text).to.include('not run yet')
      await desk.runner.tick()

      const { text } = await desk.as('ursina').types('/desk jobs')

      expect(text).to.match(/✓ prune – Forgets.*\n.*last 2031-03-03 09:17 UTC, took \d+ ms/)
      expect(text).to.match(
        /next 2031-03-03 10:17 UTC \(17 \* \* \* \* Europe\/\w+, missed runs are made up for by one\)/,
      )
      expect(desk.faults).to.deep.equal([])
    })

    it('runs one by hand, once, and writes down who wanted it', async () => {
      const { text } = await desk.as('ursina').types('/desk jobs run:prune')
      await desk.runner.stop()

      expect(text).to.include('Running prune.')
      const [run, ...others] = await desk.parts.jobs.recent(40)
      expect(run).to.include({ job: 'prune', outcome: 'done', by: 'ursina' })
      expect(others).to.deep.equal([])
      expect(await desk.store.read.rows(`SELECT "subject" FROM "audit" WHERE "kind" = 'job.run'`)).to.have.lengthOf(1)
    })

    it('names the jobs there are when one is not known', async () => {
      expect((await desk.as('ursina').types('/desk jobs run:prunes')).text).to.include('prune')
      expect(await desk.rows('job_run')).to.equal(0)
    })

    it('are due when the desk file says so, from the moment it is in force', async () => {
      await desk.apply(`${inn()}\njobs:\n  prune: { cron: '40 9 * * *', zone: Asia/Kathmandu, missed: skip }\n`)
      await desk.runner.tick()
      expect((await desk.parts.jobs.recent(40)).map(({ job }) => job)).to.not.include('prune')
      const { text } = await desk.as('ursina').types('/desk jobs')
      expect(text).to.include('(40 9 * * * Asia/Kathmandu, missed runs are left out)')

      desk.clock.to('2031-03-04T03:55:00.000Z')
      await desk.runner.tick()

      expect((await desk.parts.jobs.recent(40)).map(({ job }) => job)).to.include('prune')
    })

    it('is refused to everybody else, and so is its page', async () => {
      for (const person of ['ana', 'emily', 'stranger'])
        for (const typed of ['/desk jobs', '/desk jobs run:prune'])
          expect((await desk.as(person).types(typed)).text, person).to.include('Only administrators may do this')
      const ana = await desk.parts.directory.callerOf({ platform: 'console', workspace: 'local', user: 'ana' }, {})

      expect(await jobsPage(desk.parts, ana, desk.parts.voices.in('en'))).to.equal(undefined)
      expect(await desk.rows('job_run')).to.equal(0)
    })

    it('has a page with the latest runs', async () => {
      await desk.runner.tick()
      const ursina = await desk.parts.directory.callerOf(
        { platform: 'console', workspace: 'local', user: 'ursina' },
        {},
      )
      await desk.runner.byHand('prune', { kind: 'person', id: 'ursina', name: 'Ursina' })

      const page = await jobsPage(desk.parts, ursina, desk.parts.voices.in('da'))

      const [block] = page?.sections[0]?.blocks ?? []
      const items = block?.kind === 'list' ? block.items : []
      expect(page?.title).to.equal('Planlagt arbejde')
      expect(items.map(({ line }) => plainLine(line)).join('\n')).to.match(/✓ 2031-03-03 09:17 UTC prune · \d+ ms/)
      expect(items.map(({ detail = [] }) => plainLine(detail)).join('\n')).to.include('kørt manuelt, Ursina')
    })

    it('tells the administrators once when a job does not end, and shows it', async () => {
      let begun: () => void = () => undefined
      const hanging = new Promise<void>((resolve) => {
        begun = resolve
      })
      desk.parts.directory.followGroups = () => {
        begun()
        return new Promise(() => undefined)
      }
      const run = desk.run('follow-groups').catch((error: Error) => error.name)
      await hanging
      for (let second = 0; second <= 600; second += 4, desk.clock.forward(seconds(4))) await desk.runner.beat()

      expect(await run).to.equal('Overrun')
      await desk.relayed()
      const told = desk.directTo('ursina').map(({ says }) => says)
      expect(told.filter((says) => says.includes('follow-groups had not ended after 10 minutes'))).to.have.lengthOf(1)
      expect((await desk.as('ursina').types('/desk jobs')).text).to.include('it did not end in time and was given up')
    })

    it('tells the administrators once when a job fails again and again', async () => {
      desk.parts.directory.followGroups = () => Promise.reject(new Error('somebody’s words'))
      for (let at = 0; at < 8; at++, desk.clock.forward(hours(1)))
        await desk.run('follow-groups').catch(() => undefined)
      await desk.relayed()

      const told = desk.directTo('ursina').map(({ says }) => says)
      expect(told.filter((says) => says.includes('follow-groups has failed 5 times in a row'))).to.have.lengthOf(1)
      const { text } = await desk.as('ursina').types('/desk jobs')
      expect(text).to.include('failed 8 times in a row').and.not.include('somebody’s words')
    })
  })
}
