import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { timedJobs, timingIn } from '../../src/jobs.js'
import { compareDesks, describeChanges, organisationWords } from '../../src/organisation/index.js'
import { complaintsAbout, organisationIn, smallDesk } from './files.js'

const english = createVoices([organisationWords]).in('en')
const withJobs = (...lines: readonly string[]): string =>
  smallDesk({ jobs: lines.map((line) => `\n  ${line}`).join('') })
const wrongIn = (...lines: readonly string[]): readonly string[] =>
  complaintsAbout(withJobs(...lines), ['incident'], timedJobs).map((line) => line.replace(/^desk\.yaml:\d+:\d+ /, ''))

describe('the times of jobs in a desk file', () => {
  it('stand in place of those that were declared, each by itself', () => {
    const timing = timingIn(
      organisationIn(withJobs(`prune: { cron: '0 3 * * *' }`, 'follow-groups: { zone: Asia/Tokyo, missed: all }')),
    )

    const declared = { cron: '5 * * * *', missed: 'latest' } as const
    expect(timing({ name: 'prune', ...declared })).to.deep.equal({
      cron: '0 3 * * *',
      zone: 'Europe/Zurich',
      missed: 'latest',
    })
    expect(timing({ name: 'follow-groups', ...declared })).to.deep.equal({
      cron: '5 * * * *',
      zone: 'Asia/Tokyo',
      missed: 'all',
    })
    expect(timing({ name: 'other', ...declared, zone: 'UTC' })).to.deep.equal({ zone: 'UTC', ...declared })
  })

  it('are refused for a job that there is not, and for one that is done every second', () => {
    expect(wrongIn(`prun: { cron: '0 3 * * *' }`, `sla-sweep: { cron: '0 3 * * *' }`)).to.deep.equal([
      'jobs.prun: There is no job “prun” whose times could be set. Did you mean “prune”?',
      'jobs.sla-sweep: There is no job “sla-sweep” whose times could be set.',
    ])
  })

  it('are refused with their line when they are no times, or never come true', () => {
    const [bad, never, zone, missed, key] = complaintsAbout(
      withJobs(
        `prune: { cron: 'at noon' }`,
        `follow-groups: { cron: '0 0 31 2 *' }`,
        'sla-audit: { zone: Europe/Atlantis }',
        'sla-morning: { missed: some }',
        'incident-close-silent: { corn: 0 3 * * * }',
      ),
    )

    const line = smallDesk().split('\n').length
    expect(bad).to.match(
      new RegExp(`^desk\\.yaml:${line + 1}:\\d+ jobs\\.prune\\.cron: “at noon” is not a cron expression`),
    )
    expect(never).to.match(new RegExp(`^desk\\.yaml:${line + 2}:\\d+ .*“0 0 31 2 \\*” never comes true`))
    expect(zone).to.include('“Europe/Atlantis” is not a time zone')
    expect(missed).to.include('“some” is not one of: all, latest, skip')
    expect(key).to.include('corn').and.include('Did you mean “cron”?')
  })

  it('are told among the differences before they are in force', () => {
    const changes = compareDesks(organisationIn(smallDesk()), organisationIn(withJobs(`prune: { cron: '0 3 * * *' }`)))

    expect(describeChanges(changes, english)).to.deep.equal(['+ jobs prune: cron: 0 3 * * *'])
  })
})
