import { expect } from 'chai'
import { hours, minutes, seconds } from '../../../src/kernel/duration.js'
import { type DeskUnderTest, openDesk } from '../../builders/desk.js'
import { buttonsOf, cardText, pageText } from '../../builders/person-at-desk.js'
import { dialects } from '../../builders/store.js'

for (const dialect of dialects) {
  describe(`The ways into the desk on ${dialect}`, () => {
    let desk: DeskUnderTest
    beforeEach(async () => {
      desk = await openDesk({ dialect })
    })
    afterEach(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    it('make an incident of a marked message, for the person who wrote it, with the one who marked it following', async () => {
      const said = await desk.as('emily').says('The bulb is dead\nThe one at the desk', 'lobby', {
        link: 'https://chat.example/lobby/1',
        files: [{ name: 'bulb.jpg' }],
      })
      const marked = await desk.as('ana').reacts(said.message)

      expect(marked.text).to.include('INC-1')
      const record = await desk.record('INC-1')
      expect(record).to.include({ title: 'The bulb is dead', requester: 'emily' })
      expect(record.body).to.include('The one at the desk').and.include('bulb.jpg')
      expect(record.details.link).to.equal('https://chat.example/lobby/1')
      await desk.relayed()
      expect(JSON.stringify(desk.card('INC-1').card)).to.include('"url":"https://chat.example/lobby/1"')
      expect(desk.directTo('emily'), 'the requester has a copy of their own').not.to.deep.equal([])
      await desk.as('marco').types('/incident resolve INC-1 replaced a new bulb')
      await desk.relayed()
      expect(
        desk
          .directTo('ana')
          .map(({ says }) => says)
          .join(),
      ).to.include('resolved')
    })

    it('make one incident of one message, however many mark it', async () => {
      const said = await desk.as('emily').says('The bulb is dead', 'lobby')
      const [ana, marco] = [await desk.as('ana').reacts(said.message), await desk.as('marco').reacts(said.message)]

      expect(marco.text).to.equal(ana.text)
      desk.clock.forward(hours(48))
      await desk.run('prune')
      expect((await desk.as('mads').reacts(said.message)).text).to.equal(ana.text)
      expect(await desk.rows('record')).to.equal(1)
    })

    it('tell nobody from outside what a message was made into, though they mark it as well', async () => {
      const said = await desk.as('emily').says('The bulb is dead', 'lobby')
      await desk.as('ana').reacts(said.message)

      const outside = await desk.as('guest-of-others').whoHas({ external: true }).reacts(said.message)

      expect(outside.text).to.include('another organisation').and.not.include('INC-1')
    })

    it('make an incident for a writer whom nobody has met, and for whoever marked what is no person’s', async () => {
      const said = await desk.as('zora').says('The sauna is cold', 'lobby')
      await desk.as('ana').reacts(said.message)
      const alert = await desk.as('zora').says('Disk full on the till', 'lobby')
      const { author: _, ...ofABot } = alert.message
      await desk.as('ana').reacts(ofABot)

      const [first, second] = [await desk.record('INC-1'), await desk.record('INC-2')]
      expect(first.requester).not.to.equal('ana')
      expect(first.origin).to.include({ user: 'zora' })
      expect(second.requester).to.equal('ana')
    })

    it('call those who are mentioned in a report by their names, in its form too', async () => {
      await desk.as('zora').whoHas({ name: 'Zora Blum' }).types('/desk whoami')
      const form = await desk.as('emily').types('/incident report @chat:inn/ana lost her key, ask @chat:inn/zora.')
      expect(form.form.fields.find(({ name }) => name === 'what')).to.include({
        value: '@Ana Keller lost her key, ask @Zora Blum.',
      })

      await desk.as('emily').types('/incident report @chat:inn/stranger lost a key work:goes_on affects:me')
      expect((await desk.record('INC-1')).title).to.equal('@stranger lost a key')
    })

    it('hear no other emoji', async () => {
      const said = await desk.as('emily').says('The bulb is dead', 'lobby')
      await desk.as('ana').reacts(said.message, 'heart')

      expect(await desk.rows('record')).to.equal(0)
    })

    it('take a mark back within ten minutes, and make a new incident when it is set again', async () => {
      const said = await desk.as('emily').says('The bulb is dead', 'lobby')
      await desk.as('ana').reacts(said.message)
      desk.clock.forward(minutes(10))
      const undone = await desk.as('ana').unreacts(said.message)
      await undone.again()

      expect((await desk.record('INC-1')).state).to.equal('cancelled')
      expect(undone.text).to.equal('INC-1 is taken back: it is cancelled.')
      expect((await desk.as('ana').reacts(said.message)).text).to.include('INC-2')
    })

    it('take a mark back in a thread too, where the platform does not tell of the thread', async () => {
      const said = await desk
        .as('emily')
        .says('The bulb is dead', { platform: 'chat', workspace: 'inn', channel: 'lobby', thread: 't1' })
      await desk.as('ana').reacts(said.message)
      const { thread: _, ...address } = said.message.address
      await desk.as('ana').unreacts({ ...said.message, address })

      expect((await desk.record('INC-1')).state).to.equal('cancelled')
    })

    it('do not take it back later, nor for anybody else, and answer the same again', async () => {
      const said = await desk.as('emily').says('The bulb is dead', 'lobby')
      await desk.as('ana').reacts(said.message)
      await desk.as('marco').unreacts(said.message)
      desk.clock.forward(minutes(10) + seconds(1))
      const late = await desk.as('ana').unreacts(said.message)

      expect((await late.again()).reply).to.deep.equal(late.reply)
      expect(late.text).to.include('INC-1 stays as it is')
      expect((await desk.record('INC-1')).state).to.equal('new')
    })

    it('open the form with what a message says, and keep where it stands', async () => {
      const said = await desk.as('emily').says('The lift is stuck', 'lobby', { link: 'https://chat.example/lobby/2' })
      const form = await desk.as('ana').uses('report', said.message)
      const done = await desk.as('ana').fills(form, { work: 'stopped', affects: 'many' })

      expect(done.text).to.include('INC-1')
      expect((await desk.record('INC-1')).details.link).to.equal('https://chat.example/lobby/2')
      expect(await desk.record('INC-1')).to.include({ requester: 'emily', priority: 1 })
      expect((await desk.as('ana').uses('report')).form.command).to.equal('incident report')
    })

    it('hear what is said to the desk by name or directly, also when it begins with a verb', async () => {
      expect((await desk.as('emily').tells('the lift is stuck', 'lobby')).text).to.include('INC-1')
      expect((await desk.as('freja').tells('close the window in the cellar, it rattles')).text).to.include('INC-2')
      expect((await desk.record('INC-2')).title).to.equal('close the window in the cellar, it rattles')
      expect((await desk.as('emily').tells('help')).text).to.include('/incident report')
    })

    it('help whoever calls the desk without a word, and whoever says a form’s title in their language', async () => {
      expect((await desk.as('emily').tells('', 'lobby')).text).to.include('/incident report')
      expect((await desk.as('emily').tells('?')).text).to.include('/incident report')
      expect((await desk.as('freja').tells('Hjælp!')).text).to.include('/incident report')
      expect((await desk.as('emily').tells('', 'D-emily', { files: [{ name: 'leak.jpg' }] })).text).to.include(
        'What is wrong?',
      )
      expect(await desk.rows('record')).to.equal(0)
    })

    it('obey an order that names its record, outside its thread too', async () => {
      await desk.as('emily').tells('the lift is stuck', 'lobby')
      await desk.as('marco').tells('take INC-1, please', 'lobby')
      expect((await desk.record('INC-1')).assignee).to.equal(undefined)

      expect((await desk.as('marco').tells('show INC-1', 'lobby')).text).to.include('the lift is stuck')
      await desk.as('marco').tells('take INC-1', 'lobby')
      await desk.as('marco').tells('resolve inc-1 fixed it moves again', 'lobby')
      expect(await desk.record('INC-1')).to.include({ assignee: 'marco', state: 'resolved' })
    })

    it('take “It works” said to the desk in the thread for the button of that name', async () => {
      await desk.as('freja').tells('elevatoren sidder fast', 'lobby')
      await desk.as('marco').types('/incident resolve INC-1 fixed it moves again')
      await desk.relayed()
      await desk.as('freja').tells('Det virker!', 'INC-1')

      expect((await desk.record('INC-1')).state).to.equal('closed')
    })

    it('mirror edits and deletions into the other threads where the words were carried', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const said = await desk.as('emily').says('second floor', desk.directTo('emily')[0]!.address)
      await desk.relayed()
      const copy = () => cardText(desk.thread('INC-1', 'reception').at(-1)!.card)
      expect(copy()).to.include('second floor')

      await desk.as('emily').edits(said, 'third floor')
      await desk.relayed()
      expect(copy()).to.include('third floor').and.not.include('second')
      await desk.as('emily').deletes(said)
      await desk.relayed()
      expect(copy()).to.include('deleted').and.not.include('floor')
    })

    it('take words with and without a hyphen for the same', async () => {
      await desk.as('emily').types('/incident report no Wi-Fi in the library work:stopped affects:me')

      expect(
        (await desk.as('freja').types('/incident report library wifi gone work:stopped affects:me')).text,
      ).to.include('INC-1')
      expect(await desk.rows('record')).to.equal(1)
    })

    it('offer what looks the same before a report is made, and let it be joined instead', async () => {
      await desk.as('emily').types('/incident report no hot water in the shower work:stopped affects:me')
      const asked = await desk.as('freja').types('/incident report shower without hot water work:stopped affects:me')
      expect(asked.text).to.include('INC-1')
      expect(await desk.rows('record')).to.equal(1)

      const joined = await desk.as('freja').presses(asked, buttonsOf(asked.card)[0]!)
      expect(joined.text).to.include('INC-1')
      await desk.relayed()
      expect(desk.thread('INC-1').map(({ says }) => says)).to.include('Freja Holm is affected too.')

      const anew = await desk.as('freja').presses(asked, buttonsOf(asked.card).at(-1)!)
      expect(anew.text).to.include('INC-2')
    })

    it('offer it in the form, where one was filled in', async () => {
      await desk.as('emily').types('/incident report no hot water in the shower work:stopped affects:me')
      const form = await desk.as('freja').types('/incident report')
      const asked = await desk.as('freja').fills(form, { what: 'No hot water', work: 'stopped', affects: 'me' })
      expect(asked.form.fields[0]).to.include({ name: 'same', kind: 'radio' })

      expect((await desk.as('freja').fills(asked, { same: 'INC-1' })).text).to.include('INC-1')
      expect(await desk.rows('record')).to.equal(1)
    })

    it('keep all that was said until it is reported anew', async () => {
      await desk.as('emily').types('/incident report no hot water in the shower work:stopped affects:me')
      const long = `No hot water in the shower\n${'It has been cold since six. '.repeat(60)}`
      const asked = await desk.as('freja').tells(long)
      const form = await desk.as('freja').presses(asked, buttonsOf(asked.card).at(-1)!)
      await desk.as('freja').fills(form, { work: 'stopped', affects: 'me' })

      expect((await desk.record('INC-2')).body).to.equal(long.trim())
    })

    it('offer no form where none can be opened, but a button and the line to type', async () => {
      const asked = await desk.as('emily').withoutForms().types('/incident report the lift is stuck')

      expect(asked.text).to.include('/incident report')
      expect((await desk.as('emily').presses(asked, 'Report')).form.fields.map(({ name }) => name)).to.include('work')
    })

    it('keep the conversation of the thread, its edits and what was deleted', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const said = await desk.as('emily').says('second floor', 'INC-1', { files: [{ name: 'lift.jpg' }] })
      expect(pageText((await desk.as('ana').page('INC-1'))!))
        .to.include('second floor')
        .and.include('lift.jpg')

      await desk.as('emily').edits(said, 'third floor')
      expect(pageText((await desk.as('ana').page('INC-1'))!))
        .to.include('third floor')
        .and.include('edited')
        .and.not.include('second')

      await desk.as('marco').edits(said, 'nonsense')
      expect(pageText((await desk.as('ana').page('INC-1'))!)).to.include('third floor')

      await desk.as('emily').deletes(said)
      await desk.as('emily').edits(said, 'too late')
      expect(pageText((await desk.as('ana').page('INC-1'))!))
        .to.include('deleted')
        .and.not.include('floor')
        .and.not.include('too late')
    })

    it('keep words once, however they are told', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const said = await desk.as('emily').says('second floor', 'INC-1')
      await said.again()
      await desk.as('emily').does({ ...said.inbound, ids: ['another id'] } as never)

      expect(await desk.rows('remark')).to.equal(1)
    })

    it('act on a record in its thread, since slash commands cannot be typed there', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      await desk.as('ana').tells('take', 'INC-1')
      await desk.as('ana').tells('note I am on my way', 'INC-1')
      await desk.as('ana').tells('assign @Marco', 'INC-1', { words: 'assign @chat:inn/marco' })
      expect((await desk.record('INC-1')).assignee).to.equal('marco')
      await desk.as('marco').tells('resolve fixed by restart', 'INC-1')
      await desk.relayed()

      expect(await desk.record('INC-1')).to.include({ state: 'resolved' })
      expect((await desk.record('INC-1')).details).to.include({ code: 'fixed', resolution: 'by restart' })
      expect(
        desk
          .thread('INC-1')
          .map(({ card }) => cardText(card))
          .join(),
        'what was said there is not repeated',
      ).not.to.include('on my way')
    })

    it('take an answer for an answer, though it begins with a verb', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const mine = desk.directTo('emily').find(({ key }) => key.includes('/card/'))!
      for (const answer of ['take your time', 'close to the window', 'show it to Marco, he knows'])
        await desk.as('emily').tells(answer, mine.address)
      await desk.as('ana').tells('take it, please', 'INC-1')

      expect(await desk.rows('remark')).to.equal(3)
      expect(await desk.record('INC-1')).to.include({ assignee: 'ana' })
    })

    it('keep a message whole, however long it is', async () => {
      const long = `The boiler is cold\n${'It began at six. '.repeat(600)}`.trim()
      await desk.as('emily').tells(long)

      expect((await desk.record('INC-1')).body).to.equal(long)
    })

    it('repeat a note in the record’s own thread when it was written in another one', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.as('freja').types('/incident report no towels left anywhere work:goes_on affects:me')
      await desk.relayed()
      await desk.as('ana').tells('note INC-2 look in the cellar', 'INC-1')
      await desk.relayed()

      expect(
        desk
          .thread('INC-2')
          .map(({ card }) => cardText(card))
          .join(),
      ).to.include('look in the cellar')
    })

    it('do not repeat in somebody’s own thread what they wrote there', async () => {
      await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')
      await desk.relayed()
      const mine = desk.directTo('emily').find(({ key }) => key.includes('/card/'))!
      await desk.as('emily').says('second floor', mine.address)
      await desk.relayed()

      expect(
        desk
          .directTo('emily')
          .map(({ card }) => cardText(card))
          .join(),
      ).not.to.include('second floor')
      expect(
        desk
          .thread('INC-1')
          .map(({ card }) => cardText(card))
          .join(),
      ).to.include('second floor')
    })

    it('let a stranger report without any set-up, and refuse people from outside politely', async () => {
      const stranger = desk.as('nobody-knows').whoHas({ name: 'Liv', language: 'da-DK' })
      expect((await stranger.types('/incident report lyset er gået work:goes_on affects:me')).text).to.include(
        'INC-1 er meldt',
      )
      const outside = await desk
        .as('guest-of-others')
        .whoHas({ external: true })
        .types('/incident report help work:stopped affects:me')

      expect(outside.text).not.to.include('INC-')
      expect(await desk.rows('record')).to.equal(1)
    })
  })
}
