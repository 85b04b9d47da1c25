import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

for (const dialect of dialects) {
  describe(`frontdesk requests export, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      const catalogue = `
  categories: {all: All}
  items: {lamp: {name: Lamp, category: all, team: reception}}`
      await here.type(['apply', here.file('desk.yaml', smallDesk({ catalogue })), '--yes'])
    })
    afterEach(() => here.close())

    it('writes what a person may see, to a file or to the output', async () => {
      // The terminal's desk is on SQLite alone; elsewhere there is nothing yet to write.
      const typed = '/request order lamp count:1\n-\n-\n-\n-\n'
      if (dialect === 'sqlite') await here.frontdesk(['chat', 'ana'], { typed })
      const count = dialect === 'sqlite' ? 1 : 0
      const csv = await here.type(['requests', 'export', '--as', 'ana'])
      expect(csv.code).to.equal(0)
      expect(csv.out).to.match(/^number,state,title/)
      expect([...csv.out.matchAll(/\nREQ-1,in fulfilment,Lamp,ana,ana,1,lamp,1,/g)]).to.have.lengthOf(count)

      const file = join(here.home, 'requests.json')
      expect((await here.type(['requests', 'export', file, '--as', '@ana'])).code).to.equal(0)
      expect(JSON.parse(readFileSync(file, 'utf8'))).to.have.lengthOf(count)
      expect(statSync(file).mode & 0o077).to.equal(0)
    })

    it('says whom it does not know, and that somebody has to be named', async () => {
      expect((await here.type(['requests', 'export', '--as', 'anna'])).err).to.match(/anna/)
      expect((await here.type(['requests', 'export'])).err).to.match(/--as/)
      expect((await here.type(['requests', 'export', '--as', 'ana', '--format', 'xml'])).err).to.match(
        /“xml” is not a format/,
      )
    })
  })
}
