import { expect } from 'chai'
import fc from 'fast-check'
import { minutes } from '../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { inn } from '../builders/inn.js'
import { buttonIn, buttonsOf } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

const yes = 'Yes, that is me'

for (const dialect of dialects) {
  describe(`one person with many accounts (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const guest = () => desk.as('u77', 'talk').whoHas({ name: 'Marcolino' })
    const marco = () => desk.as('marco')
    const codeOf = (text: string): string => /[0-9a-z]{4}-[0-9a-z]{4}/.exec(text)?.[0] ?? ''
    const audited = (kind: string) =>
      desk.store.read.rows<{ subject: string; actor: string; data: string }>(
        'SELECT "subject", "actor", "data" FROM "audit" WHERE "kind" = ? ORDER BY "seq"',
        [kind],
      )
    const report = (title: string, also = '') =>
      guest().types(`/incident report ${title} work:stopped affects:me${also}`)
    /** Marco's code, typed by the guest. */
    const asked = async () => guest().types(`/desk link ${codeOf((await marco().types('/desk link')).text)}`)
    const noticeTo = async (person: string, on: 'chat' | 'talk' = 'chat') => {
      await desk.relayed()
      return desk.directTo(person, on).at(-1)!
    }

    it('is linked once both sides have seen what changes hands and said yes', async () => {
      await report('the boiler is cold')
      const question = await asked()
      expect(question.text)
        .to.include('Is Marcolino the same person as Marco Bernasconi?')
        .and.include('1: INC-1')
        .and.include('agent, team Maintenance')
        .and.include('talk:inn/u77')
      expect((await desk.record('INC-1')).requester).to.not.equal('marco')

      const waits = await guest().presses(question, yes)
      expect(waits.text).to.include('Now the other side is asked')
      expect((await desk.record('INC-1')).requester).to.not.equal('marco')
      const notice = await noticeTo('marco')
      expect(buttonsOf(notice.card)).to.deep.equal([yes, 'No'])
      const done = await marco().presses(notice, yes)

      expect(done.text).to.include('talk:inn/u77 belongs to Marco Bernasconi now').and.include('INC-1')
      expect((await desk.record('INC-1')).requester).to.equal('marco')
      expect((await noticeTo('u77', 'talk')).says).to.include('belongs to Marco Bernasconi now')
      expect((await guest().types('/desk whoami')).text)
        .to.include('agent')
        .and.include('talk:inn/u77\nlinked')
      const [entry] = await audited('account.linked').then((all) => all.slice(-1))
      expect(entry).to.include({ subject: 'talk:inn/u77', actor: 'marco' })
      expect(JSON.parse(entry?.data ?? '{}')).to.include({
        person: 'marco',
        records: 'INC-1',
        gained: 'agent, team:maintenance',
        giver: 'chat:inn/marco',
        taker: 'talk:inn/u77',
      })
    })

    it('asks each side in its own language, also where they type /desk link', async () => {
      const freja = desk.as('freja')
      const code = codeOf((await freja.types('/desk link')).text)
      await guest().presses(await guest().types(`/desk link ${code}`), yes)

      const here = await freja.types('/desk link')
      expect(here.text).to.include('Er Marcolino den samme person som Freja Holm?')
      expect((await noticeTo('freja')).says).to.equal('Er Marcolino den samme person som Freja Holm?')
      expect((await guest().types('/desk link')).text).to.include('You have said yes.')
      expect((await freja.presses(here, 'Ja, det er mig')).text).to.include('tilhører nu Freja Holm')
    })

    it('keeps the known person when it was the stranger who asked for the code', async () => {
      await report('the boiler is cold')
      const question = await marco().types(`/desk link ${codeOf((await guest().types('/desk link')).text)}`)
      await marco().presses(question, yes)
      const done = await guest().presses(await noticeTo('u77', 'talk'), yes)

      expect(done.text).to.include('belongs to Marco Bernasconi now')
      expect((await desk.record('INC-1')).requester).to.equal('marco')
    })

    it('shows of private records only their number of many, and their names to those who may see them', async () => {
      await report('the boiler is cold')
      await report('somebody follows me')
      await guest().types('/incident private INC-2')

      const seenByMarco = await marco().types(`/desk link ${codeOf((await guest().types('/desk link')).text)}`)
      expect(seenByMarco.text).to.include('2: INC-1').and.include('and 1 more').and.not.include('INC-2')
      await marco().presses(seenByMarco, yes)

      const seenByGuest = await guest().types('/desk link')
      expect(seenByGuest.text).to.include('INC-1').and.include('INC-2').and.not.include('more')
    })

    it('changes nothing when either side says no, and old buttons say so', async () => {
      await report('the boiler is cold')
      const question = await asked()
      await guest().presses(question, yes)
      const notice = await noticeTo('marco')

      expect((await marco().presses(notice, 'No')).text).to.equal('Good: nothing was changed.')
      expect((await noticeTo('u77', 'talk')).says).to.equal('It was refused, and nothing was changed.')
      for (const [who, on] of [[marco(), notice] as const, [guest(), question] as const]) {
        expect((await who.presses(on, yes)).text).to.include('It was refused, and nothing was changed.')
      }
      expect((await desk.record('INC-1')).requester).to.not.equal('marco')
      expect(await audited('account.link_refused')).to.have.lengthOf(1)
    })

    it('answers honestly on buttons that came too late, or twice', async () => {
      const late = await asked()
      desk.clock.forward(minutes(10))
      expect((await guest().presses(late, yes)).text).to.include('This question is too old')

      const question = await asked()
      await guest().presses(question, yes)
      expect((await guest().presses(question, yes)).text).to.include('You have said yes already.')
      const notice = await noticeTo('marco')
      await marco().presses(notice, yes)
      expect((await marco().presses(notice, yes)).text).to.include('linked already')
      expect((await guest().presses(question, 'No')).text).to.include('linked already')
      expect((await audited('account.linked')).filter(({ subject }) => subject === 'talk:inn/u77')).to.have.lengthOf(1)
    })

    it('lets nobody else answer, and refuses to make two people of the desk file one', async () => {
      const question = await asked()
      expect((await desk.as('ana').presses(question, yes)).text).to.include('This question is for somebody else.')

      const code = codeOf((await marco().types('/desk link')).text)
      expect((await desk.as('ana').types(`/desk link ${code}`)).text).to.include(
        'Marco Bernasconi and to Ana Keller, who are two people in the desk file',
      )
    })

    it('goes on after a restart, in the middle of it', async () => {
      const question = await asked()
      const others = dialect === 'postgres' ? await desk.beside() : desk
      await others.as('u77', 'talk').presses(question, yes)
      const notice = await noticeTo('marco')
      await others.as('marco').presses(notice, yes)
      if (others !== desk) await others.close()
      desk.clock.forward(minutes(1))

      expect((await guest().types('/desk whoami')).text).to.include('Marco Bernasconi')
    })

    it('has exactly one outcome, however answers, doubles and the clock meet', async () => {
      let round = 0
      const acts = ['taker yes', 'giver yes', 'taker no', 'giver no', 'time'] as const
      const act = fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 3 })
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 5 }), async (steps) => {
          desk.clock.forward(minutes(10))
          const taker = desk.as(`u${++round}-${dialect}`, 'talk')
          const question = await taker.types(`/desk link ${codeOf((await marco().types('/desk link')).text)}`)
          const { ask = '' } = buttonIn(question.card, yes).args
          const said = (who: typeof taker, answer: string) => who.pressesFor('desk agree', { ask, answer })
          const told: string[] = []
          for (const step of steps) {
            if (step.includes('time')) desk.clock.forward(minutes(10))
            const answers = step
              .filter((one) => one !== 'time')
              .map((one) => said(one.startsWith('taker') ? taker : marco(), one.split(' ')[1] ?? ''))
            told.push(...(await Promise.all(answers)).map(({ text }) => text.split('\n')[0] ?? ''))
          }

          const linked = told.filter((text) => text.includes('belongs to Marco Bernasconi now')).length
          const refused = told.filter((text) => text === 'Good: nothing was changed.').length
          const who = (await taker.types('/desk whoami')).text
          expect(linked + refused).to.be.at.most(1)
          expect(who.includes('Marco Bernasconi')).to.equal(linked === 1)
          const entries = await audited('account.linked')
          expect(entries.filter(({ subject }) => subject === `talk:inn/u${round}-${dialect}`)).to.have.lengthOf(linked)
          const [row] = await desk.store.read.rows<{ state: string }>('SELECT "state" FROM "link_ask" WHERE "id" = ?', [
            ask,
          ])
          expect([row?.state === 'linked', row?.state === 'refused']).to.deep.equal([linked === 1, refused === 1])
        }),
        { numRuns: 40 },
      )
    })
    describe('taken apart again', () => {
      const link = async () => {
        await guest().presses(await asked(), yes)
        await marco().presses(await noticeTo('marco'), yes)
      }

      it('loses its rights at once and leaves the records, after a question', async () => {
        await report('the boiler is cold')
        await link()
        const question = await guest().types('/desk unlink')
        expect(question.text).to.include('Shall talk:inn/u77 no longer belong to Marco Bernasconi?')
        expect((await guest().types('/desk whoami')).text).to.include('agent')

        expect((await guest().presses(question, 'Unlink it')).text).to.include('does not belong to Marco Bernasconi')
        expect((await guest().types('/incident take INC-1')).text).to.include('INC-1')
        expect((await desk.record('INC-1')).requester).to.equal('marco')
        expect((await desk.record('INC-1')).assignee).to.equal(undefined)
        expect((await guest().types('/desk whoami')).text).to.include('none in particular')
        expect((await guest().presses(question, 'Unlink it')).text).to.include('was not linked to you')
      })

      it('is not done to what the desk file lists, nor to the account of another', async () => {
        await link()

        expect((await marco().types('/desk unlink')).text).to.include('stands in the desk file')
        expect((await desk.as('ana').types('/desk unlink account:talk:inn/u77')).text).to.include(
          'was not linked to you',
        )
        expect((await marco().types('/desk unlink account:talk:inn/u77')).text).to.include('Shall talk:inn/u77')
      })

      it('is done by an administrator with a reason, and everybody is told', async () => {
        await link()
        expect((await desk.as('ana').types('/desk detach @marco the phone was lost')).text).to.include(
          'Only an administrator',
        )
        const done = await desk.as('ursina').types('/desk detach @marco the phone was lost')

        expect(done.text).to.include('talk:inn/u77 does not belong to Marco Bernasconi any more')
        expect((await noticeTo('u77', 'talk')).says).to.include('does not belong to Marco Bernasconi')
        expect((await noticeTo('marco')).says).to.include('does not belong to Marco Bernasconi')
        const [entry] = await audited('account.unlinked')
        expect(entry).to.include({ actor: 'ursina', subject: 'talk:inn/u77' })
        expect(entry?.data).to.include('the phone was lost')
      })
    })

    it('is linked by an administrator with a reason, and both are told', async () => {
      await report('the boiler is cold')
      await report('somebody follows me')
      await guest().types('/incident private INC-2')
      expect((await desk.as('ana').types('/desk adopt @talk:inn/u77 @marco seen in person')).text).to.include(
        'Only an administrator',
      )
      const done = await desk.as('ursina').types('/desk adopt @talk:inn/u77 @marco seen in person')

      expect(done.text)
        .to.include('talk:inn/u77 belongs to Marco Bernasconi now')
        .and.include('2: INC-1 and 1 more')
        .and.not.include('INC-2')
      expect((await desk.record('INC-1')).requester).to.equal('marco')
      expect((await noticeTo('u77', 'talk')).says).to.include('belongs to Marco Bernasconi now')
      expect((await noticeTo('marco')).card.blocks).to.deep.include({
        kind: 'quote',
        text: 'seen in person',
        by: ['Done by ', { kind: 'strong', text: 'Ursina Caduff' }],
      })
      const [entry] = (await audited('account.linked')).slice(-1)
      expect(entry).to.include({ actor: 'ursina', subject: 'talk:inn/u77' })
      expect((await desk.as('ursina').types('/desk adopt @ana @marco why not')).text).to.include('two people')
      expect((await desk.as('ursina').types('/desk adopt @marco @talk:inn/u78 no')).text).to.include('There is nobody')
    })

    it('loses all rights at once when an account is deactivated, on old cards too', async () => {
      await guest().types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const card = desk.card('INC-1')
      await marco().does({ kind: 'account', profile: { deactivated: true } })

      expect((await marco().presses(card, 'Take it')).text).to.include(
        'Your account is not active at this desk any more.',
      )
      expect((await desk.record('INC-1')).assignee).to.equal(undefined)
      await desk.relayed()
      expect(desk.directTo('marco')).to.deep.equal([])
    })

    it('may report and no more as a guest of the workspace', async () => {
      await guest().types('/incident report the lift is stuck work:stopped affects:many')
      await marco().does({ kind: 'account', profile: { guest: true } })

      expect((await marco().types('/incident take INC-1')).text).to.include('INC-1')
      expect((await desk.record('INC-1')).assignee).to.equal(undefined)
      await marco().types('/incident report and the boiler is cold work:stopped affects:me')
      expect((await desk.record('INC-2')).requester).to.equal('marco')
    })
  })

  describe(`rights that follow a group of a platform (${dialect})`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      const roles = `
  - {role: agent, to: [team:reception, "group:chat:inn/porters"]}
  - {role: admin, to: ursina}`
      desk = await openDesk({ dialect, file: inn({ roles }) })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('let somebody of the group work, whom nobody has linked, until they leave it', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      const porter = desk.as('porter')
      await porter.types('/desk whoami')
      desk.chat.groups.set('porters', ['porter'])
      await desk.run('follow-groups')

      expect((await porter.types('/desk whoami')).text).to.include('agent (a group of this account)')
      await porter.types('/incident take INC-1')
      expect((await desk.record('INC-1')).state).to.equal('in progress')
      expect((await desk.as('ana').types('/incident assign INC-1 @chat:inn/porter')).text).to.not.include('cannot')

      desk.chat.groups.set('porters', [])
      desk.clock.forward(minutes(1))
      await porter.does({
        kind: 'group',
        group: { platform: 'chat', workspace: 'inn', group: 'porters' },
        joined: [],
        left: [porter.account],
      })
      expect((await porter.types('/incident resolve INC-1 code:fixed oiled it')).text).to.include('INC-1')
      expect((await desk.record('INC-1')).state).to.equal('in progress')
    })

    it('say on whoami which group lends them, and what is linked shares them', async () => {
      desk.chat.groups.set('porters', ['emily'])
      await desk.run('follow-groups')

      expect((await desk.as('emily', 'talk').types('/desk whoami')).text).to.include('agent (group chat:inn/porters)')
    })
  })
}
