import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

for (const dialect of dialects) {
  describe(`frontdesk jobs, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
    })
    afterEach(() => here.close())

    it('lists the jobs with their times, and runs one where no desk is running', async () => {
      const before = await here.type(['jobs'])
      expect(before.err).to.equal('')
      expect(before.out).to.match(/prune +not run yet +next .* UTC +17 \* \* \* \* Europe\/Zurich latest/)

      const run = await here.frontdesk(['jobs', 'run', 'prune'])
      expect(run).to.include({ code: 0, err: '' })
      expect(run.out).to.match(/^prune was run, in \d+ ms\.\n$/)

      expect((await here.type(['jobs'])).out).to.match(/prune +last .* UTC, took \d+ ms/)
    })

    it('has the running desk run one', async () => {
      const desk = await here.serve()
      const run = await here.frontdesk(['jobs', 'run', 'prune'])
      await desk.stop()

      expect(run.out).to.include('prune was run')
    })

    it('names what was probably meant', async () => {
      const { code, err } = await here.type(['jobs', 'run', 'prun'])

      expect(code).to.equal(1)
      expect(err).to.include('There is no job “prun”').and.include('Did you mean prune?')
    })
  })
}
