import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'
import { automated } from './orders.js'

for (const dialect of dialects) {
  describe(`A task that a script does, with ${dialect}`, () => {
    let home: string
    let folder: string
    let desk: DeskUnderTest
    const open = async (about: Parameters<typeof automated>[1] = {}, config: object = {}): Promise<void> => {
      const settings = { scriptsDir: folder, dataDir: home, ...config }
      desk = await openDesk({ dialect, file: automated('http://127.0.0.1:9/', about), config: settings })
    }
    const script = (text: string, mode = 0o755): void => {
      writeFileSync(join(folder, 'make-card'), `#!/bin/sh\n${text}\n`)
      chmodSync(join(folder, 'make-card'), mode)
    }
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), 'frontdesk-scripts-'))
      folder = join(home, 'allowed')
      mkdirSync(folder, { mode: 0o755 })
    })
    afterEach(async () => {
      await desk.close()
      rmSync(home, { recursive: true, force: true })
      expect(desk.faults).to.deep.equal([])
    })
    /** Orders a card with this name on it, and has it made; gives the task's card. */
    const made = async (plate = 'Emily'): Promise<string> => {
      const asked = await desk.as('emily').types('/request order card')
      await desk.as('emily').fills(asked, { f1: plate })
      await desk.parts.automation.look()
      await desk.parts.automation.settled()
      await desk.relayed()
      return cardText(desk.card('TSK-1').card)
    }
    const task = () => desk.record('TSK-1')

    it('is handed what was ordered as arguments, whatever is in it, and no secret of ours', async () => {
      script(`printf '<%s>' "$@"; echo; cat; echo; env | cut -d= -f1 | sort | tr '\\n' ' '; pwd`)
      await open()
      await made('"; rm -rf $HOME; echo `id`')

      const { state, details } = await task()
      expect(state).to.equal('done')
      const output = String(details.output)
      expect(output).to.include('<"; rm -rf $HOME; echo `id`><REQ-1>')
      expect(output).to.include('"item":"card"').and.include('"number":"REQ-1"')
      const names = /\n((?:[A-Z_]+ )+)/.exec(output)?.[1]?.trim().split(' ')
      expect(names?.filter((name) => !['_', 'SHLVL', 'OLDPWD'].includes(name))).to.have.members([
        'FRONTDESK_RUN',
        'HOME',
        'LANG',
        'PATH',
        'PWD',
        'TMPDIR',
      ])
      expect(output).to.include(join(home, 'scripts', 'run-'))
      expect(readdirSync(join(home, 'scripts'))).to.deep.equal([])
    })

    it('is a person’s with what it said when it ends with anything but 0', async () => {
      script('echo the printer is out of cards; echo no paper >&2; exit 3')
      await open()
      const card = await made()

      expect((await task()).state).to.equal('failed')
      expect(card)
        .to.match(/script card could not do it/)
        .and.match(/1\. .*it ended with 3/)
      expect(card).to.include('the printer is out of cards').and.include('no paper')
    })

    it('is ended with all that it started when it takes too long', async () => {
      script(`sleep 30 & echo $! > '${join(home, 'child')}'; trap '' TERM; echo begun; sleep 30; sleep 30`)
      await open()
      const card = await made()

      expect(card)
        .to.match(/it took longer than 2 s/)
        .and.include('begun')
      const child = Number(readFileSync(join(home, 'child'), 'utf8'))
      expect(() => process.kill(child, 0)).to.throw()
    })

    it('does not wait for what it left behind', async () => {
      script('sleep 30 & echo made')
      await open()
      await made()

      expect((await task()).state).to.equal('done')
    })

    it('is not run when an answer could be taken for an option', async () => {
      script('echo ran')
      await open()
      const card = await made('--delete-all')

      expect((await task()).state).to.equal('failed')
      expect(card).to.include('begins with a hyphen')
      expect(card).not.to.include('ran')
    })

    it('takes such an answer as a part of an argument', async () => {
      script('printf "<%s>" "$@"')
      await open({ args: `['--name={field:plate}', '--', '{number}']` })
      await made('-x')

      expect((await task()).details.output).to.equal('<--name=-x><--><REQ-1>')
    })

    it('keeps the beginning and the end of a long output', async () => {
      script('echo first; head -c 200000 /dev/zero | tr "\\0" x; echo; printf "a\\0b\\033[31mlast"')
      await open()
      await made()

      const [run] = await desk.store.read.rows<{ output: string }>('SELECT "output" FROM "automation_run"')
      expect(run?.output)
        .to.match(/^first\nx/)
        .and.match(/\[… 167\d{3} bytes are left out …\]/)
      expect(run?.output?.endsWith('a\uFFFDb\uFFFD[31mlast')).to.equal(true)
      expect(run?.output?.length).to.be.lessThan(33_000)
    })

    const refused: Readonly<Record<string, readonly [() => void, RegExp]>> = {
      'is not there': [() => undefined, /make-card is not in the folder/],
      'is a link': [
        () => {
          writeFileSync(join(home, 'elsewhere'), '#!/bin/sh\necho ran\n', { mode: 0o755 })
          symlinkSync(join(home, 'elsewhere'), join(folder, 'make-card'))
        },
        /link or something else/,
      ],
      'is a folder': [() => mkdirSync(join(folder, 'make-card')), /link or something else/],
      'others may change': [() => script('echo ran', 0o757), /could be changed by others/],
      'is not executable': [() => script('echo ran', 0o644), /is not executable/],
      'lies where others may write': [
        () => {
          script('echo ran')
          chmodSync(folder, 0o777)
        },
        /the folder of scripts.*could be changed by others/,
      ],
    }
    for (const [what, [prepare, says]] of Object.entries(refused)) {
      it(`is not done by one that ${what}`, async () => {
        prepare()
        await open()
        const card = await made()

        expect((await task()).state).to.equal('failed')
        expect(card).to.match(says)
        expect(card).not.to.match(/\bran\b/)
      })
    }

    it('is not done without the setting', async () => {
      script('echo ran')
      await open({}, { scriptsDir: undefined })

      expect(await made()).to.include('SCRIPTS_DIR is not set')
    })

    it('is ended when the desk stops, and is a person’s', async () => {
      script('echo half of it; sleep 30')
      await open({ script: '' })
      await desk.as('emily').types('/request order card with:"plate: Emily"')
      await desk.parts.automation.look()
      await desk.parts.automation.stop()

      expect((await task()).state).to.equal('failed')
    })
  })
}
