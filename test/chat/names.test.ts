import { expect } from 'chai'
import { commands } from '../../commands/index.js'
import { voices } from '../../src/assemble.js'
import { plainLine } from '../../src/chat/card.js'
import { createRegistry, type Takes } from '../../src/chat/command.js'
import { helpCard } from '../../src/chat/help.js'
import type { Words } from '../../src/chat/language.js'
import { folded, namesOf } from '../../src/chat/names.js'
import { argumentIn, headIn, nameIn, verbIn, withCommands } from '../../src/chat/naming.js'
import { order } from '../../src/chat/order.js'
import { parseWords } from '../../src/chat/parse.js'
import { unknownCommandCard } from '../../src/chat/refusal-card.js'
import { deskWords, linkWords } from '../../src/desk/index.js'
import { peopleWords } from '../../src/people/index.js'
import { practices } from '../../src/practices/index.js'
import { recordsWords } from '../../src/records/index.js'

const registry = createRegistry(commands, voices.in, () => [])
const [en, da] = [voices.in('en'), voices.in('da')]
const open = commands.filter(({ hidden }) => !hidden)
const asked = (takes: Takes) => Object.keys(takes).filter((name) => takes[name]?.kind !== 'carried')

/** Discord: application commands, naming. */
const legal = /^[-_'\p{L}\p{N}]{1,32}$/u

describe('The name of every command', () => {
  for (const command of open) {
    it(`${command.name} is there in both languages, with those of its arguments`, () => {
      const key = `commands.${command.name.replace(' ', '_')}.named`
      const keys = [key, ...asked(command.takes).map((name) => `names.arguments.${name}`)]

      for (const voice of [en, da]) expect(keys.filter((one) => !voice.has(one))).to.deep.equal([])
      expect(nameIn(command.name, en), 'English is what it is declared as').to.equal(command.name)
      for (const name of asked(command.takes)) expect(argumentIn(name, en)).to.equal(name)
    })
  }

  it('is one that Discord takes', () => {
    const all = open.flatMap(({ name, takes }) => [
      headIn(name.split(' ')[0]!, da),
      verbIn(name, da),
      ...asked(takes).map((argument) => argumentIn(argument, da)),
    ])
    expect(all.filter((name) => !legal.test(name) || name !== name.toLowerCase())).to.deep.equal([])
  })

  it('means one thing, in whichever language it is typed and with or without accents', () => {
    for (const command of open) {
      const names = namesOf(registry)
      for (const voice of [en, da]) {
        const [head = '', verb = ''] = nameIn(command.name, voice).split(' ')
        expect(names.command(folded(head), folded(verb))?.name).to.equal(command.name)
        for (const argument of asked(command.takes))
          expect(names.argument(argumentIn(argument, voice), command.takes)).to.equal(argument)
      }
    }
  })
})

describe('A line typed in Danish', () => {
  for (const [typed, name, given] of [
    ['hændelse tag INC-42', 'incident take', { record: 'INC-42' }],
    ['Hændelse LØS INC-4 kode:fixed tekst', 'incident resolve', { record: 'INC-4', code: 'fixed', text: 'tekst' }],
    ['haendelse loes INC-4 fixed ny slange', 'incident resolve', { record: 'INC-4', code: 'fixed', text: 'ny slange' }],
    ['hændelse annuller INC-4 meldt to gange', 'incident cancel', { record: 'INC-4', reason: 'meldt to gange' }],
    [
      'hændelse løs INC-4 udbedret ny slange',
      'incident resolve',
      { record: 'INC-4', code: 'fixed', text: 'ny slange' },
    ],
    [
      'hændelse løs INC-4 kode:"ingen fejl fundet" alt virker',
      'incident resolve',
      { record: 'INC-4', code: 'no_fault_found', text: 'alt virker' },
    ],
    ['hændelse liste løste', 'incident list', { show: 'resolved' }],
    ['incident luk INC-4', 'incident close', { record: 'INC-4' }],
    [
      'hændelse meld senest:i morgen kl. 8.00 arbejde:stopped ingen varme',
      'incident report',
      { needed: 'i morgen kl. 8.00', work: 'stopped', what: 'ingen varme' },
    ],
    ['desk søg bruser 204', 'desk search', { words: 'bruser 204' }],
    [
      'hændelse tildel INC-4 til:@marco team:"front office"',
      'incident assign',
      { record: 'INC-4', to: '@marco', team: 'front office' },
    ],
  ] as const) {
    it(`“${typed}” is understood`, () => {
      const parsed = parseWords(typed, registry)
      expect(parsed.kind === 'command' && [parsed.command.name, parsed.given, parsed.left]).to.deep.equal([
        name,
        given,
        '',
      ])
    })
  }
})

describe('Danish said to the desk in a record’s thread', () => {
  const at = { number: 'INC-4', head: 'incident' }
  const orders: readonly (readonly [string, string])[] = [
    ['løs fixed skiftede slangen', 'incident resolve'],
    ['løs', 'incident resolve'],
    ['løs udbedret skiftede slangen', 'incident resolve'],
    ['luk den, tak', 'incident close'],
    ['tag', 'incident take'],
    ['genåbn det drypper stadig', 'incident reopen'],
    ['vent awaiting_supplier hvornår kommer delen?', 'incident wait'],
    ['tildel @marco', 'incident assign'],
    ['hændelse luk', 'incident close'],
    ['hjælp', 'desk help'],
    ['hjælp løs', 'desk help'],
    ['help incident resolve', 'desk help'],
  ]
  for (const [said, name] of orders) {
    it(`“${said}” is an order`, () => {
      const ordered = order(registry, said, at)
      expect(ordered?.command.name).to.equal(name)
      if (name !== 'desk help') expect(ordered?.given).to.include({ record: 'INC-4' })
    })
  }
  for (const said of [
    'luk vinduet tak',
    'løs forbindelse i stikket',
    'vent lige lidt',
    'vent venligst',
    'tag det roligt',
    'tak',
    'følg op på den i morgen',
    'meld tilbage når I ved mere',
    'privat nummer er 12345678',
    'mine briller er væk',
    'vis mig det',
    'fortsæt bare med det andet',
    'ramt er også værelse 12',
    'bekræft lige tiden',
    'hjælp det løber over',
    'help it is getting worse',
  ]) {
    it(`“${said}” is an answer`, () => {
      expect(order(registry, said, at)).to.equal(undefined)
    })
  }
  for (const said of ['luk vinduet tak', 'løs forbindelse i stikket', 'hændelse på værelse 12', 'vent lige lidt']) {
    it(`“${said}” is a report where there is no record`, () => {
      expect(order(registry, said)).to.equal(undefined)
    })
  }
  it('is an order elsewhere with a record’s number behind the verb, or as one bare word', () => {
    expect(order(registry, 'tag INC-7')?.command.name).to.equal('incident take')
    expect(order(registry, 'hjælp')?.command.name).to.equal('desk help')
  })
})

describe('A Danish verb that was typed wrong', () => {
  it('is answered with the one that is near, and with what was typed', () => {
    const parsed = parseWords('hændelse tildell INC-4', registry)
    if (parsed.kind !== 'unknown') throw new Error('it is known')
    const card = unknownCommandCard(registry, parsed, da)

    expect(plainLine(card.title)).to.include('/hændelse tildell')
    expect(JSON.stringify(card.blocks)).to.include('"local":"hændelse tildel"')
  })
})

describe('A command in our own sentences', () => {
  it('is one that there is', () => {
    const sentences = (tree: Words): readonly string[] =>
      Object.values(tree).flatMap((one) => (typeof one === 'string' ? [one] : sentences(one)))
    const rooms = [deskWords, linkWords, recordsWords, peopleWords, ...practices.map(({ words }) => words)]
    const named = rooms
      .flatMap((room) => [...sentences(room.en), ...sentences(room.da)])
      .flatMap((sentence) => sentence.match(/(?<![\p{L}\p{N}/])\/(?:incident|desk) [a-z]+/gu) ?? [])

    expect(named).not.to.deep.equal([])
    expect(named.filter((one) => !registry.find(one.slice(1)))).to.deep.equal([])
  })

  it('is a piece that knows both of its names', () => {
    expect(withCommands('Prøv /incident report, and/or x y.', da)).to.deep.equal([
      'Prøv ',
      { kind: 'command', name: 'incident report', local: 'hændelse meld' },
      ', and/or x y.',
    ])
  })

  it('stands in the help by its Danish name, which the help knows, too', () => {
    const whole = JSON.stringify(helpCard(registry, da))
    const heads = new Map(registry.heads.map((head) => [head, JSON.stringify(helpCard(registry, da, head))]))
    for (const { name } of open) {
      const [head = ''] = name.split(' ')
      expect(whole)
        .to.include(`/${headIn(head, da)}`)
        .and.include(verbIn(name, da))
      expect(heads.get(head)).to.include(`"local":"${nameIn(name, da)}"`)
    }

    const one = helpCard(registry, da, 'hændelse løs')
    expect(plainLine(one.title)).to.include('/incident resolve')
    expect(helpCard(registry, da, 'løs').title).to.deep.equal(one.title)
    expect(JSON.stringify(one.blocks)).to.include('kode')
  })
})
