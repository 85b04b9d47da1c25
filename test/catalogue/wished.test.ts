import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { wishedIn } from '../../src/catalogue/index.js'
import { root } from '../../src/config.js'
import { everybody } from '../../src/desk/index.js'
import { known } from '../../src/known.js'
import { readDesk } from '../../src/organisation/index.js'

describe('whether words wish for something of the catalogue', () => {
  const read = readDesk(readFileSync(join(root, 'demo/desk.yaml'), 'utf8'), known)
  if (!('organisation' in read)) throw new Error('the demo cannot be read')
  const wished = (text: string) => wishedIn(read.organisation, text, everybody).map(({ id }) => id)

  const wishes: readonly (readonly [string, string])[] = [
    ['Parking place', 'parking'],
    ['a parking place for tonight, please', 'parking'],
    ['I would like to book two parking places', 'parking'],
    ['Can I get a wake-up call at 7:00?', 'wake_up'],
    ['Wake-up call tomorrow 6:30', 'wake_up'],
    ['we need a babysitter tonight', 'child_care'],
    ['laundry', 'laundry'],
    ['Jeg vil gerne have vasket noget tøj', 'laundry'],
    ['Tøjvask', 'laundry'],
    ['Må jeg få en vækning i morgen kl. 7?', 'wake_up'],
    ['Vi vil gerne bestille madpakker', 'packed_lunch'],
    ['Parkeringspladsen i nat', 'parking'],
  ]
  for (const [text, item] of wishes) it(`“${text}” is ${item}`, () => expect(wished(text)[0]).to.equal(item))

  const reports = [
    'the shower is broken',
    'The parking barrier stays closed',
    'the laundry came back dirty',
    'my laundry has not come back',
    'no wake-up call came this morning',
    'we need somebody to repair the parking place',
    'The car in front of my parking place is blocking it',
    'Parkeringspladsen er blokeret',
    'Vasketøjet er væk',
    'Jeg mangler mit tøj fra tøjvask',
    'Wi-Fi is slow',
    'key card does not open the door',
    'breakfast in the room was cold',
    'somebody please come to room 12',
    'Nøglekort virker ikke',
    'I need help',
    'please clean room 12, somebody has left coffee on the floor',
    'the coffee machine in the lobby makes a strange sound since the meeting',
    'I would like to speak to the manager about the party next door and its noise',
    '',
    '204',
    '🙂',
  ]
  for (const text of reports) it(`“${text}” wishes for nothing`, () => expect(wished(text)).to.deep.equal([]))

  it('offers nothing that is not for whoever wishes', () => {
    expect(wished('I would like to order a laptop')).to.deep.equal([])
    expect(wished('Laptop')).to.deep.equal([])
  })
})
