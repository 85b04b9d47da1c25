import { expect } from 'chai'
import { createDoor } from '../../../adapters/discord/http.js'
import { systemClock } from '../../../src/kernel/clock.js'
import { flaws } from '../../fakes/discord/signing.js'
import { openHouse, whisper } from '../slack/house.js'
import { type Desk, openDesk } from './desk.js'

describe('interactions of Discord over HTTP', () => {
  let desk: Desk
  let house: ReturnType<typeof openHouse>
  let reception: string

  beforeEach(async () => {
    desk = await openDesk({ http: true })
    house = openHouse()
    reception = desk.discord.addChannel(desk.guild.id, { name: 'reception' }).id
    await desk.start(house.house)
    await desk.discord.until(() => desk.discord.commands(desk.guild.id).length > 0)
  })
  afterEach(() => desk.close())

  const help = () => {
    const { id } = desk.discord.addMember(desk.guild.id, { name: 'ana' })
    return desk.discord.as(id).types(reception, '/desk help')
  }

  it('answers when Discord asks whether the address is there, and looks at signatures', async () => {
    expect(await desk.discord.http.ping()).to.equal(true)
  })

  it('answers on the request itself', async () => {
    house.answers(() => whisper('All there is'))

    const asked = await help()

    expect(desk.discord.textOf(asked.original!)).to.include('All there is')
    expect(desk.discord.calls('POST /interactions/:interaction/:token/callback')).to.have.lengthOf(0)
  })

  it('refuses what is not signed, not by Discord, not now, or changed on its way', async () => {
    const { payload } = await help()
    const before = house.handled.length

    const statuses = []
    for (const flaw of flaws) statuses.push((await desk.discord.http.send({ ...payload, id: '7' }, flaw)).status)

    expect(statuses).to.deep.equal(flaws.map(() => 401))
    expect(house.handled).to.have.lengthOf(before)
  })

  it('takes a request once, and refuses its copy', async () => {
    await help()
    const before = house.handled.length

    expect((await desk.discord.http.replay()).status).to.equal(401)
    expect(house.handled).to.have.lengthOf(before)
  })

  it('knows what is no interaction, and what is no key', async () => {
    expect((await desk.discord.http.send([])).status).to.equal(200)
    expect((await desk.discord.http.send({ type: 2 })).status).to.equal(200)
    expect(house.handled).to.have.lengthOf(0)
    const parts = { clock: systemClock, log: desk.log, take: async () => ({}) }
    expect(() => createDoor({ ...parts, publicKey: 'abc' })).to.throw('64 hexadecimal digits')
  })
})
