import { expect } from 'chai'
import { type Inn, openInn } from './inn.js'

describe('The console serves calendars', () => {
  let inn: Inn
  beforeEach(async () => {
    inn = await openInn()
    inn.calendars.set('id-secret', 'BEGIN:VCALENDAR')
  })
  afterEach(() => inn.stop())

  it('to programs that know the address and cannot sign in', async () => {
    const response = await fetch(`${inn.url}/calendar/id-secret.ics`)

    expect(await response.text()).to.equal('BEGIN:VCALENDAR')
    expect(response.headers.get('content-type')).to.equal('text/calendar; charset=utf-8')
    expect(response.headers.get('cache-control')).to.equal('private, max-age=300')
  })

  for (const path of ['id-other.ics', 'id-secret', 'id-secret.ics.ics', '.ics', '%2e%2e.ics', 'id-secret.ICS']) {
    it(`and nothing to whoever guesses: ${path}`, async () => {
      const response = await fetch(`${inn.url}/calendar/${path}`)

      expect(response.status).to.equal(404)
      expect(await response.text()).to.not.include('VCALENDAR')
    })
  }
})
