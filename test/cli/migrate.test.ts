import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`frontdesk migrate, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
    })
    afterEach(() => here.close())

    it('brings the database up to date, once', async () => {
      const first = await here.frontdesk(['migrate'])
      const second = await here.frontdesk(['migrate'])

      expect(first.code).to.equal(0)
      expect(first.out).to.include('up to date')
      expect(second.out).to.equal('The database is up to date.\n')
    })
  })
}
