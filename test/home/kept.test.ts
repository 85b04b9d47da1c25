import { expect } from 'chai'
import { days, minutes, seconds } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf, cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const file = (items = '') =>
  inn({
    catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}, staff: Staff, food: {en: Food, da: Mad}}
  items:
    parking: {name: {en: Parking place, da: Parkeringsplads}, category: stay}
    badge: {name: Badge, category: staff, for: team:reception}
    heater: {name: Heater, category: staff, service: heating, approvals: [{by: owner}], for: team:maintenance}
    ${items}`,
  })

for (const dialect of dialects) {
  describe(`pages and panels that are kept up to date on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, file: file(), at: '2031-03-04T09:00:00Z' })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })
    const looks = async (person: string) => {
      await desk.as(person).does({ kind: 'opened' })
      await desk.relayed()
    }
    const homeOf = (person: string) => desk.directTo(person).find(({ key }) => key.startsWith('home/'))
    const later = async (by: number) => {
      desk.clock.forward(by)
      await desk.relayed()
    }

    describe('a home page', () => {
      it('is put up when somebody looks at it, and in their language', async () => {
        await looks('freja')

        expect(desk.chat.asked.at(-1)?.to).to.deep.include({ home: true })
        expect(homeOf('freja')?.says).to.equal('Hej Freja Holm')
        expect(homeOf('emily')).to.equal(undefined)
      })

      it('follows what moves, many moves as one change', async () => {
        await looks('emily')
        await desk.as('emily').types('/incident report the lamp flickers work:hampered affects:me')
        await desk.as('ana').types('/incident take INC-1')
        await desk.as('ana').types('/incident resolve INC-1 fixed a new bulb')
        await desk.relayed()
        expect(cardText(homeOf('emily')?.card as never)).not.to.include('INC-1')

        await later(seconds(3))

        expect(homeOf('emily')?.edits).to.equal(1)
        expect(cardText(homeOf('emily')?.card as never)).to.include('INC-1 the lamp flickers – Does it work?')
        expect(buttonsOf(homeOf('emily')?.card as never)).to.include.members(['It works', 'Not fixed'])
      })

      it('follows votes: those that are asked, and those that are decided by another', async () => {
        await looks('reto')
        await desk.as('marco').types('/request order heater')
        await later(seconds(3))
        expect(cardText(homeOf('reto')?.card as never))
          .to.include('REQ-1')
          .and.include('Your vote is wanted.')

        await desk.as('marco').types('/request cancel REQ-1 not needed')
        await later(seconds(3))
        expect(cardText(homeOf('reto')?.card as never)).not.to.include('REQ-1')
      })

      it('is changed where it stands, however old it is, and not for who has not looked for a fortnight', async () => {
        await looks('emily')
        await later(days(13))
        await desk.as('emily').types('/incident report the lamp flickers work:hampered affects:me')
        await later(seconds(3))
        expect(homeOf('emily')?.edits).to.equal(1)

        await later(days(2))
        await desk.as('emily').types('/incident report the bulb is dark work:hampered affects:me')
        await later(minutes(1))
        expect(homeOf('emily')?.edits).to.equal(1)

        await looks('emily')
        expect(homeOf('emily')?.edits).to.equal(2)
        expect(cardText(homeOf('emily')?.card as never)).to.include('the bulb is dark')
      })

      it('takes a repetition for no second look', async () => {
        const opened = await desk.as('emily').does({ kind: 'opened' })
        await desk.relayed()
        await opened.again()
        await desk.relayed()

        expect(desk.directTo('emily').filter(({ key }) => key.startsWith('home/'))).to.have.lengthOf(1)
      })

      it('shows nothing of a record that the reader may see no longer', async () => {
        await desk.as('ana').types('/incident report money is missing work:stopped affects:many')
        await looks('marco')
        expect(cardText(homeOf('marco')?.card as never)).to.include('INC-1')
        await desk.as('seraina').types('/incident private INC-1')

        await looks('marco')

        expect(cardText(homeOf('marco')?.card as never)).not.to.include('INC-1')
      })
    })

    describe('a panel', () => {
      const panelIn = (channel: string) => desk.chat.in(channel).filter(({ key }) => /panel|edit/.test(key))

      it('is put up by an administrator, pinned, and shows what is for all', async () => {
        expect((await desk.as('ana').types('/desk panel')).text).to.match(/administrators/i)
        const answer = await desk.as('ursina').types('/desk panel', 'lobby')
        await desk.relayed()

        expect(answer.text).to.include('is up to date')
        expect(desk.chat.asked.at(-1)).to.deep.include({ pin: true })
        const [panel] = panelIn('lobby')
        expect(JSON.stringify(panel?.card))
          .to.include('Your stay')
          .and.not.match(/Badge|Staff/)
        expect(buttonsOf(panel?.card as never)).to.deep.equal(['Report a problem', 'Find something', 'My things'])
      })

      it('leads each presser to what is theirs, for their eyes alone', async () => {
        await desk.as('ursina').types('/desk panel', 'lobby')
        await desk.relayed()
        const [panel] = panelIn('lobby')
        if (!panel) throw new Error('there is no panel')

        const mine = await desk.as('freja').presses(panel, 'My things')
        const found = await desk.as('emily').picks(panel, 'stay')
        const form = await desk.as('emily').presses(panel, 'Report a problem')

        expect(mine.reply.kind).to.equal('whisper')
        expect(mine.text).to.include('Hej Freja Holm')
        expect(found.reply.kind).to.equal('whisper')
        expect(found.text).to.include('Parking place')
        expect(form.form.command).to.equal('incident report')
      })

      it('follows the catalogue where it stands, however old it is', async () => {
        await desk.as('ursina').types('/desk panel', 'lobby')
        await desk.relayed()
        await later(days(30))
        await desk.run('panels')
        await later(minutes(1))
        expect(panelIn('lobby')[0]?.edits).to.equal(0)

        await desk.apply(file('lunch: {name: Lunch, category: food}'))
        await desk.run('panels')
        await later(minutes(1))
        await desk.run('panels')
        await later(minutes(1))

        expect(panelIn('lobby')).to.have.lengthOf(1)
        expect(panelIn('lobby')[0]?.edits).to.equal(1)
        expect(JSON.stringify(panelIn('lobby')[0]?.card)).to.include('"label":"Food"')
      })

      it('stays away when somebody has taken it away, until it is asked for again', async () => {
        await desk.as('ursina').types('/desk panel', 'lobby')
        await desk.relayed()
        const [panel] = panelIn('lobby')
        desk.chat.messages.splice(desk.chat.messages.indexOf(panel as never), 1)

        await desk.apply(file('lunch: {name: Lunch, category: food}'))
        await desk.run('panels')
        await later(minutes(1))
        expect(panelIn('lobby')).to.deep.equal([])

        await desk.as('ursina').types('/desk panel', 'lobby')
        await desk.relayed()
        expect(panelIn('lobby')).to.have.lengthOf(1)
        expect(desk.chat.asked.at(-1)).to.deep.include({ pin: true })

        await desk.apply(file())
        await desk.run('panels')
        await later(minutes(1))
        expect(panelIn('lobby')[0]?.edits).to.equal(1)
        expect(desk.directTo('ursina')).to.deep.equal([])
      })

      it('is not put up where nothing can be pinned', async () => {
        const { text } = await desk
          .as('ursina')
          .types('/desk panel', { platform: 'talk', workspace: 'inn', channel: 'lobby' })
        expect(text).to.include('/desk home shows the same')
        expect(await desk.rows('panel')).to.equal(0)
      })
    })
  })
}
