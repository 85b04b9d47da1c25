import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { budgetFor, compareDesks, describeChanges, organisationWords, periodAt } from '../../src/organisation/index.js'
import { complaintsAbout, demoFile, organisationIn, smallDesk } from './files.js'

const desk = (budgets: string): string => smallDesk({ catalogue: `\n  budgets: {${budgets}}` })

describe('the budgets of a desk file', () => {
  it('have a holder, an amount for a period, and the teams whose orders they pay', () => {
    const { budgets } = organisationIn(
      desk('house: {name: {en: House, da: Hus}, holder: lukas, amount: 12000.5, currency: CHF, teams: reception}'),
    )

    expect(budgets.get('house')).to.deep.equal({
      ...{ id: 'house', name: { en: 'House', da: 'Hus' }, holder: 'lukas' },
      ...{ amount: 1_200_050, currency: 'CHF', per: 'year', teams: ['reception'] },
    })
  })

  it('pay for their teams in their currency', () => {
    const organisation = organisationIn(
      desk(
        'a: {name: A, holder: lukas, amount: 1, currency: EUR, teams: [reception]}, b: {name: B, holder: lukas, amount: 1, currency: CHF, teams: [reception, housekeeping]}',
      ),
    )
    const payer = (teams: readonly string[], currency: string) => budgetFor(organisation, teams, currency)?.id

    expect(payer(['reception'], 'EUR')).to.equal('a')
    expect(payer(['reception'], 'CHF')).to.equal('b')
    expect(payer(['housekeeping'], 'EUR')).to.equal(undefined)
    expect(payer([], 'CHF')).to.equal(undefined)
  })

  it('have periods by the clock of a zone', () => {
    const at = new Date('2030-12-31T23:30:00Z')
    const period = (per: 'month' | 'quarter' | 'year', zone: string) => {
      const { from, to } = periodAt({ per }, zone, at)
      return [from.toISOString(), to.toISOString()]
    }

    expect(period('month', 'Europe/Zurich')).to.deep.equal(['2030-12-31T23:00:00.000Z', '2031-01-31T23:00:00.000Z'])
    expect(period('quarter', 'Europe/Zurich')).to.deep.equal(['2030-12-31T23:00:00.000Z', '2031-03-31T22:00:00.000Z'])
    expect(period('year', 'UTC')).to.deep.equal(['2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z'])
  })

  const wrong: readonly (readonly [string, string, string])[] = [
    ['a holder who is nobody', 'a: {name: A, holder: anna, amount: 1, currency: CHF}', 'no person “anna”'],
    ['a team that there is not', 'a: {name: A, holder: ana, amount: 1, currency: CHF, teams: [bar]}', 'no team “bar”'],
    ['a period that there is not', 'a: {name: A, holder: ana, amount: 1, currency: CHF, per: week}', '“week” is not'],
    ['a thousandth', 'a: {name: A, holder: ana, amount: 1.005, currency: CHF}', '“1.005” is not an amount'],
    [
      'a team that two would pay for',
      'a: {name: A, holder: ana, amount: 1, currency: CHF, teams: reception}, b: {name: B, holder: ana, amount: 1, currency: CHF, teams: reception}',
      'The budget “a” pays for the team reception already',
    ],
  ]
  for (const [what, budgets, complaint] of wrong) {
    it(`refuse ${what}, with its line`, () => {
      const [told = '', ...others] = complaintsAbout(desk(budgets))

      expect(told)
        .to.include(complaint)
        .and.match(/^desk\.yaml:\d+:\d+ catalogue\.budgets\./)
      expect(others).to.be.empty
    })
  }

  it('are compared in the words of the file', () => {
    const voice = createVoices([organisationWords]).in('en')
    const budget = (amount: number) => desk(`a: {name: A, holder: ana, amount: ${amount}, currency: CHF}`)

    expect(
      describeChanges(compareDesks(organisationIn(budget(100)), organisationIn(budget(250.5))), voice),
    ).to.deep.equal(['~ budgets a: amount: CHF 100.00 per year → amount: CHF 250.50 per year'])
  })

  it('of the hotel pay for its teams', () => {
    const organisation = organisationIn(demoFile('desk.yaml'))

    expect([...organisation.budgets.keys()]).to.deep.equal(['house', 'kitchen', 'technology'])
    expect(budgetFor(organisation, ['kitchen'], 'CHF')?.id).to.equal('kitchen')
  })
})
