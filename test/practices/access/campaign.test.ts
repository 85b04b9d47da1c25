import { expect } from 'chai'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'
import { house } from './house.js'

const hour = 3_600_000
const day = 24 * hour
const certify = (more = ''): string => `\n  certify: {every: quarter, within: 10 working days${more}}`
const open = '\n    door: {name: Door, service: heating, approvals: []}'

for (const dialect of dialects)
  describe(`A campaign that looks rights through, with ${dialect}`, () => {
    let desk: DeskUnderTest
    const opened = async (more = ''): Promise<void> => {
      desk = await openDesk({ dialect, file: house({}, `${open}${certify(more)}`), at: '2027-03-30T08:00:00Z' })
    }
    beforeEach(() => opened())
    afterEach(async () => {
      expect(desk.faults).to.deep.equal([])
      await desk.close()
    })

    const state = async (number: string): Promise<string> => (await desk.record(number)).state
    /** These people have the door, granted in this order. */
    const have = async (...people: readonly (readonly [string, string])[]): Promise<void> => {
      for (const [at, [person, by]] of people.entries()) {
        await desk.as(by).types(`/access request right:door whom:@${person} need:"the season"`)
        await desk.as('marco').types(`/task done TSK-${at + 1}`)
      }
    }
    const three = () => have(['ana', 'seraina'], ['mads', 'seraina'], ['marco', 'reto'])
    const questions = async (person: string) => {
      await desk.relayed()
      return desk.directTo(person).filter(({ key }) => key.startsWith('access/campaign/'))
    }
    const notices = async (person: string): Promise<string> => {
      await desk.relayed()
      return desk
        .directTo(person)
        .map(({ card }) => `${cardText(card)}\n${JSON.stringify(card.blocks)}`)
        .join('\n')
    }

    it('begins by itself on the first of a quarter, and once', async () => {
      await three()
      await desk.run('access-campaigns')
      expect(await desk.rows('campaign')).to.equal(0)

      desk.clock.to('2027-04-01T06:00:00Z')
      await desk.run('access-campaigns')
      desk.clock.forward(hour)
      await desk.run('access-campaigns')
      expect(await desk.rows('campaign')).to.equal(1)
      const asked = await questions('reto')
      expect(asked).to.have.lengthOf(1)
      expect(cardText(asked[0]!.card)).to.contain('It is time to look through rights').and.contain('0 of 3 answered')
      expect(cardText(asked[0]!.card)).to.contain('Ana Keller · Door · Heating')
    })

    it('asks in one message, in which the next questions take the place of those that are answered', async () => {
      await desk.apply(
        house(
          {},
          `${Array.from({ length: 7 }, (_, at) => `\n    door-${at}: {name: Door ${at}, service: heating, approvals: []}`).join('')}${certify()}`,
        ),
      )
      for (let at = 0; at < 7; at++) {
        await desk.as('seraina').types(`/access request right:door-${at} whom:@ana need:x`)
        await desk.as('marco').types(`/task done TSK-${at + 1}`)
      }
      await desk.as('ursina').types('/access certify')
      const [asked] = await questions('reto')
      expect(buttonsOf(asked!.card)).to.deep.equal([
        ...Array.from({ length: 5 }, () => ['Keep – Ana Keller', 'Remove – Ana Keller']).flat(),
        'All that wait (7)',
      ])
      const kept = await desk.as('reto').presses(asked!, 'Keep – Ana Keller')
      expect(kept.text).to.equal('')
      const [next] = await questions('reto')
      expect(cardText(next!.card)).to.contain('1 of 7 answered').and.contain('Door 5').and.not.contain('Door 0')

      const all = await desk.as('reto').presses(next!, 'All that wait (6)')
      const second = await desk.as('reto').presses(all, 'Next page')
      expect(second.text).to.contain('Door 6')
    })

    it('is answered once, and by whoever is asked alone', async () => {
      await three()
      await desk.as('ursina').types('/access certify')
      const [asked] = await questions('reto')
      const question = { question: '1', answer: 'remove' }
      for (const person of ['ana', 'mads', 'ursina', 'emily'])
        expect((await desk.as(person).pressesFor('access answer', question)).text).to.match(
          /no such question|intet sådant/,
        )
      await desk.as('reto').presses(asked!, 'Remove – Ana Keller')
      expect(await state('ACC-1')).to.equal('being removed')
      expect((await desk.record('ACC-1')).details.why).to.equal('not_needed')
      expect((await desk.as('reto').pressesFor('access answer', { ...question, answer: 'keep' })).text).to.contain(
        'answered already: remove',
      )
    })

    it('is answered by whoever stands in for one who is away', async () => {
      await three()
      await desk.as('ursina').types('/access certify')
      await desk.as('reto').types('/desk away @seraina until:2027-04-08')
      const review = await desk.as('seraina').types('/access review')
      await desk.as('seraina').presses(review, 'Keep – Marco Bernasconi')
      expect((await desk.history('ACC-3')).at(-1)).to.include({ kind: 'keep', actor: 'seraina' })
    })

    it('asks whoever is above about the rights of those who are asked', async () => {
      await desk.as('reto').types('/access request right:door need:"the boiler"')
      await desk.as('ursina').types('/access approve ACC-1')
      await desk.as('marco').types('/task done TSK-1')
      await desk.as('reto').types('/access certify service:heating')
      expect(await questions('reto')).to.deep.equal([])
      const [asked] = await questions('ursina')
      await desk.as('ursina').presses(asked!, 'Keep – Reto Imhof')
      expect((await desk.history('ACC-1')).at(-1)?.kind).to.equal('keep')
    })

    it('is begun by hand by those above and by security, by owners for their service, and by nobody else', async () => {
      await three()
      for (const person of ['ana', 'marco', 'emily'])
        expect((await desk.as(person).types('/access certify')).text).to.contain(
          'You cannot have all rights looked through',
        )
      expect((await desk.as('reto').types('/access certify')).text).to.contain('Name a service that you answer for')
      expect((await desk.as('reto').types('/access certify service:booking')).text).to.contain(
        'There is nothing to ask',
      )
      const begun = await desk.as('reto').types('/access certify service:heating')
      expect(begun.text).to.contain('3 rights are looked through').and.contain('2027-04-09')
      expect((await desk.as('ursina').types('/access certify')).text).to.contain('asked already')
    })

    it('reminds those who are silent, twice', async () => {
      await three()
      await desk.as('ursina').types('/access certify')
      const counts: number[] = []
      for (let at = 0; at < 9; at++) {
        desk.clock.forward(day)
        await desk.run('access-campaigns')
        counts.push((await questions('reto')).length)
      }
      expect(counts[3]).to.equal(1)
      expect(counts[4]).to.equal(2)
      expect(counts[8]).to.equal(3)
    })

    it('ends when all is answered, and tells those above how it went', async () => {
      await three()
      await desk.as('ursina').types('/access certify')
      for (const name of ['Ana Keller', 'Mads Kjeldsen', 'Marco Bernasconi']) {
        const [asked] = await questions('reto')
        await desk.as('reto').presses(asked!, `${name === 'Mads Kjeldsen' ? 'Remove' : 'Keep'} – ${name}`)
      }
      await desk.run('access-campaigns')
      desk.clock.forward(hour)
      await desk.run('access-campaigns')
      const report = await notices('ursina')
      expect(report).to.contain('The campaign is over.').and.contain('kept: 2 · removed: 1 · without an answer: 0')
      expect(report).to.contain('["Reto Imhof","3","2","1","0"]')
      expect((await desk.as('ursina').types('/access review')).text).to.contain('kept: 2')
    })

    it('keeps what nobody has answered, and says so to those above', async () => {
      await three()
      await desk.as('ursina').types('/access certify')
      desk.clock.forward(11 * day)
      await desk.run('access-campaigns')
      expect(await state('ACC-1')).to.equal('granted')
      expect(await notices('ursina')).to.contain('without an answer: 3')
      expect((await desk.as('reto').pressesFor('access answer', { question: '1', answer: 'keep' })).text).to.contain(
        'answered already: no answer',
      )
    })

    it('has removed what nobody has answered where the desk file says so', async () => {
      await desk.close()
      await opened(', silence: remove')
      await three()
      await desk.as('ursina').types('/access certify')
      const [asked] = await questions('reto')
      await desk.as('reto').presses(asked!, 'Keep – Ana Keller')
      desk.clock.forward(11 * day)
      await desk.run('access-campaigns')
      expect([await state('ACC-1'), await state('ACC-2'), await state('ACC-3')]).to.deep.equal([
        'granted',
        'being removed',
        'being removed',
      ])
      expect((await desk.record('ACC-2')).details.why).to.equal('silence')
    })

    it('is said in Danish to whoever speaks it', async () => {
      await desk.apply(
        house(
          {
            services: `
  heating: {name: {en: Heating, da: Varme}, team: maintenance, owner: mads}
  booking: {name: Booking, team: maintenance, owner: reto}`,
          },
          `${open}${certify()}`,
        ),
      )
      await desk.as('seraina').types('/access request right:door whom:@ana need:x')
      await desk.as('marco').types('/task done TSK-1')
      await desk.as('ursina').types('/access certify')
      const [asked] = await questions('mads')
      expect(cardText(asked!.card)).to.contain('Rettigheder gennemgås').and.contain('0 af 1 besvaret')
      await desk.as('mads').presses(asked!, 'Behold – Ana Keller')
      const [after] = await questions('mads')
      expect(cardText(after!.card)).to.contain('Tak: den er besvaret.')
    })
  })

describe('Two campaigns', () => {
  it('that are begun by two processes in the same moment ask about a right once', async () => {
    const one = await openDesk({
      dialect: 'postgres',
      file: house({}, `${open}${certify()}`),
      at: '2027-03-30T08:00:00Z',
    })
    const other = await one.beside()
    try {
      for (const person of ['ana', 'mads'])
        await one.as('seraina').types(`/access request right:door whom:@${person} need:"the season"`)
      for (const task of ['TSK-1', 'TSK-2']) await one.as('marco').types(`/task done ${task}`)
      await Promise.all([one.as('ursina').types('/access certify'), other.as('seraina').types('/access certify')])
      expect(await one.rows('campaign')).to.equal(1)
      expect(await one.rows('campaign_item')).to.equal(2)
      expect([...one.faults, ...other.faults]).to.deep.equal([])
    } finally {
      await other.close()
      await one.close()
    }
  })
})
