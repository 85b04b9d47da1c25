import { expect } from 'chai'
import { commands } from '../../commands/index.js'
import { voices } from '../../src/assemble.js'
import { wordsOf } from '../../src/chat/command.js'
import { languages } from '../../src/chat/language.js'
import { Outage } from '../../src/kernel/errors.js'
import { type DeskUnderTest, openDesk } from '../builders/desk.js'
import { cardText } from '../builders/person-at-desk.js'
import { dialects } from '../builders/store.js'

for (const dialect of dialects) {
  describe(`What people type, press and fill in on ${dialect}`, () => {
    let desk: DeskUnderTest
    before(async () => {
      desk = await openDesk({ dialect })
      await desk.as('emily').types('/incident report tap drips all night service:bathrooms work:hampered affects:me')
      await desk.relayed()
    })
    after(async () => {
      await desk.close()
      expect(desk.faults).to.deep.equal([])
    })

    /** Everything that a wrong input must leave as it was. */
    const everything = async () => {
      const tables = ['record', 'timeline', 'remark', 'audit', 'outbox', 'counter', 'record_member', 'record_link']
      return Promise.all([desk.record('INC-1'), ...tables.map((table) => desk.rows(table))])
    }

    it('guesses what was meant by two letters in the wrong order, and does nothing', async () => {
      const before = await everything()

      expect((await desk.as('ana').types('/incident tkae INC-1')).text).to.include('/incident take')
      expect(await everything()).to.deep.equal(before)
    })

    it('opens the form of a bare word, and helps with the other', async () => {
      expect((await desk.as('emily').types('/incident')).form.command).to.equal('incident report')
      expect((await desk.as('emily').types('/desk')).text).to.include('/incident report')
    })

    it('fills a form with what was typed already', async () => {
      const { form } = await desk.as('emily').types('/incident report mail is down service:heating')
      const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value]))

      expect(values).to.include({ what: 'mail is down', service: 'heating' })
      expect(form.fields.find(({ name }) => name === 'symptom')).to.have.property('options').that.is.not.empty
    })

    it('keeps a form open whose required field is empty, and says so at the field', async () => {
      const form = await desk.as('emily').types('/incident report')
      const sent = await desk.as('emily').fills(form, { what: '', work: 'stopped', affects: 'me' })

      expect(sent.problems).to.have.all.keys('what')
    })

    it('suggests the command that was probably meant', async () => {
      expect((await desk.as('emily').types('/incident reprot the lift')).text).to.include('/incident report')
      expect((await desk.as('emily').types('/desk serach lift')).text).to.include('/desk search')
      expect((await desk.as('emily').types('/incident xyzzy')).text).to.include('/desk help')
    })

    it('answers a button whose command does not exist any more', async () => {
      const answer = await desk.as('ana').pressesFor('incident teleport', { record: 'INC-1' })

      expect(answer.text).to.include('incident teleport')
    })

    it('answers a shortcut that does not exist any more', async () => {
      expect((await desk.as('ana').uses('teleport')).text).to.include('teleport')
    })

    it('completes commands, choices and what the organisation has', async () => {
      const ana = desk.as('ana')
      expect(await ana.completes('', '', 'incident re')).to.include.members(['incident report', 'incident resolve'])
      expect(await ana.completes('incident resolve', 'code', 'fi')).to.deep.equal(['fixed'])
      expect(await ana.completes('incident report', 'service', 'Bath')).to.deep.equal(['bathrooms'])
      expect(await ana.completes('', '', 'incident do')).to.deep.equal([])
    })

    it('helps with all commands, and with one by its whole name', async () => {
      const all = await desk.as('ana').types('/desk help')
      const closer = new Map<string, string>()
      for (const { name, hidden } of commands) {
        const [head = '', verb = ''] = name.split(' ')
        const there = closer.get(head) ?? (await desk.as('ana').picks(all.card, head)).text
        closer.set(head, there)
        if (hidden) expect(there).not.to.include(`/${name} `)
        else expect(there).to.include(`/${name}`)
        if (!hidden)
          expect(all.text)
            .to.include(`/${head}`)
            .and.match(new RegExp(`(^| )${verb}( |$)`, 'm'))
      }
      for (const command of commands.filter(({ hidden }) => !hidden)) {
        const one = (await desk.as('ana').types(`/desk help ${command.name}`)).text
        expect(one).to.include(command.example)
        expect((await desk.as('freja').types(`/desk help ${command.name}`)).text).to.include(command.example)
      }
    })

    it('helps by the verb alone, where it is nobody else’s, and suggests what is near', async () => {
      expect((await desk.as('ana').types('/desk help resolve')).text).to.include('/incident resolve INC-42')
      expect((await desk.as('ana').types('/desk help incident resolv')).text).to.include('/desk help incident resolve')
    })

    it('says who the desk takes somebody for', async () => {
      expect((await desk.as('seraina').types('/desk whoami')).text)
        .to.include('Seraina Flury')
        .and.include('security')
      expect((await desk.as('stranger').types('/desk whoami')).text).to.include('/desk link')
    })

    it('opens from the card’s menu the form of what was picked, asks once more before it hides, and does the rest at once', async () => {
      const { card } = desk.card('INC-1')
      expect((await desk.as('ana').picks(card, 'assign')).form.command).to.equal('incident assign')
      const describe = (await desk.as('ana').picks(card, 'describe')).form
      expect(describe.fields.find(({ name }) => name === 'what')).to.have.property('value', 'tap drips all night')
      expect((await desk.as('ana').picks(card, 'note')).form.command).to.equal('incident note')
      const follow = await desk.as('freja').picks(card, 'watch')
      expect(cardText(follow.card)).to.include('Du følger nu INC-1')
      const hide = await desk.as('seraina').picks(card, 'hide')
      expect((await desk.record('INC-1')).private).to.equal(false)
      await desk.as('seraina').presses(hide, 'Make it private')
      expect((await desk.record('INC-1')).private).to.equal(true)
    })

    const wrong: readonly (readonly [string, string, RegExp, RegExp])[] = [
      ['a number that does not exist', 'incident take INC-999', /INC-999/, /INC-999/],
      ['a number of another kind', 'incident take CHG-1', /CHG-1/, /CHG-1/],
      ['no number at all', 'desk show tap', /./, /./],
      ['a state that forbids it', 'incident confirm INC-1', /./, /./],
      ['a text too long', `incident note INC-1 ${'x'.repeat(3001)}`, /3001.*3000/, /3001.*3000/],
      ['a right that is missing', 'incident take INC-1', /./, /./],
      [
        'a moment that is none',
        'incident describe INC-1 work:stopped affects:me needed:"in 2 months"',
        /in 2 months/,
        /in 2 months/,
      ],
      [
        'a moment that is no day',
        'incident describe INC-1 work:stopped affects:me needed:2031-02-30',
        /2031-02-30/,
        /2031-02-30/,
      ],
      ['a choice that is none', 'incident describe INC-1 work:maybe affects:me', /maybe.*stopped/s, /maybe.*stopped/s],
      [
        'a service that is not there',
        'incident describe INC-1 work:stopped affects:me service:bathroms',
        /bathrooms/,
        /bathrooms/,
      ],
      ['a person who is not there', 'incident assign INC-1 @nobody', /nobody/, /nobody/],
      [
        'words that nothing takes',
        'incident watch INC-1 freja',
        /freja.*\/incident watch/s,
        /freja.*\/incident watch/s,
      ],
      ['words that are only blanks', 'incident note INC-1 text:"  "', /./, /./],
    ]
    for (const [what, words, english, danish] of wrong) {
      it(`answers ${what} with what is wrong and what to do next, in both languages, and changes nothing`, async () => {
        const before = await everything()

        const inEnglish = await desk.as('oliver', 'talk').types(words)
        const inDanish = await desk.as('freja').types(words)

        for (const { reply } of [inEnglish, inDanish]) expect(['whisper', 'form', 'problems']).to.include(reply.kind)
        if (inEnglish.reply.kind === 'whisper') {
          expect(inEnglish.text).to.match(english)
          expect(inDanish.text).to.match(danish).and.not.equal(inEnglish.text)
          expect(inEnglish.card.blocks, 'what to do next').not.to.deep.equal([])
        }
        expect(await everything()).to.deep.equal(before)
      })
    }

    it('answers a malformed form with the sentence at its field', async () => {
      const before = await everything()
      const args = { record: 'INC-1', work: 'stopped', affects: 'me' }
      for (const [field, value] of [
        ['needed', 'soonish'],
        ['service', 'nowhere'],
        ['what', 'x'.repeat(151)],
        ['work', 'perhaps'],
        ['record', 'tap'],
      ] as const) {
        const command = 'incident describe'
        const sent = await desk.as('ana').does({ kind: 'submit', command, args: { ...args, [field]: value } })
        expect(sent.problems, field).to.have.all.keys(field)
      }
      expect(await everything()).to.deep.equal(before)
    })

    it('answers presses that nobody made a button for, and changes nothing', async () => {
      const before = await everything()
      for (const [command, args] of [
        ['desk search', { words: 'tap', before: 'NaN' }],
        ['desk search', { words: 'tap', before: '99999999999999' }],
        ['desk search', { words: 'tap', before: '1e999' }],
        ['incident list', { page: '-5' }],
        ['incident list', { page: '9999' }],
        ['incident do', { record: 'INC-1', verb: 'explode' }],
        ['incident describe', { record: "INC-1'; DROP TABLE record", work: 'stopped', affects: 'me' }],
        ['desk show', { record: 'INC-1\u0000' }],
        ['incident note', { record: 'INC-999999999999', text: 'x' }],
      ] as const) {
        const answer = await desk.as('oliver', 'talk').pressesFor(command, args)
        expect(answer.text, `${command} ${JSON.stringify(args)}`).not.to.include('went wrong')
      }
      expect(await everything()).to.deep.equal(before)
    })

    it('takes whatever a button carries', async () => {
      const args = {
        what: 'a\u0000b',
        details: '\u0000',
        work: 'stopped',
        affects: 'me',
        link: '\u0000x',
        author: '\u0000',
        draft: '\u0000',
      }
      const answer = await desk.as('oliver', 'talk').pressesFor('incident report', args)

      expect(answer.text).to.include('INC-')
      expect((await desk.record(/INC-\d+/.exec(answer.text)![0])).title).to.equal('ab')
    })
  })
}

describe('A mistake of ours', () => {
  it('is a short apology with a word that is in the log, and changes nothing', async () => {
    let broken = false
    const desk = await openDesk({
      dialect: 'sqlite',
      through: (store) => ({
        ...store,
        work: (actor, fn) =>
          store.work(actor, async (work) => {
            const value = await fn(work)
            if (broken) throw new TypeError('undefined is not a function')
            return value
          }),
      }),
    })
    await desk.as('emily').types('/desk whoami')
    broken = true
    const answer = await desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many')

    const [fault] = desk.faults as readonly { readonly fault: string }[]
    expect(answer.text).to.include(fault?.fault).and.not.include('undefined')
    expect(JSON.stringify(desk.faults), 'what people type stays out of the log').not.to.include('lift')
    expect(await desk.rows('record')).to.equal(0)
    broken = false
    expect((await answer.again()).text, 'it may be tried again').to.include('INC-1')
    await desk.close()
  })

  it('is not made of a database that is away: that is left to the platform to bring again', async () => {
    let away = false
    const desk = await openDesk({
      dialect: 'sqlite',
      through: (store) => ({
        ...store,
        work: (actor, fn) => (away ? Promise.reject(new Outage('away')) : store.work(actor, fn)),
      }),
    })
    await desk.as('emily').types('/desk whoami')
    away = true
    const outcome = await Promise.allSettled([
      desk.as('emily').types('/incident report the lift is stuck work:stopped affects:many'),
    ])

    expect(outcome[0].status === 'rejected' && outcome[0].reason).to.be.instanceOf(Outage)
    expect(desk.faults).to.deep.equal([])
    await desk.close()
  })
})

describe('Every command', () => {
  it('has its words in both languages: what it does, its form, its button and every argument', () => {
    for (const language of languages) {
      const voice = voices.in(language)
      for (const command of commands) {
        const key = wordsOf(command)
        for (const one of ['does', 'form', 'submit'])
          expect(voice.has(`${key}.${one}`), `${key}.${one} in ${language}`).to.equal(true)
        for (const [name, argument] of Object.entries(command.takes as Readonly<Record<string, { kind: string }>>)) {
          if (argument.kind === 'carried') continue
          expect(voice.has(`${key}.takes.${name}`), `${key}.takes.${name} in ${language}`).to.equal(true)
        }
      }
    }
  })
})
