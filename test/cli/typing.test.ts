import { expect } from 'chai'
import { cliCommands } from '../../src/cli/index.js'
import { type Machine, machine } from '../builders/frontdesk.js'

describe('the command line', () => {
  let here: Machine
  before(async () => {
    here = await machine()
  })
  after(() => here.close())

  it('lists every command when none is typed', async () => {
    const { code, out } = await here.type([])

    expect(code).to.equal(0)
    for (const { name } of cliCommands) expect(out).to.include(`  ${name}`)
  })

  for (const { name, example } of cliCommands) {
    it(`tells in both languages what ${name} is for, with an example that it understands`, async () => {
      const english = await here.type(['help', ...name.split(' ')])
      const danish = await here.type([...name.split(' '), '--help', '--language', 'da'])

      expect(english.code).to.equal(0)
      expect(english.out).to.include(`frontdesk ${name}`).and.include(`Example: ${example}`)
      expect(danish.code).to.equal(0)
      expect(danish.out).to.include(`Eksempel: ${example}`)
    })
  }

  const mistakes: readonly (readonly [string, string, string])[] = [
    ['chek desk.yaml', 'There is no command “chek”.', 'Did you mean frontdesk check?'],
    ['xyzzy', 'There is no command “xyzzy”.', 'frontdesk help lists all of them.'],
    ['audit verfy', '“audit verfy” is not a whole command.', 'frontdesk audit verify'],
    ['apply', 'FILE is missing.', 'frontdesk apply FILE [--yes]'],
    ['apply one two', '“two” is one word too many.', 'frontdesk apply FILE [--yes]'],
    ['apply desk.yaml --yess', 'There is no option --yess here.', 'Did you mean --yes?'],
    ['check desk.yaml --yes', 'There is no option --yes here.', 'frontdesk help COMMAND'],
    ['apply desk.yaml --yes=no', '--yes takes no value.', 'Type it alone.'],
    ['manifest slack --http', '--http needs a value behind it.', 'frontdesk help COMMAND'],
    ['versions --language fr', 'Frontdesk does not speak “fr”.', 'It speaks: en, da.'],
    ['help constructor', 'There is no command “constructor”.', 'frontdesk help lists all of them.'],
  ]
  for (const [typed, says, hint] of mistakes) {
    it(`says what is wrong with “frontdesk ${typed}”, and what to type instead`, async () => {
      const { code, out, err } = await here.type(typed.split(' '))

      expect(code).to.be.oneOf([1, 2])
      expect(out).to.equal('')
      expect(err).to.include(says).and.include(hint)
    })
  }

  it('speaks the language of the terminal, or the one that is asked for', async () => {
    const danish = await here.type(['nonsense'], { also: { LANG: 'da_DK.UTF-8' } })
    const english = await here.type(['nonsense', '--language', 'en'], { also: { LANG: 'da_DK.UTF-8' } })

    expect(danish.err).to.include('Der er ingen kommando “nonsense”.')
    expect(english.err).to.include('Der er ingen kommando')
  })

  it('tells its version', async () => {
    const { code, out } = await here.type(['--version'])

    expect(code).to.equal(0)
    expect(out).to.match(/^\d+\.\d+\.\d+\n$/)
  })

  it('names every setting that is wrong, at once and without repeating a secret', async () => {
    const also = {
      PORT: 'http',
      DATABASE_URL: 'mysql://u:secret@host/x',
      SLACK_APP_TOKEN: 'xoxb-confused',
      PUBLIC_URL: 'desk.example.org',
    }

    const { code, err } = await here.type(['versions'], { also })

    expect(code).to.equal(1)
    expect(err.trimEnd().split('\n')).to.have.lengthOf(6)
    expect(err).to.include('PORT is “http”, but a number from 0 to 65535 is expected.')
    expect(err).to.not.include('secret').and.not.include('confused')
  })

  it('tells what can be done where there is no database yet', async () => {
    for (const typed of [['versions'], ['audit', 'verify'], ['outbox'], ['code', 'ana'], ['outbox', 'retry', 'all']]) {
      const { code, err } = await here.type(typed)

      expect(code, typed.join(' ')).to.equal(1)
      expect(err).to.include('There is no database yet').and.include('Start the desk once')
    }
  })
})
