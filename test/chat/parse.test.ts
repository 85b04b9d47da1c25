import { expect } from 'chai'
import fc from 'fast-check'
import { commands } from '../../commands/index.js'
import { voices } from '../../src/assemble.js'
import { createRegistry, type Takes } from '../../src/chat/command.js'
import { parseWords } from '../../src/chat/parse.js'

const registry = createRegistry(commands, voices.in, () => [])

/** What a line was understood as: the command and what it was given. */
function read(words: string): readonly [string, Readonly<Record<string, string>>] {
  const parsed = parseWords(words, registry)
  return parsed.kind === 'command' ? [parsed.command.name, parsed.given] : [`? ${parsed.head} ${parsed.verb}`, {}]
}

describe('A typed line', () => {
  const lines: readonly (readonly [string, readonly [string, Readonly<Record<string, string>>]])[] = [
    ['incident take INC-42', ['incident take', { record: 'INC-42' }]],
    ['Incident TAKE inc-42', ['incident take', { record: 'inc-42' }]],
    ['incident take 42', ['incident take', { record: '42' }]],
    [
      'incident resolve INC-4 fixed changed the hose',
      ['incident resolve', { record: 'INC-4', code: 'fixed', text: 'changed the hose' }],
    ],
    [
      'incident resolve INC-4 code:fixed changed the hose',
      ['incident resolve', { record: 'INC-4', code: 'fixed', text: 'changed the hose' }],
    ],
    [
      'incident resolve code:"fixed" INC-4 changed: the hose',
      ['incident resolve', { record: 'INC-4', code: 'fixed', text: 'changed: the hose' }],
    ],
    ['incident resolve INC-4 changed the hose', ['incident resolve', { record: 'INC-4', text: 'changed the hose' }]],
    [
      'incident report the lift is stuck work:stopped affects:many',
      ['incident report', { what: 'the lift is stuck', work: 'stopped', affects: 'many' }],
    ],
    [
      'incident report needed:"tomorrow 08:00" no hot water',
      ['incident report', { what: 'no hot water', needed: 'tomorrow 08:00' }],
    ],
    [
      'incident report needed:tomorrow 8:00 no hot water',
      ['incident report', { what: 'no hot water', needed: 'tomorrow 8:00' }],
    ],
    [
      'incident report ingen varme needed:i morgen kl. 8.00 work:stopped',
      ['incident report', { what: 'ingen varme', needed: 'i morgen kl. 8.00', work: 'stopped' }],
    ],
    ['incident report no heat needed:in 2 hours', ['incident report', { what: 'no heat', needed: 'in 2 hours' }]],
    ['incident report needed:18:30 two beds', ['incident report', { what: 'two beds', needed: '18:30' }]],
    [
      'incident report see https://example.org/a:b and note: this',
      ['incident report', { what: 'see https://example.org/a:b and note: this' }],
    ],
    ['incident report details:"two\nlines" the lift', ['incident report', { what: 'the lift', details: 'two\nlines' }]],
    ['incident report lyset på værelse 14 🔦 er gået', ['incident report', { what: 'lyset på værelse 14 🔦 er gået' }]],
    [
      'incident assign INC-4 @marco team:"front office"',
      ['incident assign', { record: 'INC-4', to: '@marco', team: 'front office' }],
    ],
    ['incident note INC-4 what:ever it is', ['incident note', { record: 'INC-4', text: 'what:ever it is' }]],
    ['incident note INC-4 one\n\ntwo  three', ['incident note', { record: 'INC-4', text: 'one\n\ntwo  three' }]],
    ['incident report link:https://evil.example x', ['incident report', { what: 'link:https://evil.example x' }]],
    ['desk search shower 204', ['desk search', { words: 'shower 204' }]],
    ['incident rate INC-4 6', ['incident rate', { record: 'INC-4', comment: '6' }]],
    ['incident', ['? incident ', {}]],
    ['incident tkae INC-4', ['? incident tkae', {}]],
    ['', ['?  ', {}]],
  ]
  for (const [typed, expected] of lines) {
    it(`“${typed.replaceAll('\n', '⏎')}” is understood`, () => {
      expect(read(typed)).to.deep.equal(expected)
    })
  }

  it('never loses a word, whatever is typed behind a report', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (typed) => {
        const [name, given] = read(`incident report ${typed}`)
        if (name !== 'incident report') return
        const kept = Object.values(given).join(' ')
        for (const word of typed.match(/[\p{L}\p{N}]+/gu) ?? []) {
          const isName = Object.hasOwn(commandTakes('incident report'), word)
          if (!isName) expect(kept).to.include(word)
        }
      }),
    )
  })
})

const commandTakes = (name: string): Takes => registry.find(name)?.takes ?? {}

describe('Words that no argument takes', () => {
  for (const [typed, left] of [
    ['incident take INC-4 now', 'now'],
    ['incident link INC-4 duplicate INC-2', 'duplicate INC-2'],
    ['incident watch INC-4 freja', 'freja'],
    ['incident resolve INC-4 fixed all of it', ''],
  ] as const) {
    it(`of “${typed}” are “${left}”`, () => {
      expect(parseWords(typed, registry)).to.have.property('left', left)
    })
  }
})

describe('The example of every command', () => {
  for (const command of commands.filter(({ hidden }) => !hidden)) {
    it(`“${command.example}” is understood as that command, with all that it needs`, () => {
      const [name, given] = read(command.example.replace(/^\//, ''))

      expect(name).to.equal(command.name)
      const needed = Object.entries(command.takes as Takes).filter(([, argument]) => !argument.optional)
      expect(Object.keys(given)).to.include.members(needed.map(([argument]) => argument))
    })
  }
})
