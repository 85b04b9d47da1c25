import { expect } from 'chai'
import { openReader } from '../../src/store/index.js'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

const desk = smallDesk({
  people: '\n  ana: {name: Ana Keller}\n  lukas: {name: Lukas Wyss}',
  rotations:
    '\n  night: {name: {en: Night duty, da: Nattevagt}, team: reception, kind: weekly, people: [ana], zone: UTC}',
})

/** The program reads the machine's own clock: shifts are so many days ahead of it. */
const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
const shift = (who: string, from: number, to: number): string =>
  ['BEGIN:VEVENT', `UID:${from}`, `SUMMARY:${who}`, `DTSTART:${day(from)}T080000Z`, `DTEND:${day(to)}T080000Z`]
    .concat('END:VEVENT')
    .join('\r\n')
const calendar = (...shifts: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...shifts, 'END:VCALENDAR', ''].join('\r\n')

for (const dialect of dialects) {
  describe(`frontdesk oncall import, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      await here.type(['apply', here.file('desk.yaml', desk), '--yes'])
    })
    afterEach(() => here.close())

    const overrides = async (): Promise<readonly string[]> => {
      const reader = await openReader(here.config().location)
      const rows = await reader.read.rows<{ person: string; from: string }>(
        'SELECT "person", "from" FROM "oncall_override" ORDER BY "from"',
      )
      await reader.close()
      return rows.map(({ person, from }) => `${person} ${from.slice(0, 10).replaceAll('-', '')}`)
    }
    const load = (source: string, ...more: readonly string[]) =>
      here.type(['oncall', 'import', here.file('shifts.ics', source), '--rotation', 'night', ...more])

    it('shows the difference, and changes nothing before it is told to', async () => {
      const source = calendar(shift('Lukas Wyss', 3, 4), shift('Ana Keller', 4, 5))

      const asked = await load(source)
      expect(asked.code).to.equal(1)
      expect(asked.out).to.include('Night duty: 2 changes').and.include('+ Lukas Wyss: ')
      expect(asked.out).to.include('(instead of Ana Keller)').and.include('08:00 +00:00')
      expect(asked.err).to.include('Nobody is here to be asked')
      expect(await overrides()).to.deep.equal([])

      expect((await load(source, '--yes')).out).to.include('The shifts are in force: Night duty.')
      expect(await overrides()).to.deep.equal([`lukas ${day(3)}`, `ana ${day(4)}`])
    })

    it('adds what is new, takes away what is gone, and leaves the rest', async () => {
      await load(calendar(shift('lukas', 3, 4), shift('ana', 4, 5)), '--yes')
      const again = await load(calendar(shift('lukas', 3, 4), shift('ana', 4, 5)))
      expect(again.code).to.equal(0)
      expect(again.out).to.include('Nothing changes: Night duty has the shifts of')

      const changed = await load(calendar(shift('lukas', 3, 4), shift('lukas', 6, 7)), '--yes')
      expect(changed.out)
        .to.include('2 changes; shifts that stay from the import before: 1.')
        .and.include('− Ana Keller')
      expect(await overrides()).to.deep.equal([`lukas ${day(3)}`, `lukas ${day(6)}`])
      expect((await here.type(['audit', 'verify'])).out).to.include('whole')
    })

    it('reaches a running desk', async () => {
      const running = await here.serve()
      const done = await load(calendar(shift('lukas', 3, 4)), '--yes')
      await running.stop()

      expect(done.code).to.equal(0)
      expect(await overrides()).to.deep.equal([`lukas ${day(3)}`])
    })

    it('refuses with a sentence what it cannot take', async () => {
      const stranger = await load(calendar(shift('Banana', 3, 4)), '--yes', '--language', 'da')
      expect(stranger.code).to.equal(1)
      expect(stranger.err).to.include('Hvis vagt er “Banana”')
      expect((await load('Dear Ana', '--yes')).err).to.include('That is no calendar file.')
      const file = here.file('shifts.ics', calendar())
      expect((await here.type(['oncall', 'import', file])).err).to.include('--rotation night')
      expect((await here.type(['oncall', 'import', file, '--rotation', 'nigth'])).err).to.include(
        'Did you mean “night”?',
      )
      expect((await here.type(['oncall', 'import', 'nowhere.ics', '--rotation', 'night'])).code).to.equal(1)
      expect(await overrides()).to.deep.equal([])
    })
  })
}

describe('frontdesk oncall import, at a terminal', () => {
  it('asks, and takes anything but a yes for a no', async () => {
    const here = await machine()
    await here.type(['apply', here.file('desk.yaml', desk), '--yes'])
    const words = ['oncall', 'import', here.file('s.ics', calendar(shift('lukas', 3, 4))), '--rotation', 'night']

    const no = await here.type(words, { answers: 'maybe\n' })
    const yes = await here.type(words, { answers: 'y\n' })

    expect(no.out).to.include('Take them over? (y/n)').and.include('Cancelled. Nothing was changed.')
    expect(yes.code).to.equal(0)
    await here.close()
  })
})
