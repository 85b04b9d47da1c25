import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { runningDesk } from '../../src/control.js'
import { type Machine, machine, until } from '../builders/frontdesk.js'
import { pngOf } from '../builders/png.js'
import { dialects } from '../builders/store.js'
import { demoFile, smallDesk } from '../organisation/files.js'

const renamed = demoFile('desk.yaml').replace('name: Alpine Hotel', 'name: Alpine Inn')
const withZoe = renamed.replace('people:\n', 'people:\n  zoe:\n    name: Zoe Marti\n')
const broken = renamed.replace('lead: seraina', 'lead: nobody')

for (const dialect of dialects) {
  describe(`frontdesk apply, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
    })
    afterEach(() => here.close())

    const versions = async (): Promise<number> =>
      (await here.type(['versions'])).out.split('\n').filter((line) => /^\d/.test(line)).length

    it('shows the difference, and without somebody to ask changes nothing before it is told --yes', async () => {
      await here.frontdesk(['apply', here.file('hotel.yaml', demoFile('desk.yaml')), '--yes'])
      const file = here.file('desk.yaml', renamed)

      const asked = await here.frontdesk(['apply', file])
      expect(asked.code).to.equal(1)
      expect(asked.out).to.include('One change over version 1:').and.include('name: Alpine Hotel → name: Alpine Inn')
      expect(asked.err).to.include('Nobody is here to be asked').and.include('--yes')
      expect(await versions()).to.equal(1)

      const told = await here.frontdesk(['apply', file, '--yes'])
      expect(told.code).to.equal(0)
      expect(told.out).to.include('is in force')
      expect(await versions()).to.equal(2)
    })

    it('reaches a running desk within seconds, and a broken file neither stops nor changes it', async () => {
      const desk = await here.serve()
      const says = async (): Promise<string> => (await fetch(desk.url)).text()
      expect(await says()).to.include('Alpine Hotel')

      const refused = await here.frontdesk(['apply', here.file('broken.yaml', broken), '--yes'])
      expect(refused.code).to.equal(1)
      expect(refused.err).to.include('There is no person “nobody” in this file.').and.include('Nothing was changed')
      expect(await versions()).to.equal(1)

      const applied = await here.frontdesk(['apply', here.file('desk.yaml', withZoe), '--yes'])
      expect(applied.code).to.equal(0)
      await until(async () => (await says()).includes('Alpine Inn'), 'the running desk has its new name')
      const code = await here.frontdesk(['code', 'zoe'])
      expect(code.out).to.include('Zoe Marti')
      expect(await desk.stop()).to.equal(0)
    })

    it('before the first start leaves the hotel out', async () => {
      const applied = await here.frontdesk(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
      expect(applied.out).to.include('No desk file is in force yet.')

      const desk = await here.serve()

      expect(desk.said()).to.include('Small Inn: the desk is open')
      expect((await here.type(['audit', 'verify'])).out).to.not.include('empty')
      expect((await here.type(['outbox'])).out).to.include('Nothing waits')
    })
  })
}

describe('frontdesk apply, at a terminal', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
    await here.type(['apply', here.file('hotel.yaml', demoFile('desk.yaml')), '--yes'])
  })
  afterEach(() => here.close())

  it('asks, and takes anything but a yes for a no', async () => {
    const file = here.file('desk.yaml', renamed)

    const no = await here.type(['apply', file], { answers: 'maybe\n' })
    expect(no.code).to.equal(1)
    expect(no.out).to.include('Put it in force? (y/n)').and.include('Cancelled. Nothing was changed.')

    const yes = await here.type(['apply', file, '--language', 'da'], { answers: 'ja\n' })
    expect(yes.code).to.equal(0)
    expect(yes.out).to.include('Skal den tages i brug? (j/n)').and.include('er i brug.')
  })

  it('says so when the file is in force already, or differs in its comments only', async () => {
    const same = await here.type(['apply', here.file('same.yaml', demoFile('desk.yaml'))])
    expect(same.code).to.equal(0)
    expect(same.out).to.include('is in force already, as version 1')

    const commented = await here.type(['apply', here.file('new.yaml', `# ours\n${demoFile('desk.yaml')}`), '--yes'])
    expect(commented.out).to.include('Nothing changes for the desk')
  })

  it('does not put a difference in force that nobody saw, when another version came in between', async () => {
    const desk = await here.serve()
    await here.type(['apply', here.file('desk.yaml', renamed), '--yes'])

    const running = await runningDesk(here.config())
    const late = await running!.apply(withZoe, 1, []).then(
      () => undefined,
      (refused: unknown) => refused,
    )

    expect(late).to.deep.include({ code: 'organisation.changed_meanwhile', params: { version: 2 } })
    await desk.stop()
  })

  it('puts pictures in force with it, through the process that runs, and tells what is new about them', async () => {
    const file = here.file('desk.yaml', demoFile('desk.yaml'))
    const desk = await here.serve()
    const same = await here.type(['apply', file])
    expect(same.out).to.include('is in force already')

    writeFileSync(join(here.home, 'pictures', 'laundry.png'), pngOf(100, 50))
    const differs = await here.type(['doctor'], { also: { DESK_FILE: file } })
    expect(differs.out).to.include('is not what is in force (version 1)')
    const { code, out } = await here.type(['apply', file, '--yes'])
    expect(code).to.equal(0)
    expect(out).to.match(/pictures pictures\/laundry\.png: .*480 × 320.*100 × 50/)

    const page = join(here.home, 'catalogue.html')
    await here.type(['catalogue', '--html', page])
    expect(readFileSync(page, 'utf8')).to.include(pngOf(100, 50).toString('base64'))
    await desk.stop()
  })

  it('keeps every version, to be printed and applied again', async () => {
    await here.type(['apply', here.file('desk.yaml', renamed), '--yes'])

    const listed = await here.type(['versions'])
    expect(listed.out).to.match(/^2 .*operator.*in force\n1 .*operator/)
    const first = await here.type(['versions', 'show', '1'])
    expect(first.out).to.equal(demoFile('desk.yaml'))
    const none = await here.type(['versions', 'show', 'three'])
    expect(none.code).to.equal(1)
    expect(none.err).to.include('There is no version “three”.')
  })
})
