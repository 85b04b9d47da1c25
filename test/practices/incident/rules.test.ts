import { expect } from 'chai'
import { days, hours, seconds } from '../../../src/kernel/duration.js'
import { closeSilent, ranked } from '../../../src/practices/incident/index.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { inn } from '../../builders/inn.js'
import { buttonsOf, cardText, pageText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

const now = new Date('2031-03-03T09:00:00.000Z')

describe('The priority of an incident', () => {
  const matrix = [
    ['many', 'stopped', 1],
    ['many', 'hampered', 2],
    ['many', 'goes_on', 3],
    ['team', 'stopped', 2],
    ['team', 'hampered', 3],
    ['team', 'goes_on', 4],
    ['me', 'stopped', 3],
    ['me', 'hampered', 4],
    ['me', 'goes_on', 5],
  ] as const
  for (const [affects, work, priority] of matrix) {
    it(`is P${priority} when ${affects} are affected and the work is ${work}`, () => {
      expect(ranked({ affects, work }, now).priority).to.equal(priority)
    })
  }

  it('rises by one rank when it is needed within four hours, and no further than the matrix goes', () => {
    const by = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString()

    expect(ranked({ affects: 'me', work: 'hampered', neededBy: by(hours(4)) }, now).priority).to.equal(3)
    expect(ranked({ affects: 'me', work: 'hampered', neededBy: by(hours(4) + 1) }, now).priority).to.equal(4)
    expect(ranked({ affects: 'many', work: 'stopped', neededBy: by(0) }, now).priority).to.equal(1)
  })
})

for (const dialect of dialects) {
  describe(`The rules of incidents on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
      await desk.as('emily').types('/incident report tap drips all night service:bathrooms work:hampered affects:me')
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    const resolve = () => desk.as('ana').types('/incident resolve INC-1 fixed new washer')
    const state = async () => (await desk.record('INC-1')).state

    it('wait for one of four reasons, and shows which', async () => {
      for (const [reason, label] of [
        ['awaiting_user', 'awaiting the user'],
        ['awaiting_supplier', 'awaiting a supplier'],
        ['awaiting_change', 'awaiting a change'],
        ['planned', 'planned for later'],
      ] as const) {
        await desk.as('ana').types(`/incident wait INC-1 ${reason}`)
        expect(await state()).to.equal('pending')
        expect((await desk.as('ana').types('/incident show INC-1')).text).to.include(label)
        await desk.as('ana').types('/incident resume INC-1')
      }
      const form = await desk.as('ana').types('/incident wait INC-1 lunch')
      expect(form.form.fields.map(({ name }) => name)).to.deep.equal(['reason', 'note'])
    })

    it('tell whoever types what was written down by it', async () => {
      expect((await desk.as('reto').types('/incident priority INC-1 1 flood')).text).to.include('not')
      const set = await desk.as('seraina').types('/incident priority INC-1 1 the ceiling below is wet')
      expect(set.text).to.include('Seraina Flury set the priority to P1 – critical.').and.include('the ceiling below')
      const noted = await desk.as('ana').types('/incident note INC-1 audience:team he is a reviewer')
      expect(noted.text).to.include('he is a reviewer')
      const hidden = await desk.as('emily').types('/incident private INC-1')
      expect(hidden.text).to.include('made it private')
    })

    it('ask in the thread whether it works, and take the buttons away once it is answered', async () => {
      await desk.as('ana').types('/incident take INC-1')
      await desk.relayed()
      const last = () => desk.thread('INC-1').at(-1)!
      await resolve()
      await desk.relayed()
      const asked = last()
      expect(cardText(asked.card)).to.include('Does it work?')
      expect(buttonsOf(asked.card)).to.deep.equal(['It works', 'Not fixed'])

      await desk.as('emily').presses(asked, 'It works')
      await desk.relayed()
      const before = desk.thread('INC-1').find(({ key }) => key === asked.key)!
      expect(cardText(before.card)).not.to.include('Does it work?')
      expect(buttonsOf(before.card)).to.deep.equal([])
      const stars = last()
      await desk.as('emily').presses(stars, '★ 4')
      await desk.relayed()
      expect(buttonsOf(desk.thread('INC-1').find(({ key }) => key === stars.key)!.card)).to.deep.equal([])
    })

    it('ask for what is new, with what is known, when nothing but the number is typed', async () => {
      const { form } = await desk.as('emily').types('/incident describe INC-1')
      const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value]))
      expect(values).to.include({ what: 'tap drips all night', work: 'hampered', affects: 'me' })
      expect((await desk.as('ana').types('/incident assign INC-1')).form.fields.map(({ name }) => name)).to.deep.equal([
        'to',
        'team',
      ])
      await desk.as('emily').types('/incident describe INC-1 affects:many')
      expect(await desk.record('INC-1')).to.include({ priority: 2 })
      const nothing = await desk.as('emily').withoutForms().types('/incident describe INC-1')
      expect(nothing.text).to.include('Nothing new')
    })

    it('change only what was touched in the form, whatever others changed since it was opened', async () => {
      const form = await desk.as('emily').types('/incident describe INC-1')
      await desk.as('ana').types('/incident describe INC-1 service:heating affects:many')
      const as = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, String(value ?? '')]))
      await desk.as('emily').fills(form, { ...as, work: 'goes_on' })

      const after = await desk.record('INC-1')
      expect(after).to.include({ service: 'heating' })
      expect(after.details).to.include({ affects: 'many', work: 'goes_on' })
    })

    it('lose nothing of a report that is too long for the form about it', async () => {
      const long = `The boiler is cold\n${'It began at six. '.repeat(400)}`.trim()
      await desk.as('emily').tells(long)
      const form = await desk.as('emily').types('/incident describe INC-2')
      const as = Object.fromEntries(form.form.fields.map(({ name, value }) => [name, String(value ?? '')]))
      expect(as.details).to.equal('')
      await desk.as('emily').fills(form, { ...as, work: 'stopped' })
      expect((await desk.record('INC-2')).body).to.equal(long)

      await desk.as('emily').types('/incident describe INC-2 details:"It smells of oil."')
      expect((await desk.record('INC-2')).body).to.equal(`${long}\n\nIt smells of oil.`)
    })

    it('end the waiting for the requester by their own answer alone', async () => {
      await desk.relayed()
      await desk.as('ana').types('/incident wait INC-1 awaiting_user Which room?')
      await desk.as('marco').says('Is it 22?', 'INC-1')
      expect(await state()).to.equal('pending')
      await desk.as('emily').says('22, yes', 'INC-1')
      expect(await state()).to.equal('in progress')

      await desk.as('ana').types('/incident wait INC-1 awaiting_supplier')
      await desk.as('emily').says('Any news?', 'INC-1')
      expect(await state()).to.equal('pending')
    })

    it('end the waiting for the requester when they answer by a note', async () => {
      await desk.as('ana').types('/incident wait INC-1 awaiting_user Which room?')
      await desk.as('emily').types('/incident note INC-1 room 22')

      expect(await state()).to.equal('in progress')
    })

    it('give work only to those who work here, to a team, or to both', async () => {
      expect((await desk.as('ana').types('/incident assign INC-1 @emily')).text).to.include('Emily Carter')
      expect((await desk.record('INC-1')).assignee).to.equal(undefined)

      await desk.as('ana').types('/incident assign INC-1 @marco team:maintenance')
      expect(await desk.record('INC-1')).to.include({ assignee: 'marco', team: 'maintenance', state: 'in progress' })
      expect((await desk.as('ana').types('/incident assign INC-1 team:maintenance')).text).to.include('already')
      await desk.as('marco').types('/incident assign INC-1 team:reception')
      expect(await desk.record('INC-1'))
        .to.include({ team: 'reception' })
        .and.not.have.property('assignee')
    })

    it('escalate to another team, or tell the managers, and ping who leads', async () => {
      await desk.as('ana').types('/incident escalate INC-1 team:maintenance needs a plumber')
      await desk.relayed()
      expect(await desk.record('INC-1')).to.include({ team: 'maintenance' })
      expect(
        desk
          .thread('INC-1')
          .map(({ card }) => cardText(card))
          .join('\n'),
      )
        .to.include('Reto Imhof')
        .and.include('needs a plumber')
      expect((await desk.as('ana').types('/incident escalate INC-1 team:maintenance again')).text).to.include('already')

      await desk.as('emily').types('/incident escalate INC-1 still nobody here')
      await desk.relayed()
      expect(desk.thread('INC-1').at(-1)!.says).to.include('managers')
      expect(desk.card('INC-1').card && cardText(desk.card('INC-1').card)).to.include('escalated')
    })

    it('tell the service’s owner too when managers are alerted, and who stands above when they alert themselves', async () => {
      await desk.as('emily').types('/incident report the radiators are cold service:heating work:stopped affects:many')
      await desk.as('emily').types('/incident escalate INC-2 nobody comes')
      await desk.as('seraina').types('/incident escalate INC-1 I am alone here')
      await desk.relayed()

      expect(cardText(desk.thread('INC-2').at(-1)!.card)).to.include('Reto Imhof')
      expect(cardText(desk.thread('INC-1').at(-1)!.card))
        .to.include('Ursina Caduff')
        .and.not.include('For Seraina')
    })

    it('let who has the right choose another priority, and only with a reason', async () => {
      expect((await desk.as('ana').types('/incident priority INC-1 2 a wedding party')).text)
        .to.include('may not')
        .and.include('team lead')
      expect(
        (await desk.as('seraina').types('/incident priority INC-1 2')).form.fields.map(({ name }) => name),
      ).to.include('reason')
      await desk.as('seraina').types('/incident priority INC-1 2 a wedding party')
      await desk.relayed()

      expect((await desk.record('INC-1')).priority).to.equal(2)
      expect(desk.thread('INC-1').at(-1)!.says).to.match(/Seraina Flury .* P2 – high\.$/)
      await desk.as('ana').types('/incident describe INC-1 work:stopped affects:many')
      expect((await desk.record('INC-1')).priority, 'what was chosen stays').to.equal(2)
    })

    it('follow new answers with the priority, and a new service without the old symptom', async () => {
      await desk.as('emily').types('/incident describe INC-1 work:stopped affects:many symptom:leak')
      expect((await desk.record('INC-1')).priority).to.equal(1)
      expect((await desk.record('INC-1')).details.symptom).to.equal('leak')

      await desk.as('emily').types('/incident describe INC-1 work:stopped affects:many service:heating')
      expect((await desk.record('INC-1')).details.symptom).to.equal(undefined)
    })

    it('reopen within three working days of the resolution, and no later', async () => {
      await resolve()
      desk.clock.forward(days(3))
      await desk.as('emily').types('/incident reopen INC-1 drips again')
      expect(await state()).to.equal('in progress')

      await resolve()
      desk.clock.forward(days(3) + seconds(1))
      const late = await desk.as('emily').types('/incident reopen INC-1 drips again')
      expect(late.text).to.include('three working days').and.include('/incident report')
      expect(await state()).to.equal('resolved')
    })

    it('ask for a new report, linked to it, where it has come to its end', async () => {
      await resolve()
      await desk.as('emily').types('/incident confirm INC-1')
      const late = await desk.as('emily').types('/incident reopen INC-1 drips again')

      expect(late.text).to.include('closed').and.include('report it anew').and.include('/incident link')
    })

    it('forget the old verdict when it is reopened', async () => {
      await resolve()
      await desk.as('emily').types('/incident rate INC-1 4 quick')
      await desk.as('emily').types('/incident reopen INC-1')

      expect((await desk.record('INC-1')).details).to.not.have.any.keys('rating', 'verdict', 'code', 'resolution')
    })

    it('close after three working days of silence, and not a moment sooner', async () => {
      await resolve()
      desk.clock.forward(days(3) - seconds(1))
      await desk.run('incident-close-silent')
      expect(await state()).to.equal('resolved')

      desk.clock.forward(seconds(60))
      await desk.run('incident-close-silent')
      expect(await state()).to.equal('closed')
      expect((await desk.history('INC-1')).at(-1)).to.include({ kind: 'close', actor: 'desk:incident-close-silent' })
    })

    it('close all that is due in one go, however much of it cannot be closed', async () => {
      for (let n = 2; n <= 60; n++) await desk.as('freja').types(`/incident report item${n} work:goes_on affects:me`)
      await desk.store.work({ kind: 'operator' }, async (work) => {
        const at = desk.clock.now().toISOString()
        await work.run(`UPDATE "record" SET "state" = 'resolved', "resolved_at" = ?`, [at])
        await work.run(`UPDATE "record" SET "details" = '{}' WHERE "id" <= 55`)
      })
      desk.clock.forward(days(4))
      await Promise.allSettled([closeSilent(desk.parts, desk.clock.now())])

      for (const number of ['INC-56', 'INC-60']) expect((await desk.record(number)).state).to.equal('closed')
    })

    it('close the others though one of them cannot be closed', async () => {
      await resolve()
      await desk.as('freja').types('/incident report towels are missing everywhere work:goes_on affects:me')
      await desk.as('ana').types('/incident resolve INC-2 fixed towels')
      await desk.store.work({ kind: 'operator' }, (work) =>
        work.run(`UPDATE "record" SET "details" = '{}' WHERE "number" = 'INC-1'`),
      )
      desk.clock.forward(days(4))
      const outcome = await Promise.allSettled([closeSilent(desk.parts, desk.clock.now())])

      expect(outcome[0].status).to.equal('rejected')
      expect((await desk.record('INC-2')).state).to.equal('closed')
    })

    it('take one to five stars and nothing else, from the requester alone', async () => {
      await resolve()
      for (const stars of ['0', '6', '1.5', '-1', '', 'five', '٣', '★']) {
        await desk.as('emily').pressesFor('incident rate', { record: 'INC-1', stars })
        expect((await desk.record('INC-1')).details.rating, stars).to.equal(undefined)
      }
      expect((await desk.as('ana').types('/incident rate INC-1 5')).text)
        .to.include('may not')
        .and.include('the one who reported it')
      for (const stars of [1, 2, 3, 4, 5]) {
        await desk.as('emily').types(`/incident rate INC-1 ${stars}`)
        expect((await desk.record('INC-1')).details.rating).to.equal(stars)
      }
    })

    it('send milestones to those who follow, once, and nothing after they stop', async () => {
      const oliver = desk.as('oliver', 'talk')
      expect((await oliver.types('/incident watch INC-1')).text).to.include('You follow')
      await desk.as('ana').types('/incident note INC-1 only a note')
      await desk.as('ana').types('/incident workaround INC-1 use the other tap')
      await desk.relayed()
      expect(desk.directTo('oliver', 'talk').map(({ says }) => says)).to.deep.equal(['Ana Keller noted a workaround.'])

      expect((await oliver.types('/incident watch INC-1 watching:off')).text).to.include('any more')
      await resolve()
      await desk.relayed()
      expect(desk.directTo('oliver', 'talk')).to.have.lengthOf(1)
    })

    it('let those who work on it have others follow, and nobody else', async () => {
      expect((await desk.as('freja').types('/incident watch INC-1 @oliver')).text).to.include('må ikke')
      expect((await desk.as('ana').types('/incident watch INC-1 @oliver')).text).to.include('Oliver Grant follows')
    })

    it('link both ways, once, to something else, and by those who work on it', async () => {
      await desk.as('freja').types('/incident report towels are missing everywhere work:goes_on affects:me')
      expect((await desk.as('emily').types('/incident link INC-1 duplicate_of INC-2')).text).to.include('may not')
      await desk.as('ana').types('/incident link INC-1 duplicate_of INC-2')
      await desk.relayed()

      expect(cardText(desk.card('INC-1').card)).to.include('duplicate of INC-2')
      expect(cardText(desk.card('INC-2').card)).to.include('duplicated by INC-1')
      expect((await desk.as('ana').types('/incident link INC-1 duplicate_of INC-2')).text).to.include('already')
      expect((await desk.as('ana').types('/incident link INC-1 duplicate_of INC-1')).text).to.include('itself')
      expect((await desk.as('ana').types('/incident link INC-1 duplicate_of INC-9')).text).to.include('no record INC-9')
    })

    it('take a link away again, where it was made, and tell so', async () => {
      await desk.as('freja').types('/incident report towels are missing everywhere work:goes_on affects:me')
      await desk.as('ana').types('/incident link INC-1 duplicate_of INC-2')
      await desk.relayed()
      expect((await desk.as('emily').types('/incident link INC-1 duplicate_of INC-2 off')).text).to.include('may not')
      await desk.as('ana').types('/incident link INC-1 duplicate_of INC-2 off')
      await desk.relayed()

      for (const number of ['INC-1', 'INC-2']) expect(cardText(desk.card(number).card)).not.to.include('duplicate')
      expect(desk.thread('INC-1').at(-1)?.says).to.include('took a link away').and.include('INC-2')
      expect(pageText((await desk.as('ana').page('INC-1'))!)).to.include('added a link: duplicate of INC-2')
      expect((await desk.as('ana').types('/incident link INC-1 duplicate_of INC-2 off')).text).to.include('not linked')
    })

    it('keep what is for the team from everybody else, in the page, the thread and the search', async () => {
      await desk.as('ana').types('/incident note INC-1 audience:team the guest is known to us')
      await desk.relayed()

      expect(desk.chat.messages.map(({ card }) => cardText(card)).join()).not.to.include('known to us')
      expect(pageText((await desk.as('emily').page('INC-1'))!))
        .not.to.include('known to us')
        .and.not.include('Ana')
      expect((await desk.as('ana').types('/desk search known')).text).not.to.include('INC-1')
      expect(pageText((await desk.as('marco').page('INC-1'))!))
        .to.include('known to us')
        .and.include('for the team only')
      expect((await desk.as('emily').types('/incident note INC-1 audience:team psst')).text).to.include('may not')
    })

    it('cancel while it is open, with a reason, and never after', async () => {
      expect(
        (await desk.as('emily').types('/incident cancel INC-1')).form.fields.map(({ name }) => name),
      ).to.deep.equal(['reason'])
      await desk.as('emily').types('/incident cancel INC-1 it was me')
      expect(await desk.record('INC-1')).to.include({ state: 'cancelled', open: false })
      expect((await desk.as('ana').types('/incident take INC-1')).text)
        .to.include('cancelled')
        .and.include('report it anew')
    })

    it('judge a button by the record as it is now, however old its card', async () => {
      await desk.relayed()
      const old = desk.card('INC-1').card
      await resolve()
      await desk.as('emily').types('/incident confirm INC-1')
      const before = await desk.record('INC-1')
      for (const label of buttonsOf(old)) {
        const answer = await desk.as('ana').presses(old, label)
        if (answer.reply.kind !== 'form') expect(answer.text, label).to.include('closed')
        else
          expect((await desk.as('ana').fills(answer, { reason: 'planned', code: 'fixed', text: 'x' })).text).to.include(
            'closed',
          )
      }
      expect(await desk.record('INC-1')).to.deep.equal(before)
    })

    it('speak Danish with Danish people, on cards of their own, in answers and in refusals', async () => {
      const done = await desk.as('freja').types('/incident report radiatoren er kold work:hampered affects:me')
      expect(done.text).to.include('INC-2 er meldt')
      expect((await desk.as('freja').types('/incident take INC-2')).text).to.include('Du må ikke bruge')
      expect((await desk.as('freja').types('/incident wat')).text).to.match(/[Kk]ommando/)
      await desk.as('ana').types('/incident resolve INC-2 fixed opened the valve')
      await desk.relayed()
      expect(
        desk
          .directTo('freja')
          .map(({ card }) => cardText(card))
          .join('\n'),
      )
        .to.include('løst')
        .and.include('Ana Keller løste den')
      expect(cardText(desk.card('INC-2').card), 'the channel speaks the organisation’s language').to.include('resolved')
      expect(pageText((await desk.as('freja').page('INC-2', 'da'))!)).to.include('Tidslinje')
    })

    it('speak the language that the platform tells, in the form and in the answer alike', async () => {
      const emily = desk.as('emily').whoHas({ language: 'da-DK' })
      expect((await emily.types('/incident report')).form.title).to.equal('Meld et problem')
      expect((await emily.types('/desk mine')).text).to.include('Dine åbne sager')
    })
  })
}

describe('The job that closes what is silent', () => {
  it('closes once when two processes run it at once', async () => {
    const one = await openDesk({ dialect: 'postgres', file: inn() })
    const two = await one.beside()
    await one.as('emily').types('/incident report tap drips all night work:hampered affects:me')
    await one.as('ana').types('/incident resolve INC-1 fixed new washer')
    one.clock.forward(days(4))

    const ran = await Promise.all([one.run('incident-close-silent'), two.run('incident-close-silent')])
    await Promise.all([closeSilent(one.parts, one.clock.now()), closeSilent(two.parts, two.clock.now())])

    expect(ran.sort()).to.deep.equal([false, true])
    expect((await one.history('INC-1')).filter(({ kind }) => kind === 'close')).to.have.lengthOf(1)
    await two.close()
    await one.close()
    expect([...one.faults, ...two.faults]).to.deep.equal([])
  })
})
