import { expect } from 'chai'
import { PermissionFlagsBits } from 'discord.js'
import { type Machine, machine } from '../builders/frontdesk.js'

const application = '1187203341208289280'
const token = `${Buffer.from(application).toString('base64')}.abc.def`

describe('frontdesk invite discord', () => {
  let here: Machine
  before(async () => {
    here = await machine()
  })
  after(() => here.close())

  it('prints the link for the token’s application, with the least that the desk needs', async () => {
    const { code, out } = await here.frontdesk(['invite', 'discord'], { DISCORD_TOKEN: token })

    expect(code).to.equal(0)
    const link = new URL(out.trim())
    expect(link.searchParams.get('client_id')).to.equal(application)
    expect(link.searchParams.get('scope')).to.equal('bot applications.commands')
    const permissions = BigInt(link.searchParams.get('permissions') ?? '0')
    expect(permissions & PermissionFlagsBits.Administrator).to.equal(0n)
    expect(permissions & PermissionFlagsBits.SendMessagesInThreads).to.not.equal(0n)
    expect(out).to.not.include('abc.def')
  })

  it('takes the application’s id, without any setting', async () => {
    const { out } = await here.type(['invite', 'discord', application])

    expect(out).to.include(`client_id=${application}`)
  })

  it('says where the id is found when it is none, or none is known', async () => {
    expect((await here.type(['invite', 'discord', 'frontdesk'])).err).to.include('General Information')
    expect((await here.type(['invite', 'discord'])).err).to.include('DISCORD_TOKEN')
  })
})
