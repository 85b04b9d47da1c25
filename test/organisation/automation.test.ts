import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import {
  compareDesks,
  describeChanges,
  organisationWords,
  problemText,
  readDesk,
} from '../../src/organisation/index.js'
import { demoFile, organisationIn, smallDesk } from './files.js'

const english = createVoices([organisationWords]).in('en')

const webhook = (more = ''): string =>
  `{webhooks: {doors: {url: 'https://doors.example.org/in', secret: DOORS_SECRET${more}}}}`

/** An item with one task that does itself. */
const desk = (automation: string, run?: string): string =>
  smallDesk({
    automation,
    ...(run === undefined
      ? {}
      : {
          catalogue: `
  categories: {all: All}
  items:
    card:
      name: Card
      category: all
      fields: {plate: {label: Plate}}
      tasks: {make: {what: Make it, team: reception, run: ${run}}}`,
        }),
  })

const complaints = (source: string): readonly string[] => {
  const read = readDesk(source, { settings: ['SLACK_BOT_TOKEN'] })
  return read.kind === 'ok' ? [] : read.problems.map((problem) => `${problem.path}: ${problemText(problem, english)}`)
}

describe('the automation of a desk file', () => {
  it('has webhooks and scripts, with what holds unless it is said', () => {
    const { automation } = organisationIn(
      desk(
        `{webhooks: {doors: {url: 'https://doors.example.org/in', secret: DOORS_SECRET}}, scripts: {card: {file: make-card}}}`,
      ),
    )

    expect(automation.webhooks.get('doors')).to.deep.equal({
      ...{ id: 'doors', url: 'https://doors.example.org/in', secret: 'DOORS_SECRET' },
      ...{ timeout: 10_000, tries: 10, answers: 'now', within: 86_400_000 },
    })
    expect(automation.scripts.get('card')).to.deep.equal({ id: 'card', file: 'make-card', timeout: 60_000 })
  })

  it('is named by tasks, and makes another version of their item', () => {
    const before = organisationIn(desk(webhook(), '{webhook: doors}'))
    const after = organisationIn(desk(webhook(), `{webhook: doors, with: {plate: '{field:plate}', floor: 2}}`))

    expect(after.catalogue.get('card')?.tasks[0]?.run).to.deep.equal({
      webhook: 'doors',
      with: { plate: '{field:plate}', floor: '2' },
    })
    expect(after.catalogue.get('card')?.version).not.to.equal(before.catalogue.get('card')?.version)
    expect(describeChanges(compareDesks(before, after), english).join('\n')).to.include(
      'by webhook doors, plate: {field:plate}, floor: 2',
    )
  })

  it('shows in a difference what it is', () => {
    const changes = compareDesks(organisationIn(desk('{}')), organisationIn(desk(webhook(', answers: callback'))))
    expect(describeChanges(changes, english)).to.deep.equal([
      '+ webhooks doors: url: https://doors.example.org/in; secret: DOORS_SECRET; timeout: 10 s; tries: 10; answers: callback; within: 86400 s',
    ])
  })

  const wrong: readonly (readonly [string, string, string | undefined, RegExp])[] = [
    [
      'a secret itself',
      `{webhooks: {a: {url: 'https://x.org', secret: hunter2}}}`,
      undefined,
      /a\.secret: “hunter2” is not the name of a variable/,
    ],
    [
      'a setting of our own',
      `{webhooks: {a: {url: 'https://x.org', secret: SLACK_BOT_TOKEN}}}`,
      undefined,
      /SLACK_BOT_TOKEN is a setting/,
    ],
    [
      'an address with a password',
      `{webhooks: {a: {url: 'https://me:pw@x.org', secret: A_KEY}}}`,
      undefined,
      /is not an address/,
    ],
    [
      'an address of a file',
      `{webhooks: {a: {url: 'file:///etc/passwd', secret: A_KEY}}}`,
      undefined,
      /is not an address/,
    ],
    [
      'a time that is too long',
      webhook(', timeout: 5m'),
      undefined,
      /“5m” cannot be waited for; more than nothing and at most 1m/,
    ],
    ['no time at all', webhook(', timeout: 0s'), undefined, /“0s” cannot be waited for/],
    ['a script elsewhere', '{scripts: {a: {file: ../../bin/sh}}}', undefined, /is not the name of a script/],
    ['a script in a folder', '{scripts: {a: {file: more/a}}}', undefined, /is not the name of a script/],
    ['a hidden script', '{scripts: {a: {file: .profile}}}', undefined, /is not the name of a script/],
    [
      'a webhook that there is not',
      webhook(),
      '{webhook: door}',
      /run\.webhook: There is no webhook “door” in this file\. Did you mean “doors”/,
    ],
    ['a script that there is not', webhook(), '{script: card}', /There is no script “card”/],
    ['both', webhook(), '{webhook: doors, script: doors}', /exactly one of the two/],
    ['neither', webhook(), '{}', /exactly one of the two/],
    ['arguments of a webhook', webhook(), '{webhook: doors, args: [a]}', /“args” belongs to a script/],
    [
      'a mark that stands for nothing',
      webhook(),
      `{webhook: doors, with: {a: '{field:plat}'}}`,
      /with\.a: \{field:plat\} stands for nothing here.*Did you mean “field:plate”/,
    ],
  ]
  for (const [what, automation, run, says] of wrong) {
    it(`is told where it has ${what}`, () => {
      expect(complaints(desk(automation, run)).join('\n')).to.match(says)
    })
  }

  it('stands in the demo’s file, with nothing that would be called', () => {
    const { automation } = organisationIn(demoFile('desk.yaml'))
    expect(automation.webhooks.size + automation.scripts.size).to.equal(0)
  })
})
