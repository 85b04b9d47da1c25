import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

const items = `key,name,type,relations
switch-1,Core switch,network,
ap-1,Access point,network,connected to switch-1
wifi,,,uses ap-1
`

for (const dialect of dialects) {
  describe(`frontdesk ci, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
    })
    afterEach(() => here.close())

    const load = (source: string, ...more: readonly string[]) =>
      here.type(['ci', 'import', here.file('items.csv', source), ...more])

    it('shows what a file would change, and changes nothing before it is told to', async () => {
      const dry = await load(items, '--dry-run')
      expect(dry.code).to.equal(0)
      expect(dry.out)
        .to.include('3 items in the file · 2 new · 0 changed · 2 new relations')
        .and.include('+ switch-1 Core switch')
        .and.include('+ ap-1 is connected to switch-1')

      const asked = await load(items)
      expect(asked.code).to.equal(1)
      expect(asked.err).to.include('Nobody is here to be asked')

      expect((await load(items, '--yes')).out).to.include('3 items were imported.')
      expect((await load(items)).out).to.include('Nothing: all 3 items are as the file says.')
    })

    it('tells what is wrong line by line, and imports nothing of it', async () => {
      const { code, err } = await load(`${items}x,X,devise,\n`, '--yes')

      expect(code).to.equal(1)
      expect(err).to.include('Line 5: There is no type “devise”. Did you mean “device”?')
      expect((await here.type(['ci', 'export'])).out.trim().split('\n')).to.have.lengthOf(1)
    })

    it('writes them out, to a file whose name tells the format', async () => {
      await load(items, '--yes')
      const file = join(here.config().dataDir, 'catalog-info.yaml')

      expect((await here.type(['ci', 'export', '--format', 'csv'])).out).to.include('ap-1,Access point,network,in use')
      expect((await here.type(['ci', 'export', file])).code).to.equal(0)
      expect(readFileSync(file, 'utf8')).to.include('kind: Resource').and.include('resource:switch-1')
    })

    it('takes a baseline, and says by its exit code whether something differs for which no change accounts', async () => {
      await load(items, '--yes')
      expect((await here.type(['ci', 'differs'])).err).to.include('No baseline has been taken yet.')
      const taken = await here.type(['ci', 'baseline', 'before the season'])
      expect(taken.out).to.include('“before the season” has been taken, of 3 items.')
      expect((await here.type(['ci', 'baseline', 'air', '--of', 'ap-1', '--reach', 'alone'])).out).to.include(
        'one item',
      )
      expect((await here.type(['ci', 'baseline', 'more', '--reach', 'far'])).err).to.include('There is no reach “far”.')
      expect((await here.type(['ci', 'baseline', 'Air'])).err).to.include('already, and none is ever changed')
      const same = await here.type(['ci', 'differs', 'before the season'])
      expect(same).to.include({ code: 0 })
      expect(same.out).to.include('Nothing: all is as it was.')

      await load('key,state\nap-1,in repair\n', '--yes')

      const differs = await here.type(['ci', 'differs', 'before the season'])
      expect(differs.code).to.equal(1)
      expect(differs.out)
        .to.match(/^ {2}ap-1 · State: in use → in repair · .* UTC · operator · no change says so$/m)
        .and.include('One item differs: one field. For one difference no change says so.')
    })

    it('refuses a file that is not there, and one whose name tells nothing', async () => {
      expect((await here.type(['ci', 'import', 'nowhere.csv'])).err).to.include('nowhere.csv cannot be read')
      const odd = here.file('items.txt.gz', items)
      expect((await here.type(['ci', 'import', odd])).err).to.include('does not tell its format')
    })
  })
}
