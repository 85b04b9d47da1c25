import { expect } from 'chai'
import { openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'

const file = inn({
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: change manager, to: seraina}
  - {role: configuration manager, to: reto}
  - {role: admin, to: ursina}`,
})
const window = 'from:"2026-12-02 10:00" to:"2026-12-02 12:00"'

describe('Two changes of one item, scheduled by two processes at the same moment (postgres)', () => {
  it('are not both scheduled: one is told of the other', async () => {
    const desk = await openDesk({ dialect: 'postgres', file, at: '2026-11-26T09:00:00Z' })
    await desk.as('reto').types('/ci add boiler type:device name:Boiler')
    for (const number of ['CHG-1', 'CHG-2']) {
      const says = async (person: string, words: string): Promise<unknown> => desk.as(person).types(`/change ${words}`)
      await says('marco', `propose look after it items:boiler service:heating reason:"it is old" ${window}`)
      await says('marco', `plan ${number} implementation do it`)
      await says('marco', `plan ${number} back_out undo it`)
      await says('marco', `submit ${number}`)
      await says('seraina', `assess ${number} tried:often undo:easily tested:fully`)
      await says('marco', `submit ${number}`)
      await says('reto', `approve ${number}`)
    }
    const other = await desk.beside()

    const [one, two] = await Promise.all([
      desk.as('seraina').types('/change schedule CHG-1 who:@marco'),
      other.as('seraina').types('/change schedule CHG-2 who:@reto'),
    ])

    const states = [(await desk.record('CHG-1')).state, (await desk.record('CHG-2')).state]
    expect(states.toSorted()).to.deep.equal(['authorised', 'scheduled'])
    expect(`${one.text} ${two.text}`).to.match(/boiler is changed at the same time.*by CHG-/s)
    await other.close()
    await desk.close()
  })
})
