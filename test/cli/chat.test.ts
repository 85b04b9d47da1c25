import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { smallDesk } from '../organisation/files.js'

describe('frontdesk chat', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
  })
  afterEach(() => here.close())

  it('is a whole desk in the terminal: a guest reports, and the card stands in its channel', async () => {
    const typed = '/desk whoami\n/incident report the lift is stuck\n\n-\n1\n1\n1\n1\n-\n'

    const { code, out, err } = await here.frontdesk(['chat', 'emily'], { typed })

    expect(err).to.equal('')
    expect(code).to.equal(0)
    expect(out).to.include('You are Emily Carter.').and.include('the lift is stuck')
    expect(out).to.not.include('The sauna is closed')
  })

  it('speaks the person’s own language', async () => {
    const { out } = await here.frontdesk(['chat', 'freja'], { typed: '/desk whoami\n' })

    expect(out).to.include('Du er Freja Holm.')
  })

  it('is for people of the desk file', async () => {
    const { code, err } = await here.frontdesk(['chat', 'emly'])

    expect(code).to.equal(1)
    expect(err).to.include('There is no person “emly”').and.include('Did you mean emily?')
  })

  it('leaves a desk alone that is running', async () => {
    await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
    const desk = await here.serve()

    const { code, err } = await here.frontdesk(['chat', 'ana'])

    expect(code).to.equal(1)
    expect(err).to.include('Another Frontdesk process is using').and.include('Stop the other one')
    expect((await fetch(`${desk.url}/readyz`)).status).to.equal(200)
    await desk.stop()
  })

  it('does not share a PostgreSQL with desks that serve others', async () => {
    const { code, err } = await here.type(['chat', 'ana'], { also: { DATABASE_URL: 'postgres://127.0.0.1/desk' } })

    expect(code).to.equal(1)
    expect(err).to.include('chat needs a database of its own')
  })
})
