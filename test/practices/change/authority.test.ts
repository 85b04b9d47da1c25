import { expect } from 'chai'
import { decision } from '../../../src/practices/change/authority.js'
import type { Rec } from '../../../src/records/index.js'
import { inn } from '../../builders/inn.js'
import { complaintsAbout, organisationIn } from '../../organisation/files.js'

const roles = `
  - {role: change manager, to: [seraina, ursina]}
  - {role: CAB member, to: [ana, marco]}`
const house = (more = ''): string =>
  inn({
    roles,
    boards: `
  cab: {name: Change board, chair: seraina, members: [CAB member], rule: majority}
  heads: {name: The heads, chair: ursina, members: [ursina, reto], rule: all}`,
    changes: `{${more}}`,
  })

const change = (risk: string, of: Partial<Rec> = {}, details = {}): Rec =>
  ({
    number: 'CHG-1',
    requester: 'marco',
    service: 'heating',
    title: 'a new boiler',
    ...of,
    details: { kind: 'normal', items: [], services: [], risk: { class: risk }, ...details },
  }) as unknown as Rec

const asked = (record: Rec, file = house()): readonly string[] =>
  decision.asks(record, organisationIn(file)).stages.map((stage) => {
    if (stage.kind === 'people') return `${stage.name}: ${stage.people.map(({ person }) => person).join(' ')}`
    return `${stage.board}${stage.vetoes ? ', with a veto for security' : ''}`
  })

describe('Who decides on a change', () => {
  it('follows from its risk', () => {
    expect(asked(change('low'))).to.deep.equal(['owners: reto'])
    expect(asked(change('medium'))).to.deep.equal(['cab'])
    expect(asked(change('high'))).to.deep.equal(['owners: reto', 'cab, with a veto for security'])
  })

  it('is never whoever asks', () => {
    expect(asked(change('low', { requester: 'reto' }))).to.deep.equal(['managers: seraina ursina'])
    expect(asked(change('high', { requester: 'reto' }))).to.deep.equal(['cab, with a veto for security'])
  })

  it('is the board for what is riskier where the only change manager asks', () => {
    const file = house().replace('[seraina, ursina]}', 'reto}')
    expect(asked(change('low', { requester: 'reto' }), file)).to.deep.equal(['cab'])
    expect(asked(change('low', { requester: 'ana', service: 'bathrooms' }), file)).to.deep.equal(['managers: reto'])
  })

  it('is the change managers where the house names nobody else', () => {
    expect(asked(change('low', { service: 'bathrooms' }))).to.deep.equal(['managers: seraina ursina'])
  })

  it('is what the desk file says', () => {
    const file = house('authority: {low: managers, medium: [owners, heads], high: [cab, heads]}, vetoes: []')
    expect(asked(change('low'), file)).to.deep.equal(['managers: seraina ursina'])
    expect(asked(change('medium'), file)).to.deep.equal(['owners: reto', 'heads'])
    expect(asked(change('high'), file)).to.deep.equal(['cab', 'heads'])
  })

  it('may be no board that there is not', () => {
    const wrong = house('authority: {low: hedas}')
    expect(complaintsAbout(wrong, ['incident', 'change']).join()).to.match(/hedas.*heads/s)
  })

  it('is asked about its parts, so that a word that changes asks no more people than it must', () => {
    const shown = decision.shows(change('low', {}, { back_out: [{ text: 'put it back' }] }))
    expect(shown).to.have.keys('purpose items services window outage risk implementation test back_out'.split(' '))
    expect(shown.back_out).to.deep.equal(['put it back'])
  })
})
