import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { smallDesk } from '../organisation/files.js'

describe('frontdesk check', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
  })
  afterEach(() => here.close())

  it('says that a file is right, and needs no database for it', async () => {
    const file = here.file('desk.yaml', smallDesk())

    const { code, out } = await here.frontdesk(['check', file], { DATABASE_URL: 'nonsense' })

    expect(code).to.equal(0)
    expect(out).to.include('desk.yaml is right: Small Inn, people: 2')
  })

  it('says which keys are missing here for what is done by itself, and finds the file right all the same', async () => {
    const automation = `{webhooks: {doors: {url: 'http://doors.example.org/in', secret: DOORS_SECRET}}, scripts: {card: {file: make-card}}}`
    const file = here.file('desk.yaml', smallDesk({ automation }))

    const { code, out } = await here.type(['check', file])
    const there = await here.type(['check', file], {
      also: { DOORS_SECRET: '32 characters that nobody guesses', SCRIPTS_DIR: here.home },
    })

    expect(code).to.equal(0)
    expect(out).to.match(/But here: The webhook doors cannot be called: the variable DOORS_SECRET/)
    expect(out).to.match(/has one script, and SCRIPTS_DIR is not set/)
    expect(there.out).not.to.include('DOORS_SECRET')
    expect(there.out).to.include('others on the way can read').and.include('make-card is not in the folder of scripts')
  })

  it('names every problem with its file, its line and what is expected', async () => {
    const file = here.file(
      'desk.yaml',
      smallDesk({ teams: '\n  reception: {name: Reception, members: [anna]}', colours: 'red' }),
    )

    const { code, out, err } = await here.frontdesk(['check', file])

    expect(code).to.equal(1)
    expect(out).to.equal('')
    expect(err).to.match(/desk\.yaml:6:\d+ .*There is no person “anna” in this file\. Did you mean “ana”\?/)
    expect(err).to.match(/desk\.yaml:\d+:\d+ .*“colours” is not known here/)
    expect(err).to.match(/\d problems in .*desk\.yaml\. Nothing was changed\./)
  })

  it('looks at the pictures beside it as well, and names what is wrong with them among the rest', async () => {
    const catalogue =
      '\n  categories: {stay: Stay}\n  items:\n    towel: {name: Towel, category: stay, picture: towel.png}\n    bath: {name: Bath, category: none, picture: bath.png}'
    const file = here.file('desk.yaml', smallDesk({ catalogue }))
    here.file('bath.png', 'GIF89a')

    const { code, err } = await here.type(['check', file])

    expect(code).to.equal(1)
    expect(err.split('\n').map((line) => /:(\d+):\d+ (\S+)/.exec(line)?.slice(1).join(' '))).to.deep.include.members([
      '16 catalogue.items.towel.picture:',
      '17 catalogue.items.bath.category:',
      '17 catalogue.items.bath.picture:',
    ])
    expect(err).to.include('There is no file “towel.png” beside the desk file.').and.include('3 problems')
    here.file('bath.png', '')
    mkdirSync(join(here.home, 'towel.png'))
    expect((await here.type(['check', file, '--language', 'da'])).err).to.include('Der er ingen fil “towel.png”')
  })

  it('says so of a file that is not YAML at all, in Danish too', async () => {
    const file = here.file('desk.yaml', 'Dear desk,\n\tplease: be a [file')

    const { code, err } = await here.type(['check', file, '--language', 'da'])

    expect(code).to.equal(1)
    expect(err)
      .to.match(/desk\.yaml:\d+:\d+ /)
      .and.include('YAML')
      .and.include('Intet er ændret.')
  })

  it('says so of a file that is not there, and of a folder', async () => {
    const missing = await here.type(['check', 'nowhere.yaml'])
    const folder = await here.type(['check', here.home])

    expect(missing.code).to.equal(1)
    expect(missing.err).to.include('nowhere.yaml cannot be read: it does not exist.')
    expect(folder.err).to.include('it is a folder')
  })
})
