import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { compareDesks, describeChanges, isExpired, organisationWords } from '../../src/organisation/index.js'
import { complaintsAbout, demoFile, organisationIn, smallDesk } from './files.js'

const steps = 'implementation: [swap it], back_out: [swap it back]'
const desk = (template: string): string => smallDesk({ templates: `\n  swap: {name: Swap, ${template}}` })
const right = `owner: ana, until: 2027-06-30, reason: It is old, ${steps}`
const templateIn = (template: string) => organisationIn(desk(template)).templates.get('swap')!

describe('the templates of a desk file', () => {
  it('need an owner, a last day, a reason and steps: two of the last ten may go wrong', () => {
    const { edition, ...template } = templateIn(right)

    expect(edition).to.match(/^[0-9a-f]{12}$/)
    expect(template).to.deep.equal({
      id: 'swap',
      name: { en: 'Swap', da: 'Swap' },
      owner: 'ana',
      until: '2027-06-30',
      services: [],
      reason: { en: 'It is old', da: 'It is old' },
      implementation: [{ en: 'swap it', da: 'swap it' }],
      test: [],
      back_out: [{ en: 'swap it back', da: 'swap it back' }],
      failures: { most: 2, of: 10 },
    })
  })

  it('say what they are for, what it costs and who does it', () => {
    const template = templateIn(
      `${right}, services: wifi, items: [Ap-1, type:device], outage: 10, effort: 45, test: [look], implementer: team:reception, failures: 0 of 3`,
    )

    expect(template).to.deep.include({
      services: ['wifi'],
      outage: 10,
      effort: 45,
      implementer: { kind: 'team', id: 'reception' },
      failures: { most: 0, of: 3 },
    })
    expect(template.items).to.deep.equal([
      { kind: 'item', id: 'ap-1' },
      { kind: 'type', id: 'device' },
    ])
  })

  it('are in force to the end of their last day, by the clock of the house', () => {
    const template = { until: '2027-06-30' }

    expect(isExpired(template, 'Europe/Zurich', new Date('2027-06-30T21:59:59Z'))).to.equal(false)
    expect(isExpired(template, 'Europe/Zurich', new Date('2027-06-30T22:00:00Z'))).to.equal(true)
  })

  it('are another edition with another day, other steps or other items, and the same with another name or owner', () => {
    const { edition } = templateIn(right)

    for (const other of [
      right.replace('06-30', '07-31'),
      right.replace('swap it,', 'swap it twice,').replace('[swap it]', '[swap it, look]'),
      `${right}, items: ap-1`,
      `${right}, outage: 5`,
    ])
      expect(templateIn(other).edition, other).not.to.equal(edition)
    expect(templateIn(`${right.replace('owner: ana', 'owner: lukas')}, failures: 3 of 9`).edition).to.equal(edition)
  })

  const wrong: readonly (readonly [string, string, string])[] = [
    ['an owner whom nobody knows', right.replace('ana', 'anna'), 'There is no person “anna” in this file.'],
    ['no owner', `until: 2027-06-30, reason: x, ${steps}`, '“owner” is missing; text is expected.'],
    ['a last day that is none', right.replace('06-30', '06-31'), '“2027-06-31” is not a date'],
    ['no way back', right.replace('[swap it back]', '[]'), 'This is empty; something is expected here.'],
    ['a service that there is not', `${right}, services: [wi-fi]`, 'There is no service “wi-fi” in this file.'],
    ['a type that there is not', `${right}, items: ['type:devise']`, 'There is no type of items “devise”.'],
    ['an item twice', `${right}, items: [ap-1, ap-1]`, '“ap-1” stands here twice'],
    ['a team that there is not', `${right}, implementer: team:garden`, 'There is no team “garden” in this file.'],
    ['a team without its word', `${right}, implementer: reception`, '“reception” is a team; write team:reception.'],
    ['as many failures as there are', `${right}, failures: 10 of 10`, '“10 of 10” does not say how many'],
    ['minutes in words', `${right}, outage: ten`, 'A whole number is expected here.'],
  ]
  for (const [what, template, complaint] of wrong) {
    it(`refuses ${what}, with its line`, () => {
      const [told = '', ...others] = complaintsAbout(desk(template), undefined, undefined, ['device'])

      expect(told).to.include(complaint)
      expect(told).to.match(/^desk\.yaml:\d+:\d+ templates\.swap/)
      expect(others).to.be.empty
    })
  }

  it('are compared in the words of the file', () => {
    const voice = createVoices([organisationWords]).in('en')
    const lines = (before: string, after: string): readonly string[] =>
      describeChanges(compareDesks(organisationIn(before), organisationIn(after)), voice)

    expect(lines(smallDesk(), desk(right))).to.deep.equal([
      '+ templates swap: name: Swap; owner: ana; until: 2027-06-30; reason: It is old; implementation: 1. swap it; back_out: 1. swap it back; failures: 2 of 10',
    ])
    expect(lines(desk(right), desk(right.replace('06-30', '12-31')))).to.deep.equal([
      '~ templates swap: until: 2027-06-30 → until: 2027-12-31',
    ])
  })

  it('of the demo name people, teams, services and items that there are', () => {
    const { templates } = organisationIn(demoFile('desk.yaml'))
    const items = demoFile('configuration.yaml')

    expect([...templates.keys()]).to.deep.equal(['replace-ap', 'reader-battery'])
    for (const { id } of templates.get('replace-ap')?.items ?? []) expect(items).to.match(new RegExp(`^ +${id}:`, 'm'))
  })
})
