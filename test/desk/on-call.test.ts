import { expect } from 'chai'
import { hours, minutes } from '../../src/kernel/duration.js'
import { whoIsOnCall } from '../../src/oncall/index.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonsOf, cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

/** Tuesday; Ana has the week at the reception until Monday, 8:00, and then Mads. Marco has the day in the cellar. */
const tuesday = '2031-03-04T09:00:00Z'
const rotations = `
  night:
    name: {en: Night duty, da: Nattevagt}
    team: reception
    kind: weekly
    zone: UTC
    starts: 2031-03-03
    people: [ana, mads]
  cellar:
    name: {en: Cellar, da: Kælder}
    team: maintenance
    kind: daily
    zone: UTC
    handover: "08:00"
    starts: 2031-03-04
    people: [marco, reto]`
const yes = 'Yes, I will'

for (const dialect of dialects) {
  describe(`who is on call (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect, at: tuesday, file: inn({ rotations }) })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const ana = () => desk.as('ana')
    const mads = () => desk.as('mads')
    const onCall = async (rotation: string, at: string) =>
      (await whoIsOnCall(desk.parts, desk.store.read, rotation, new Date(at))).join()
    const lastTo = async (person: string) => {
      await desk.relayed()
      return desk.directTo(person).at(-1)!
    }
    const audited = (kind: string) =>
      desk.store.read.rows<{ subject: string; actor: string; data: string }>(
        'SELECT "subject", "actor", "data" FROM "audit" WHERE "kind" = ? ORDER BY "seq"',
        [kind],
      )

    it('is told to everybody, with until when and who comes next', async () => {
      const now = await desk.as('emily').types('/oncall')

      expect(now.text)
        .to.include('On call now')
        .and.include('Night duty: Ana Keller')
        .and.include('until 2031-03-10 08:00 UTC · then Mads Kjeldsen, from 2031-03-10 08:00 UTC')
        .and.include('Cellar: Marco Bernasconi')
      expect((await mads().types('/vagt nu vagtplan:night')).text)
        .to.include('Nattevagt: Ana Keller')
        .and.not.include('Kælder')
    })

    it('and when one’s next shift is, somebody’s, or those of a rotation', async () => {
      expect((await mads().types('/oncall next')).text).to.include('2031-03-10 08:00 UTC – 2031-03-17 08:00 UTC')
      expect((await ana().types('/oncall next @mads')).text)
        .to.include('The next shifts of Mads Kjeldsen')
        .and.include('2031-03-10')
      const rotation = (await ana().types('/oncall next rotation:cellar')).text
      expect(rotation).to.include('Marco Bernasconi').and.include('Reto Imhof').and.not.include('Night duty')
      expect((await desk.as('emily').types('/oncall next')).text).to.include('No shifts are to come.')
    })

    it('names the rotation that was probably meant', async () => {
      expect((await ana().types('/oncall now rotation:nihgt')).text).to.include('night')
      expect((await ana().types('/oncall now rotation:kitchen')).text).to.include('night, cellar')
    })

    it('says so where there are no rotations', async () => {
      await desk.apply(inn())

      expect((await ana().types('/oncall now')).text).to.include('This desk has no rotations.')
      expect((await ana().types('/oncall cover @mads')).text).to.include('This desk has no rotations.')
    })

    describe('by a calendar that the lead hands in', () => {
      const calendar = (...shifts: readonly (readonly [who: string, from: string, to: string])[]): string =>
        [
          'BEGIN:VCALENDAR',
          ...shifts.flatMap(([who, from, to]) => [
            ...['BEGIN:VEVENT', `UID:${from}`, `SUMMARY:${who}`, `DTSTART:${from}`, `DTEND:${to}`, 'END:VEVENT'],
          ]),
          'END:VCALENDAR',
          '',
        ].join('\r\n')
      const handsIn = (person: string, text: string) => {
        desk.chat.files.set('f1', text)
        return desk.as(person).does({
          kind: 'command',
          words: 'oncall import rotation:night',
          files: { files: [{ name: 'shifts.ics', id: 'f1' }] },
        })
      }
      const shifts = calendar(['Mads Kjeldsen', '20310305T080000Z', '20310306T080000Z'])

      it('holds once the lead has seen what changes and taken it over', async () => {
        const looked = await handsIn('seraina', shifts)
        expect(looked.text).to.include('Night duty: one change').and.include('+ Mads Kjeldsen (instead of Ana Keller)')
        expect(await onCall('night', '2031-03-05T20:00:00Z')).to.equal('ana')
        const done = await desk.as('seraina').presses(looked, 'Take them over')

        expect(done.text).to.include('The shifts are in force: Night duty.')
        expect(await onCall('night', '2031-03-05T20:00:00Z')).to.equal('mads')
        expect((await audited('oncall.imported')).map(({ actor }) => actor)).to.deep.equal(['seraina'])
        expect((await handsIn('seraina', shifts)).text).to.include('Night duty has these shifts already')
        expect((await handsIn('seraina', calendar())).text).to.include('− Mads Kjeldsen')
      })

      it('is refused from others, without a calendar, and once something else came in between', async () => {
        expect((await handsIn('mads', shifts)).text).to.include('lederen af vagtplanens team')
        expect((await handsIn('seraina', 'hello')).text).to.include('That is no calendar file.')
        const looked = await handsIn('seraina', shifts)
        const later = await handsIn('seraina', calendar(['ana', '20310312T080000Z', '20310313T080000Z']))
        await desk.as('seraina').presses(later, 'Take them over')

        expect((await desk.as('seraina').presses(looked, 'Take them over')).text).to.include('taken over meanwhile')
        expect((await desk.as('mads').presses(looked, 'Take them over')).text).to.include('for længe siden')
      })
    })

    describe('standing in', () => {
      it('holds once the other one has said yes, and both and the team hear of it', async () => {
        const sent = await ana().types('/oncall cover @mads from:2031-03-05T18:00Z until:2031-03-06T08:00Z')
        expect(sent.text).to.include('Mads Kjeldsen has been asked to stand in.')
        expect(await onCall('night', '2031-03-05T20:00:00Z')).to.equal('ana')

        const question = await lastTo('mads')
        expect(question.says).to.equal('Ana Keller beder dig om at dække en vagt.')
        const done = await mads().presses(question, 'Ja, det gør jeg')

        expect(done.text).to.include('Aftalt: Mads Kjeldsen har sagt ja til Ana Keller.')
        expect(await onCall('night', '2031-03-05T20:00:00Z')).to.equal('mads')
        expect(await onCall('night', '2031-03-06T08:00:00Z')).to.equal('ana')
        expect((await lastTo('ana')).says).to.equal('Agreed: Mads Kjeldsen has said yes to Ana Keller.')
        expect(desk.chat.in('reception').at(-1)?.says).to.equal('Mads Kjeldsen stands in for Ana Keller.')
        const [asked] = await audited('oncall.asked')
        const [accepted] = await audited('oncall.accepted')
        expect([asked?.actor, accepted?.actor]).to.deep.equal(['ana', 'mads'])
        expect(JSON.parse(accepted?.data ?? '{}')).to.include({
          other: 'mads',
          instead: 'ana',
          from: '2031-03-05T18:00:00.000Z',
        })
      })

      it('without a time is for the shift under way, or the next one', async () => {
        await ana().types('/oncall cover @mads')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')

        expect(await onCall('night', '2031-03-04T09:00:00Z')).to.equal('mads')
        expect((await ana().types('/oncall now rotation:night')).text).to.include('Mads Kjeldsen (for Ana Keller)')
      })

      it('is not agreed by a no, and can be withdrawn before it is', async () => {
        await ana().types('/oncall cover @mads')
        const declined = await lastTo('mads')
        expect((await mads().presses(declined, 'Nej')).text).to.include('har sagt nej')
        expect((await lastTo('ana')).says).to.equal('Mads Kjeldsen has said no. Nothing was changed.')
        expect((await mads().presses(declined, 'Ja, det gør jeg')).text).to.include('sagde nej')

        const sent = await ana().types('/oncall cover @mads')
        const question = await lastTo('mads')
        expect((await ana().presses(sent, 'Withdraw')).text).to.include('Ana Keller has withdrawn the question')
        expect((await lastTo('mads')).says).to.include('har trukket spørgsmålet tilbage')
        expect((await mads().presses(question, 'Ja, det gør jeg')).text).to.include('trak spørgsmålet tilbage')
        expect(await onCall('night', tuesday)).to.equal('ana')
        expect(await audited('oncall.declined')).to.have.lengthOf(1)
        expect(await audited('oncall.withdrawn')).to.have.lengthOf(1)
        expect(await desk.rows('oncall_override')).to.equal(0)
      })

      it('is undone by whose shift it is, from then on, and everybody concerned hears of it', async () => {
        await ana().types('/oncall cover @mads')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')
        const agreed = await lastTo('ana')
        desk.clock.forward(hours(2))
        expect(buttonsOf((await ana().types('/oncall next')).card)).to.include('Undo')
        const done = await ana().presses(agreed, 'Undo')

        expect(done.text).to.include('Ana Keller has the shift again')
        expect(await onCall('night', '2031-03-04T10:30:00Z')).to.equal('mads')
        expect(await onCall('night', '2031-03-04T11:00:00Z')).to.equal('ana')
        expect((await lastTo('mads')).says).to.include('Ana Keller har vagten igen')
        expect(desk.chat.in('reception').at(-1)?.says).to.include('Ana Keller has the shift again')
        expect(await audited('oncall.undone')).to.have.lengthOf(1)
        expect((await ana().presses(agreed, 'Undo')).text).to.include('Nobody stands in there')
        expect((await ana().types('/oncall uncover')).text).to.include('Nobody stands in there')
      })

      it('is given back only to somebody who says yes to that', async () => {
        await ana().types('/oncall cover @mads')
        const answered = await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')
        await mads().presses(answered, 'Giv den tilbage')
        expect(await onCall('night', tuesday)).to.equal('mads')
        expect((await lastTo('ana')).says).to.equal('Mads Kjeldsen asks you to stand in.')

        await ana().presses(await lastTo('ana'), yes)

        expect(await onCall('night', tuesday)).to.equal('ana')
      })

      it('is undone by the lead too, not by others, and not once it was passed on', async () => {
        const sent = await ana().types('/oncall cover @mads')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')
        const [{ id: ask = '' } = {}] = await desk.store.read.rows<{ id: string }>('SELECT "id" FROM "oncall_ask"')
        expect((await desk.as('marco').pressesFor('oncall uncover', { ask })).text).to.include(
          'That is between others.',
        )
        expect(buttonsOf((await ana().presses(sent, 'Withdraw')).card)).to.deep.equal(['Undo'])
        await mads().types('/oncall cover @seraina')
        await desk.as('seraina').presses(await lastTo('seraina'), yes)
        expect((await ana().pressesFor('oncall uncover', { ask })).text).to.include('somebody else’s by now')
        expect(await onCall('night', tuesday)).to.equal('seraina')

        await mads().types('/oncall uncover')
        const whose = await mads().types('/oncall next')
        expect(buttonsOf(whose.card)).to.have.lengthOf.greaterThan(0)
      })

      it('waits for an answer in sight of both', async () => {
        await ana().types('/oncall cover @mads')

        const own = await ana().types('/oncall next')
        expect(own.text).to.include('Mads Kjeldsen has been asked to stand in.')
        expect(buttonsOf(own.card)).to.deep.equal(['Withdraw'])
        const theirs = await mads().types('/oncall next')
        expect(buttonsOf(theirs.card)).to.deep.equal(['Ja, det gør jeg', 'Nej'])
        await mads().presses(theirs, 'Ja, det gør jeg')
        expect(await onCall('night', tuesday)).to.equal('mads')
      })

      it('is agreed by one of two who were asked for the same', async () => {
        await ana().types('/oncall cover @mads')
        await ana().types('/oncall cover @seraina')
        const [one, other] = [await lastTo('mads'), await lastTo('seraina')]
        await desk.as('seraina').presses(other, yes)

        expect((await mads().presses(one, 'Ja, det gør jeg')).text).to.include('en anden har vagten nu')
        expect(await onCall('night', tuesday)).to.equal('seraina')
      })

      it('is not agreed any more when the shift is over, and leaves alone what was done before the yes', async () => {
        await ana().types('/oncall cover @mads until:2031-03-04T12:00Z')
        const question = await lastTo('mads')
        desk.clock.forward(hours(2))
        await mads().presses(question, 'Ja, det gør jeg')
        expect(await onCall('night', '2031-03-04T10:59:00Z')).to.equal('ana')
        expect(await onCall('night', '2031-03-04T11:00:00Z')).to.equal('mads')

        desk.clock.to('2031-03-05T09:00:00Z')
        await ana().types('/oncall cover @mads until:2031-03-05T12:00Z')
        const late = await lastTo('mads')
        desk.clock.forward(hours(4))
        expect((await mads().presses(late, 'Ja, det gør jeg')).text).to.include('Det er for sent')
      })

      it('may be asked for by the lead for somebody of the team, who is told', async () => {
        const seraina = desk.as('seraina')
        await seraina.types('/oncall cover @mads instead:@ana')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')

        expect((await lastTo('ana')).says).to.include('Agreed: Mads Kjeldsen has said yes to Seraina Flury')
        expect(await onCall('night', tuesday)).to.equal('mads')
        expect((await desk.as('marco').types('/oncall cover @mads instead:@ana')).text).to.include(
          'Only the lead of the team',
        )
      })

      const refused: readonly (readonly [what: string, words: string, says: string])[] = [
        ['oneself', '@ana', 'Nobody can do that with themselves.'],
        ['a time in the past', '@mads from:2031-03-04T08:00Z', 'That lies in the past.'],
        ['an end in the past', '@mads until:2031-03-04T08:00Z', 'That lies in the past.'],
        [
          'an end before the beginning',
          '@mads from:2031-03-05T08:00Z until:2031-03-05T07:00Z',
          'It would end before it begins.',
        ],
        [
          'a time that is somebody else’s',
          '@seraina from:2031-03-09T08:00Z until:2031-03-11T08:00Z',
          'Ana Keller is not on call all of that time: Night duty.',
        ],
        ['a time before their shift', '@seraina from:2031-03-15T08:00Z', 'Ana Keller is not on call all of that time'],
        [
          'somebody of another team',
          '@marco',
          'Marco Bernasconi is neither in the rotation nor in its team: Night duty.',
        ],
        ['an unknown rotation', '@mads rotation:nigth', 'night'],
        ['a rotation without a shift of theirs', '@mads rotation:cellar', 'neither in the rotation nor in its team'],
      ]
      for (const [what, words, says] of refused) {
        it(`is refused with a sentence: ${what}`, async () => {
          expect((await ana().types(`/oncall cover ${words}`)).text).to.include(says)
          expect(await desk.rows('oncall_ask')).to.equal(0)
        })
      }

      it('asks which rotation is meant where somebody has none of their own', async () => {
        expect((await desk.as('seraina').types('/oncall cover @mads')).text).to.include(
          'Which rotation is meant? There are: night, cellar.',
        )
      })
    })

    it('is whose turn it is again when who stood in has left', async () => {
      await ana().types('/oncall cover @mads')
      await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')
      const people = `
  ana: {name: Ana Keller, accounts: [chat:inn/ana]}
  seraina: {name: Seraina Flury}
  marco: {name: Marco Bernasconi}
  reto: {name: Reto Imhof}
  ursina: {name: Ursina Caduff}`
      const teams = `
  reception: {name: Reception, members: [ana], lead: seraina}
  maintenance: {name: Maintenance, members: [marco], lead: reto}`
      await desk.apply(inn({ people, teams, rotations: rotations.replace('[ana, mads]', '[ana]') }))

      expect(await onCall('night', tuesday)).to.equal('ana')
    })

    it('goes along when the one who stood in turns out to be somebody whom the desk knows', async () => {
      // In the team by a group alone, and under a name of their own.
      const teams = `
  reception: {name: Reception, members: [ana, mads, "group:talk:inn/desk"], lead: seraina}
  maintenance: {name: Maintenance, members: [marco], lead: reto}`
      await desk.apply(inn({ teams, rotations }))
      const helper = desk.as('u77', 'talk').whoHas({ name: 'Helper', groups: ['desk'] })
      await helper.types('/oncall now')
      await ana().types('/oncall cover @talk:inn/u77')
      await desk.relayed()
      await helper.presses(desk.directTo('u77', 'talk').at(-1)!, yes)
      expect(await onCall('night', tuesday)).to.not.equal('ana')

      const code = /[0-9a-z]{4}-[0-9a-z]{4}/.exec((await mads().types('/desk link')).text)?.[0]
      const asked = await helper.types(`/desk link ${code}`)
      await helper.presses(asked, 'Yes, that is me')
      await mads().presses(await lastTo('mads'), 'Ja, det er mig')

      expect(await onCall('night', tuesday)).to.equal('mads')
    })

    describe('exchanging shifts', () => {
      it('gives each the other’s next shift', async () => {
        expect((await ana().types('/oncall swap @mads')).text)
          .to.include('Mads Kjeldsen takes the shift of Ana Keller: 2031-03-17 08:00 UTC – 2031-03-24 08:00 UTC')
          .and.include('Ana Keller takes the shift of Mads Kjeldsen: 2031-03-10 08:00 UTC – 2031-03-17 08:00 UTC')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')

        expect(await onCall('night', '2031-03-11T00:00:00Z')).to.equal('ana')
        expect(await onCall('night', '2031-03-18T00:00:00Z')).to.equal('mads')
        expect(await onCall('night', '2031-03-25T00:00:00Z')).to.equal('mads')
        await desk.relayed()
        expect(desk.chat.in('reception').at(-1)?.says).to.equal('Mads Kjeldsen and Ana Keller have exchanged shifts.')
        expect(await audited('oncall.accepted')).to.have.lengthOf(1)
      })

      it('takes other shifts by times within them', async () => {
        await ana().types('/oncall swap @mads mine:2031-03-05T00:00Z theirs:2031-03-25T00:00Z')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')

        expect(await onCall('night', '2031-03-05T00:00:00Z')).to.equal('mads')
        expect(await onCall('night', '2031-03-26T00:00:00Z')).to.equal('ana')
      })

      const refused: readonly (readonly [what: string, words: string, says: string])[] = [
        ['oneself', '@ana', 'Nobody can do that with themselves.'],
        ['somebody without shifts there', '@seraina', 'Seraina Flury has no shifts to come: Night duty.'],
        ['a time in the past', '@mads mine:2031-03-04T08:00Z', 'That lies in the past.'],
        [
          'a time that is not theirs',
          '@mads theirs:2031-03-20T00:00Z',
          'Mads Kjeldsen is not on call all of that time',
        ],
      ]
      for (const [what, words, says] of refused) {
        it(`is refused with a sentence: ${what}`, async () => {
          expect((await ana().types(`/oncall swap ${words}`)).text).to.include(says)
          expect(await desk.rows('oncall_ask')).to.equal(0)
        })
      }

      it('is nobody else’s to answer', async () => {
        await ana().types('/oncall swap @mads')
        const question = await lastTo('mads')

        expect((await desk.as('marco').presses(question, 'Ja, det gør jeg')).text).to.include('for somebody else')
        expect((await ana().presses(question, 'Ja, det gør jeg')).text).to.include('for somebody else')
      })
    })

    describe('a handover', () => {
      const posts = async (channel = 'reception') => {
        await desk.relayed()
        return desk.chat.in(channel).filter(({ key }) => key.includes('handover/night'))
      }

      it('is posted once with the open work of the team, and calls both', async () => {
        await desk.run('oncall-handover')
        await desk.as('emily').types('/incident report the tap drips service:bathrooms work:goes_on affects:me')
        await desk.as('emily').types('/incident report the boiler is cold service:heating work:stopped affects:many')
        await desk.as('emily').types('/incident report somebody follows me service:bathrooms work:stopped affects:me')
        await desk.as('seraina').types('/incident private INC-3')
        expect(await posts()).to.deep.equal([])

        desk.clock.to('2031-03-10T08:00:00Z')
        await desk.run('oncall-handover')
        desk.clock.forward(minutes(1))
        await desk.run('oncall-handover')

        const [post, ...more] = await posts()
        expect(more).to.deep.equal([])
        expect(cardText(post!.card))
          .to.include('Night duty: the duty passes')
          .and.include('Ana Keller hands over to Mads Kjeldsen, until 2031-03-17 08:00 UTC.')
          .and.include('The team has one open record:')
          .and.include('INC-1 the tap drips')
          .and.not.include('INC-2')
          .and.not.include('INC-3')
        const [who] = post!.card.blocks
        const pinged = who?.kind === 'text' ? who.line.filter((part) => typeof part === 'object') : []
        expect(pinged.filter((part) => part.kind === 'person' && part.ping)).to.have.lengthOf(2)
      })

      it('that nobody was there for is told afterwards, the last one alone', async () => {
        await desk.run('oncall-handover')
        desk.clock.to('2031-03-24T10:00:00Z')
        await desk.run('oncall-handover')

        const told = await posts()
        expect(told).to.have.lengthOf(1)
        expect(cardText(told[0]!.card)).to.include('Ana Keller hands over to Mads Kjeldsen')
      })

      it('is told when somebody stands in, and when they have done so', async () => {
        await desk.run('oncall-handover')
        await ana().types('/oncall cover @mads from:2031-03-05T18:00Z until:2031-03-06T08:00Z')
        await mads().presses(await lastTo('mads'), 'Ja, det gør jeg')
        for (const at of ['2031-03-05T18:00:00Z', '2031-03-06T08:00:00Z']) {
          desk.clock.to(at)
          await desk.run('oncall-handover')
        }

        const told = (await posts()).map(({ card }) => cardText(card))
        expect(told[0]).to.include('Ana Keller hands over to Mads Kjeldsen')
        expect(told[1]).to.include('Mads Kjeldsen hands over to Ana Keller')
      })
    })
  })
}

describe('two processes that hear of on-call at once', () => {
  let desk: DeskUnderTest
  let other: DeskUnderTest
  beforeEach(async () => {
    const file = inn({
      rotations: rotations.replace('people: [ana, mads]', 'people: [ana, mads]\n    escalation: [team lead]'),
    })
    desk = await openDesk({ dialect: 'postgres', at: tuesday, file })
    other = await desk.beside()
  })
  afterEach(async () => {
    await other.close()
    await desk.close()
    expect([...desk.faults, ...other.faults]).to.deep.equal([])
  })

  it('give a shift to one of two who say yes to it at the same moment', async () => {
    const asks: string[] = []
    for (const who of ['mads', 'seraina']) {
      const { card } = await desk.as('ana').types(`/oncall cover @${who}`)
      const press = card.blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []))[0]
      asks.push(press?.kind === 'press' ? (press.press.args.ask ?? '') : '')
    }
    const said = await Promise.all([
      desk.as('mads').pressesFor('oncall answer', { ask: asks[0]!, answer: 'accept' }),
      other.as('seraina').pressesFor('oncall answer', { ask: asks[1]!, answer: 'accept' }),
    ])

    const agreed = said.filter(({ text }) => /^(Agreed|Aftalt)/.test(text))
    expect(agreed).to.have.lengthOf(1)
    expect(await desk.rows('oncall_override')).to.equal(1)
  })

  it('call the next one once, and end a call that is acknowledged meanwhile', async () => {
    await desk.as('emily').types('/incident report the tap drips service:bathrooms work:stopped affects:many')
    await desk.as('seraina').types('/oncall page INC-1')
    desk.clock.forward(minutes(10))
    other.clock.to(desk.clock.now().toISOString())
    await Promise.all([desk.run('oncall-pages'), other.run('oncall-pages')])
    expect((await desk.history('INC-1')).filter(({ kind }) => kind === 'paged')).to.have.lengthOf(2)

    const said = await Promise.all([
      desk.as('ana').types('/oncall acknowledge INC-1'),
      other.as('seraina').types('/oncall acknowledge INC-1'),
      other.as('seraina').types('/incident take INC-1'),
    ])
    expect(said.filter(({ text }) => text.includes('nobody else is called')).length).to.be.at.most(1)
    const [page] = await desk.store.read.rows<{ state: string }>('SELECT "state" FROM "oncall_page"')
    expect(page?.state).to.be.oneOf(['acknowledged', 'cancelled'])
  })

  it('tell a handover once', async () => {
    await desk.run('oncall-handover')
    desk.clock.to('2031-03-10T08:00:00Z')
    other.clock.to('2031-03-10T08:00:00Z')
    await Promise.all([desk.run('oncall-handover'), other.run('oncall-handover')])
    const [row] = await desk.store.read.rows<{ n: string }>(
      `SELECT count(*) AS n FROM "outbox" WHERE "key" LIKE 'oncall/handover/night/%'`,
    )

    expect(Number(row?.n)).to.equal(1)
  })
})
