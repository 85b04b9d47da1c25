import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import {
  type Album,
  type DeskPicture,
  type FoundFile,
  largestPicture,
  organisationWords,
  pictureBytes,
  picturesFor,
  problemLine,
} from '../../src/organisation/index.js'
import { pngOf } from '../builders/png.js'
import { dialects } from '../builders/store.js'
import { openRooms, type Rooms } from '../people/open-people.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const english = createVoices([organisationWords]).in('en')

const desk = (items: string, sections: Readonly<Record<string, string>> = {}): string =>
  smallDesk({ ...sections, catalogue: `\n  categories: {stay: Stay}\n  items:\n${items}` })
const towel = (more: string): string => `    towel: {name: Towel, category: stay, ${more}}\n`

/** The pictures of a file, of what lies beside it. */
const album = (source: string, beside: Readonly<Record<string, FoundFile>>): Promise<Album> =>
  picturesFor(source, async (name) => beside[name] ?? 'none')
const complaints = async (source: string, beside: Readonly<Record<string, FoundFile>> = {}) =>
  (await album(source, beside)).problems.map((problem) => problemLine(problem, 'desk.yaml', english))

describe('pictures that a desk file names', () => {
  it('are read from beside it, once each, with their size', async () => {
    const source =
      desk(`${towel('picture: towel.png')}    bath: {name: Bath, category: stay, picture: pictures/bath.png}
    robe: {name: Robe, category: stay, picture: towel.png}
    soap: {name: Soap, category: stay}`)
    const asked: string[] = []
    const { pictures, problems } = await picturesFor(source, async (name) => {
      asked.push(name)
      return name === 'towel.png' ? pngOf(48, 32) : pngOf(10, 20)
    })

    expect(problems).to.deep.equal([])
    expect(asked).to.deep.equal(['towel.png', 'pictures/bath.png'])
    expect(pictures.map(({ name, width, height }) => [name, width, height])).to.deep.equal([
      ['towel.png', 48, 32],
      ['pictures/bath.png', 10, 20],
    ])
  })

  it('are complained of with their line: missing, no picture, too large or too wide', async () => {
    const source = desk(`    a: {name: A, category: stay, picture: a.png}
    b: {name: B, category: stay, picture: b.png}
    c: {name: C, category: stay, picture: c.png}
    d: {name: D, category: stay, picture: d.png}
    e: {name: E, category: stay, picture: a.png}`)
    const beside = {
      'b.png': Buffer.from('GIF89a'),
      'c.png': Buffer.alloc(largestPicture + 1),
      'd.png': pngOf(4_097, 1),
    }

    const said = await complaints(source, beside)
    expect(said).to.have.lengthOf(5)
    expect(said[0]).to.match(/desk\.yaml:\d+:\d+ catalogue\.items\.a\.picture: There is no file “a\.png” beside/)
    expect(said[1]).to.match(/items\.b\.picture: “b\.png” is not a whole PNG file\./)
    expect(said[2]).to.match(/items\.c\.picture: “c\.png” is larger than 1 MiB\./)
    expect(said[3]).to.match(/items\.d\.picture: “d\.png” is more than 4096 points wide or high\./)
    expect(said[4]).to.match(/items\.e\.picture: There is no file “a\.png”/)
    const lines = said.map((line) => Number(line.split(':')[1]))
    expect(lines).to.deep.equal(lines.map((_, at) => (lines[0] ?? 0) + at))
  })

  it('lie beside the file or in one folder there, and nowhere else', async () => {
    for (const name of [
      '../towel.png',
      '/etc/towel.png',
      'a/b/towel.png',
      '.hidden/towel.png',
      'towel.svg',
      'tøw.png',
      'a b.png',
    ]) {
      const [said] = complaintsAbout(desk(towel(`picture: "${name}"`)))
      expect(said, name).to.include('is not the name of a picture')
      expect(await complaints(desk(towel(`picture: "${name}"`)), { [name]: pngOf(1, 1) })).to.deep.equal([])
    }
    expect(complaintsAbout(desk(towel('picture: pictures/big-towel_2.x.png')))).to.deep.equal([])
  })

  it('are named although something else is wrong with the file', async () => {
    expect(await complaints(desk(towel('colour: red, picture: towel.png')))).to.have.lengthOf(1)
    expect((await album('%: [', {})).problems).to.deep.equal([])
  })

  it('make no other item of it, nor another version', () => {
    const [bare, pictured] = [towel('lead: 2h'), towel('lead: 2h, picture: towel.png')].map((item) =>
      organisationIn(desk(item)).catalogue.get('towel'),
    )
    expect(pictured?.version).to.equal(bare?.version)
  })
})

describe('the agreement that an item names', () => {
  const agreements =
    '\n  linen: {kind: sla, name: Linen, targets: {request: {fulfilment: 2h}}}\n  team: {kind: ola, name: Team, team: reception, targets: {request: {fulfilment: 2h}}}'

  it('is one of the file that is with customers', () => {
    expect(complaintsAbout(desk(towel('agreement: linen'), { agreements }))).to.deep.equal([])
    expect(complaintsAbout(desk(towel('agreement: linnen'), { agreements })).join()).to.match(
      /items\.towel\.agreement: There is no agreement “linnen” in this file\. Did you mean “linen”\?/,
    )
    expect(complaintsAbout(desk(towel('agreement: team'), { agreements })).join()).to.include('of the kind sla')
  })

  it('is part of what was ordered', () => {
    const versions = ['lead: 2h', 'lead: 2h, agreement: linen'].map(
      (more) => organisationIn(desk(towel(more), { agreements })).catalogue.get('towel')?.version,
    )
    expect(new Set(versions)).to.have.lengthOf(2)
  })
})

for (const dialect of dialects) {
  describe(`pictures in force, with ${dialect}`, () => {
    const source = desk(towel('picture: towel.png'))
    let rooms: Rooms
    beforeEach(async () => {
      rooms = await openRooms(dialect, smallDesk())
    })
    afterEach(() => rooms.close())
    const given = async (bytes: Uint8Array): Promise<readonly DeskPicture[]> =>
      (await album(source, { 'towel.png': bytes })).pictures
    const kept = () => rooms.desks.current().pictures?.get('towel.png')
    const bytes = async (): Promise<Uint8Array | undefined> => {
      const known = kept()
      return known && pictureBytes(rooms.store.read, known)
    }

    it('come with the file that names them, byte by byte, and go with it', async () => {
      const green = pngOf(48, 32)
      const changes = await rooms.apply(source, { pictures: await given(green) })

      expect(changes.map(({ section, id, kind }) => `${kind} ${section} ${id}`)).to.include('added pictures towel.png')
      expect(kept()).to.include({ width: 48, height: 32 })
      expect(Buffer.from((await bytes()) ?? [])).to.deep.equal(green)
      expect((await rooms.audit()).filter(({ subject }) => subject === 'towel.png')).to.have.lengthOf(1)

      const gone = await rooms.apply(smallDesk(), { pictures: [] })
      expect(gone.map(({ section, kind }) => `${kind} ${section}`)).to.include('removed pictures')
      expect(kept()).to.equal(undefined)
      expect(await rooms.store.read.rows('SELECT "name" FROM "catalogue_picture"')).to.deep.equal([])
    })

    it('make a version of their own when they alone are others, which every process takes over', async () => {
      await rooms.apply(source, { pictures: await given(pngOf(48, 32)) })
      const other = await rooms.another()
      const old = kept()

      const red = pngOf(24, 32, '#aa0000')
      const changes = await rooms.apply(source, { pictures: await given(red) })
      expect(changes.map(({ kind, id }) => [kind, id])).to.deep.equal([['changed', 'towel.png']])
      expect(await other.desks.refresh()).to.equal(true)
      expect(other.desks.current().pictures?.get('towel.png')).to.include({ width: 24, digest: kept()?.digest })
      // What was sent with the old one shows the one that there is.
      expect(old && Buffer.from((await pictureBytes(rooms.store.read, old)) ?? [])).to.deep.equal(red)

      expect(await rooms.apply(source, { pictures: await given(red) })).to.deep.equal([])
    })

    it('stay when a file is put in force without looking beside it', async () => {
      await rooms.apply(source, { pictures: await given(pngOf(48, 32)) })
      await rooms.apply(`${source}# edited\n`)

      expect(kept()).to.include({ width: 48 })
    })

    it('are those of the version in force when it is not', async () => {
      await rooms.apply(source, { pictures: await given(pngOf(48, 32)) })
      const failed = await rooms
        .apply(smallDesk({ roles: '[{role: agnt, to: ana}]' }), { pictures: [] })
        .catch(() => 'refused')

      expect(failed).to.equal('refused')
      expect(await bytes()).to.not.equal(undefined)
    })
  })
}
