import { expect } from 'chai'
import { slotsDue } from '../../src/schedule/due.js'
import { cronProblem, timetable } from '../../src/schedule/index.js'

/** The first times after an instant. */
function timesOf(cron: string, zone: string, from: string, most = 4): readonly string[] {
  const times = timetable(cron, zone)
  const found: string[] = []
  for (let at = times.next(new Date(from)); at && found.length < most; at = times.next(at))
    found.push(at.toISOString().slice(5, 16))
  return found
}

const copenhagen = 'Europe/Copenhagen'

describe('A timetable', () => {
  it('speaks of the clock on the wall of its zone', () => {
    expect(timesOf('0 9 * * mon-fri', copenhagen, '2031-01-03T12:00Z', 2)).to.deep.equal(['01-06T08:00', '01-07T08:00'])
    expect(timesOf('0 9 * * *', 'Asia/Kathmandu', '2031-01-03T12:00Z', 1)).to.deep.equal(['01-04T03:15'])
  })

  it('does what was due in the hour that does not exist once, right after it', () => {
    const after = '2031-03-29T12:00Z'
    expect(timesOf('30 2 * * *', copenhagen, after, 2)).to.deep.equal(['03-30T01:00', '03-31T00:30'])
    expect(timesOf('*/20 2 * * *', copenhagen, after, 2)).to.deep.equal(['03-30T01:00', '03-31T00:00'])
    expect(timesOf('0 2-3 * * *', copenhagen, after, 2)).to.deep.equal(['03-30T01:00', '03-31T00:00'])
  })

  it('does what is due in the hour that comes twice once', () => {
    const after = '2031-10-25T12:00Z'
    expect(timesOf('30 2 * * *', copenhagen, after, 2)).to.deep.equal(['10-26T00:30', '10-27T01:30'])
    expect(timesOf('*/30 2 * * *', copenhagen, after, 3)).to.deep.equal(['10-26T00:00', '10-26T00:30', '10-27T01:00'])
  })

  it('goes by the time that passes where every hour is meant, and leaves no hour out', () => {
    const spring = ['03-30T00:30', '03-30T01:00', '03-30T01:30', '03-30T02:00']
    expect(timesOf('*/30 * * * *', copenhagen, '2031-03-30T00:00Z')).to.deep.equal(spring)
    const autumn = ['10-26T00:00', '10-26T00:30', '10-26T01:00', '10-26T01:30']
    expect(timesOf('*/30 * * * *', copenhagen, '2031-10-25T23:59Z')).to.deep.equal(autumn)
  })

  it('knows its latest time, however long ago', () => {
    const latest = (cron: string, at: string) => timetable(cron, 'UTC').latest(new Date(at))?.toISOString()
    expect(latest('* * * * *', '2031-03-03T09:00:30Z')).to.equal('2031-03-03T09:00:00.000Z')
    expect(latest('0 9 * * *', '2031-03-03T09:00:00Z')).to.equal('2031-03-03T09:00:00.000Z')
    expect(latest('0 9 * * *', '2031-03-03T08:59:59Z')).to.equal('2031-03-02T09:00:00.000Z')
    expect(latest('0 0 1 1 *', '2031-12-31T23:59:00Z')).to.equal('2031-01-01T00:00:00.000Z')
    expect(latest('0 0 29 2 *', '2031-12-31T23:59:00Z')).to.equal('2028-02-29T00:00:00.000Z')
  })

  it('is refused when it is none, never fires, or its zone does not exist', () => {
    const wrong = [
      '',
      'soon',
      '* * * *',
      '0 0 * * * *',
      '60 * * * *',
      '* * 0 * *',
      '2031-01-01T00:00',
      '@reboot',
      '5/0 * * * *',
    ]
    for (const cron of wrong) expect(cronProblem(cron), cron).to.equal('bad_cron')
    for (const cron of ['0 0 31 2 *', '0 0 30 2 *', '0 0 31 4,6 *'])
      expect(cronProblem(cron), cron).to.equal('never_fires')
    expect(cronProblem('* * * * *', 'Europe/Atlantis')).to.equal('bad_zone')
    for (const cron of ['0 0 29 2 *', '@daily', '0 0 * * 7', '*/7 1-5 * jan sun'])
      expect(cronProblem(cron), cron).to.equal(undefined)
  })
})

describe('What is due', () => {
  const hourly = timetable('0 * * * *', 'UTC')
  const at = (time: string) => new Date(`2031-03-03T${time}Z`)
  const hours = (slots: readonly Date[]) => slots.map((slot) => slot.toISOString().slice(11, 16))

  it('is every missed slot in order, the latest one, or none, as the job wants it', () => {
    const due = (missed: 'all' | 'latest' | 'skip') =>
      hours(slotsDue(hourly, missed, at('05:00:00'), at('08:30:00')).slots)

    expect(due('all')).to.deep.equal(['06:00', '07:00', '08:00'])
    expect(due('latest')).to.deep.equal(['08:00'])
    expect(due('skip')).to.deep.equal([])
  })

  it('is the slot of now, whatever becomes of missed ones', () => {
    expect(hours(slotsDue(hourly, 'skip', at('05:00:00'), at('08:01:59')).slots)).to.deep.equal(['08:00'])
    expect(slotsDue(hourly, 'all', at('08:00:00'), at('08:01:00')).slots).to.deep.equal([])
  })

  it('is nothing old for a job that is new', () => {
    expect(slotsDue(hourly, 'all', undefined, at('08:30:00'))).to.deep.equal({ slots: [], upTo: at('08:00:00') })
    expect(hours(slotsDue(hourly, 'all', undefined, at('08:00:01')).slots)).to.deep.equal(['08:00'])
  })

  it('is cut to the newest hundred, and says from where on', () => {
    const { slots, cut } = slotsDue(timetable('* * * * *', 'UTC'), 'all', at('01:00:00'), at('08:30:00'))

    expect(slots).to.have.lengthOf(100)
    expect(hours([...slots.slice(0, 1), ...slots.slice(-1)])).to.deep.equal(['06:51', '08:30'])
    expect(cut).to.deep.equal(at('06:51:00'))
  })
})
