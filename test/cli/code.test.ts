import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { smallDesk } from '../organisation/files.js'

describe('frontdesk code', () => {
  let here: Machine
  beforeEach(async () => {
    here = await machine()
    await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
  })
  afterEach(() => here.close())

  it('gives a code, and says what to type with it', async () => {
    const { code, out } = await here.type(['code', '@ana'])

    expect(code).to.equal(0)
    const [, offered] = /Code for Ana Keller: (\S+)/.exec(out) ?? []
    expect(offered).to.match(/^[0-9a-z]{4}-[0-9a-z]{4}$/)
    expect(out).to.include(`/desk link ${offered}`)
  })

  it('gives one that signs in at the running desk', async () => {
    const desk = await here.serve()
    const { out } = await here.frontdesk(['code', 'ana'])
    const [, offered] = /Ana Keller: (\S+)/.exec(out) ?? []

    const signedIn = await fetch(`${desk.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
      body: JSON.stringify({ code: offered }),
    })

    expect(signedIn.status).to.be.within(200, 299)
    expect(await signedIn.text()).to.include('Ana Keller')
    await desk.stop()
  })

  it('asks whether somebody else was meant when nobody is called that', async () => {
    const { code, out, err } = await here.type(['code', 'anna'])

    expect(code).to.equal(1)
    expect(out).to.equal('')
    expect(err).to.include('There is no person “anna”').and.include('Did you mean ana?')
  })
})
