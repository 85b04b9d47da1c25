import { expect } from 'chai'
import { minutesFile } from '../../src/meetings/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf, cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

/** Mondays at ten by the clocks of Zurich; the agenda is out at seven. */
const boards = `
  cab:
    name: {en: CAB, da: CAB}
    chair: seraina
    members: [reto, ana]
    channels: [chat:inn/cab]
    meets: {rule: FREQ=WEEKLY;BYDAY=MO, at: "10:00", length: 1h, agenda: 3h}`
const sunday = '2031-03-02T12:00:00Z'
const atSeven = '2031-03-03T06:00:00Z'
const atTen = '2031-03-03T09:00:00Z'

for (const dialect of dialects) {
  describe(`the meetings of a board (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: sunday, file: inn({ boards }) })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const inChannel = () => desk.chat.in('cab')
    const at = async (instant: string) => {
      desk.clock.to(instant)
      await desk.run('cab')
      await desk.relayed()
    }

    const fileOf = async (person: string, name: string) => {
      const viewer = await desk.parts.directory.callerOf(desk.as(person).account, {})
      const file = await minutesFile(desk.parts, viewer, name)
      return file?.kind === 'open' ? new Response(file.body).text() : ''
    }

    it('are told with their days, by the clocks of the board', async () => {
      const { text } = await desk.as('ana').types('/cab next')

      expect(text).to.include('CAB: the next meetings')
      for (const day of ['2031-03-03 09:00', '2031-03-10 09:00', '2031-03-17 09:00']) expect(text).to.include(day)
    })

    it('have their agenda posted at the configured hour, and once', async () => {
      await at('2031-03-03T05:59:00Z')
      expect(inChannel()).to.deep.equal([])

      await at(atSeven)
      await at('2031-03-03T06:01:00Z')

      expect(inChannel()).to.have.lengthOf(1)
      expect(cardText(inChannel()[0]!.card)).to.include('CAB: agenda').and.include('There is nothing on the agenda.')
    })

    it('invite each member directly; who comes and who does not stands in the one message', async () => {
      await at(atSeven)
      const invitation = desk.directTo('reto').at(-1)!
      expect(cardText(invitation.card)).to.include('You are invited: CAB')

      await desk.as('reto').presses(invitation, 'I come')
      await desk.as('ana').types('/cab absent at the dentist')
      await at('2031-03-03T06:02:00Z')

      expect(inChannel()).to.have.lengthOf(1)
      expect(cardText(inChannel()[0]!.card))
        .to.include('Coming: Reto Imhof')
        .and.include('Not coming: Ana Keller (at the dentist)')
    })

    it('are opened by the chair and by nobody else', async () => {
      await at(atSeven)

      expect((await desk.as('reto').types('/cab open')).text).to.include('Only whoever chairs it')
      expect((await desk.as('seraina').types('/cab open')).text).to.include('The meeting is open: CAB.')
      expect((await desk.as('seraina').types('/cab open')).text).to.include('under way already')
      await desk.relayed()
      expect(cardText(inChannel().at(-1)!.card)).to.include('Seraina Flury has opened the meeting')
    })

    it('are no guest’s: they neither come, give work nor read what is said there', async () => {
      await at(atSeven)
      for (const words of ['attend', 'absent in the sauna', 'action @reto what:towels', 'agenda', 'minutes'])
        expect((await desk.as('emily').types(`/cab ${words}`)).text, words).to.include('for those who work here')
      expect((await desk.as('freja').types('/cab attend')).text).to.include('for dem, der arbejder her')
      const given = await desk.as('seraina').types('/cab action @emily what:"Ask the supplier" due:friday')
      expect(given.text).to.include('Emily Carter has no duty here')
      const noted = await desk.as('seraina').types('/cab action @reto what:"Ask the supplier" due:friday')
      expect(noted.text).to.include('Reto Imhof takes it on')
      await at('2031-03-03T06:02:00Z')
      expect(cardText(inChannel()[0]!.card)).not.to.match(/Emily|towels|sauna/)
    })

    it('cannot be opened before their agenda is out', async () => {
      expect((await desk.as('seraina').types('/cab open')).text).to.include('not out yet')
      expect((await desk.as('seraina').types('/cab step')).text).to.include('No meeting is under way')
      expect((await desk.as('ana').types('/cab minutes')).text).to.include('no minutes yet')
    })

    it('end with minutes: who was there, and what is to be done by whom', async () => {
      await at(atSeven)
      await at(atTen)
      await desk.as('seraina').types('/cab open')
      await desk.as('reto').types('/cab attend')
      const noted = await desk.as('seraina').types('/cab action @reto what:"Ask the supplier" due:"2031-03-07 12:00"')
      expect(noted.text).to.include('Reto Imhof takes it on')

      await desk.as('seraina').types('/cab close')
      await desk.relayed()

      const minutes = cardText(inChannel().at(-1)!.card)
      expect(minutes).to.include('CAB: minutes of').and.include('Chair: Seraina Flury')
      expect(minutes).to.include('Present: Reto Imhof, Seraina Flury').and.include('1. Ask the supplier')
      expect((await desk.as('ana').types('/cab minutes')).text).to.include('Ask the supplier')
      const [pdf, md] = [await fileOf('ana', 'minutes-1-en.pdf'), await fileOf('ana', 'minutes-1-da.md')]
      expect(pdf.slice(0, 5)).to.equal('%PDF-')
      expect(md)
        .to.include('# CAB: referat fra 3. mar. 2031')
        .and.include('Ask the supplier')
        .and.include('senest 7. mar')
      expect(await fileOf('emily', 'minutes-1-en.pdf')).to.equal('')
    })

    it('have their minutes written half an hour after their end, where nobody closed them', async () => {
      await at(atSeven)
      await at('2031-03-03T10:29:00Z')
      expect(inChannel()).to.have.lengthOf(1)

      await at('2031-03-03T10:30:00Z')
      await at('2031-03-03T10:31:00Z')

      expect(inChannel()).to.have.lengthOf(2)
      expect(cardText(inChannel()[1]!.card)).to.include('nobody opened the meeting')
    })

    it('carry what was taken on from one to the next, until whoever took it on has done it', async () => {
      await at(atSeven)
      await desk.as('seraina').types('/cab action @reto what:"Ask the supplier"')
      await at('2031-03-03T10:30:00Z')
      await at('2031-03-10T06:00:00Z')
      const agenda = inChannel().at(-1)!
      expect(cardText(agenda.card)).to.include('1. Ask the supplier')

      expect((await desk.as('ana').types('/cab done 1')).text).to.include('Somebody else took that on')
      expect(buttonsOf(agenda.card)).to.include('Done')
      await desk.as('reto').presses(agenda, 'Done')
      expect((await desk.as('reto').types('/cab done 1')).text).to.include('was done before')
      await at('2031-03-10T06:01:00Z')

      expect(cardText(inChannel().at(-1)!.card)).to.not.include('Ask the supplier')
    })

    it('have none, where the desk was down all the time of one', async () => {
      await at('2031-03-04T12:00:00Z')

      expect(inChannel()).to.deep.equal([])
      expect((await desk.as('ana').types('/cab next')).text).to.include('2031-03-10 09:00')
    })

    it('are in Danish for whoever reads Danish', async () => {
      expect((await desk.as('mads').types('/cab dagsorden')).text).to.include('Der er intet på dagsordenen')
      expect((await desk.as('mads').types('/cab åbn')).text).to.include('Det kan kun mødelederen')
    })

    it('say so where no board meets', async () => {
      await desk.apply(inn())

      expect((await desk.as('ana').types('/cab agenda')).text).to.include('No board of this desk meets')
    })
  })
}
