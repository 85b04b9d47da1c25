import { expect } from 'chai'
import { applyImport, dependencies, dependents, impactOf, readYaml } from '../../src/configuration/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { demoFile } from '../organisation/files.js'

describe('what the Alpine Hotel is wired of', () => {
  let desk: DeskUnderTest
  const register = () => ({ reader: desk.store.read, organisation: desk.desks.current() })
  const source = async function* () {
    yield* readYaml(demoFile('configuration.yaml'))
  }
  const load = () =>
    desk.store.work({ kind: 'operator' }, (work) => applyImport({ work, organisation: desk.desks.current() }, source))
  before(async () => {
    desk = await openDesk({ dialect: 'sqlite', file: demoFile('desk.yaml') })
    await load()
  })
  after(() => desk.close())

  it('is entered without a mistake, and a second time changes nothing', async () => {
    const { added, changed, related, problems } = await load()

    expect({ added, changed, related, problems }).to.deep.equal({ added: 0, changed: 0, related: 0, problems: [] })
  })

  it('has the reception’s payment terminals behind the same switch as the controller of the guest Wi-Fi', async () => {
    const found = await dependents(register(), ['switch-1', 'no-such-item'])

    expect([...found]).to.include.members(['payment-1', 'wifi-controller', 'wifi', 'rooms', 'restaurant'])
    expect([...(await dependencies(register(), ['wifi']))]).to.include.members(['switch-1', 'line-2'])
  })

  it('goes on with one of its two lines, one of two pumps, one of two encoders', async () => {
    const line = await impactOf(register(), ['line-1'])

    expect(line.hits.map(({ key }) => key)).to.deep.equal(['line-1'])
    expect(line.weakened.map(({ key, left }) => ({ key, left }))).to.deep.equal([{ key: 'firewall', left: 1 }])
    expect((await impactOf(register(), ['line-1', 'line-2'])).services.map(({ key }) => key)).to.include('wifi')
    expect((await impactOf(register(), ['encoder-1'])).services).to.be.empty
  })

  it('tells the way from what fails to who is hit', async () => {
    const impact = await impactOf(register(), ['wifi-controller'])
    const conference = impact.services.find(({ key }) => key === 'conference')

    expect(impact.way(conference!.id).map(({ item, kind, other }) => [item.key, kind, other.key])).to.deep.equal([
      ['ap-conference', 'depends on', 'wifi-controller'],
      ['conference', 'depends on', 'ap-conference'],
    ])
    expect(impact.agreements.map(({ id }) => id)).to.include('conferences')
  })
})
