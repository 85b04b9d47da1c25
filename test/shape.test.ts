import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect } from 'chai'
import { commands } from '../commands/index.js'
import { migrations } from '../migrations/index.js'
import { practiceNames, voices } from '../src/assemble.js'
import type { Takes } from '../src/chat/command.js'
import { wordsOf } from '../src/chat/command.js'
import { languages } from '../src/chat/language.js'
import { parseWords } from '../src/chat/parse.js'
import { root } from '../src/config.js'
import { practices } from '../src/practices/index.js'
import { stateKey, verbKey } from '../src/records/index.js'

/** The house as ARCHITECTURE lays it out, held against the files on disk. */

const files = ['src', 'commands', 'adapters', 'migrations'].flatMap((folder) => walk(join(root, folder)))
const sources = new Map(files.map((file) => [relative(root, file), readFileSync(file, 'utf8')]))

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return walk(path)
    return /\.tsx?$/.test(name) ? [path] : []
  })
}

interface Import {
  readonly from: string
  readonly what: string
  readonly typeOnly: boolean
}

function importsOf(file: string): Import[] {
  const source = sources.get(file) ?? ''
  const found = [...source.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'"]*?\sfrom\s+)?'([^']+)'/gms)]
  return found.map(([, type, what = '']) => ({
    from: file,
    what: what.startsWith('.') ? normalize(join(dirname(file), what)).replace(/\.js$/, '') : what,
    typeOnly: type !== undefined,
  }))
}

/** The room of a file: `src/kernel`, `src/practices/incident`, `adapters/slack`, `commands`, or a file of the root. */
function roomOf(file: string): string {
  const [first = '', second = '', third = ''] = file.split('/')
  if (first === 'src' && second === 'practices' && third.includes('.') === false && third !== '')
    return `src/practices/${third}`
  if (first === 'src' || first === 'adapters')
    return second.includes('.') || file.split('/').length === 2 ? `${first}/` : `${first}/${second}`
  return first
}

const shared = [
  'src/kernel',
  'src/chat',
  'src/store',
  'src/organisation',
  'src/people',
  'src/oncall',
  'src/records',
  'src/notices',
  'src/sla',
  'src/approvals',
  'src/configuration',
  'src/catalogue',
  'src/stock',
  'src/budgets',
  'src/papers',
  'src/pictures',
  'src/automation',
  'src/desk',
]
const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/kernel': [],
  'src/chat': ['src/kernel'],
  'src/store': ['src/kernel'],
  'src/organisation': ['src/kernel', 'src/store', 'src/chat', 'src/schedule'],
  'src/people': ['src/kernel', 'src/store', 'src/chat', 'src/organisation'],
  'src/oncall': ['src/kernel', 'src/store', 'src/chat', 'src/organisation', 'src/people'],
  'src/records': ['src/kernel', 'src/store', 'src/chat', 'src/people'],
  'src/notices': ['src/kernel', 'src/store', 'src/chat', 'src/people', 'src/records'],
  'src/sla': ['src/kernel', 'src/store', 'src/chat', 'src/organisation', 'src/people', 'src/records'],
  'src/configuration': ['src/kernel', 'src/store', 'src/chat', 'src/organisation', 'src/people', 'src/records'],
  'src/papers': ['src/kernel', 'src/chat'],
  'src/catalogue': ['src/kernel', 'src/chat', 'src/organisation', 'src/people', 'src/papers'],
  'src/budgets': ['src/kernel', 'src/store', 'src/chat', 'src/organisation', 'src/people', 'src/records'],
  'src/stock': [
    'src/kernel',
    'src/store',
    'src/chat',
    'src/organisation',
    'src/people',
    'src/records',
    'src/catalogue',
  ],
  'src/forward': [
    'src/kernel',
    'src/store',
    'src/chat',
    'src/organisation',
    'src/people',
    'src/records',
    'src/configuration',
    'src/pictures',
    'src/oncall',
  ],
  'src/approvals': ['src/kernel', 'src/store', 'src/chat', 'src/organisation', 'src/people', 'src/records'],
  'src/pictures': ['src/kernel', 'src/chat'],
  'src/automation': ['src/kernel', 'src/store', 'src/chat', 'src/organisation'],
  'src/desk': [...shared.filter((room) => room !== 'src/desk'), 'src/schedule'],
  'src/schedule': ['src/kernel', 'src/store'],
  'src/meetings': [...shared, 'src/forward', 'src/practices'],
  'src/home': [...shared, 'src/forward'],
  'src/practices': [...shared, 'src/forward'],
  commands: [
    'src/chat',
    'src/kernel',
    'src/practices',
    'src/people',
    'src/oncall',
    'src/records',
    'src/sla',
    'src/configuration',
    'src/catalogue',
    'src/stock',
    'src/budgets',
    'src/pictures',
    'src/forward',
    'src/desk',
    'src/home',
    'src/meetings',
  ],
  migrations: [],
}

const mayImport = (room: string): readonly string[] | undefined => {
  if (room.startsWith('src/practices/')) return [...shared, 'src/forward', 'src/practices']
  if (room.startsWith('adapters/')) return ['src/chat', 'src/kernel']
  return rooms[room]
}

describe('the house', () => {
  it('lets each room import only the rooms that it may', () => {
    const wrong: string[] = []
    for (const file of sources.keys()) {
      const room = roomOf(file)
      const allowed = mayImport(room)
      if (!allowed) continue
      for (const { what } of importsOf(file)) {
        if (!/^(src|commands|adapters|migrations)\//.test(what)) continue
        const target = roomOf(`${what}.ts`)
        if (target === room || allowed.includes(target)) continue
        // A practice may use another one through its index alone; commands too.
        if (
          target.startsWith('src/practices/') &&
          (allowed.includes('src/practices') || room === 'src/practices') &&
          what.endsWith('/index')
        )
          continue
        wrong.push(`${file} imports ${what}`)
      }
    }
    expect(wrong).to.deep.equal([])
  })

  it('has no circle of imports between files', () => {
    const graph = new Map(
      [...sources.keys()].map((file) => [
        file.replace(/\.tsx?$/, ''),
        importsOf(file).filter(({ typeOnly }) => !typeOnly),
      ]),
    )
    const done = new Set<string>()
    const circles: string[] = []
    const visit = (at: string, path: readonly string[]): void => {
      if (path.includes(at)) {
        circles.push([...path.slice(path.indexOf(at)), at].join(' → '))
        return
      }
      if (done.has(at)) return
      for (const { what } of graph.get(at) ?? []) if (graph.has(what)) visit(what, [...path, at])
      done.add(at)
    }
    for (const file of graph.keys()) visit(file, [])
    expect(circles).to.deep.equal([])
  })

  it('keeps TypeORM in the store, the tables, the queries and the migrations', () => {
    const users = [...sources.keys()].filter((file) => importsOf(file).some(({ what }) => what === 'typeorm'))
    const strangers = users.filter((file) => !/^src\/store\/|\/table\.ts$|\/queries\.ts$|^migrations\//.test(file))
    expect(strangers).to.deep.equal([])
  })

  it('loads what draws only in the thread that draws', () => {
    const drawing = /^(echarts|@resvg|dejavu|@hpcc-js)/
    const users = [...sources.keys()].filter((file) => importsOf(file).some(({ what }) => drawing.test(what)))
    expect(users).to.deep.equal(['src/pictures/draw.ts', 'src/pictures/graph.ts'])
    const loaders = [...sources.keys()].filter((file) =>
      importsOf(file).some(({ what }) => what === 'src/pictures/draw' || what === 'src/pictures/graph'),
    )
    expect(loaders).to.deep.equal(['src/pictures/draw.ts', 'src/pictures/drawing-thread.ts'])
    const threads = [...sources.keys()].filter((file) =>
      importsOf(file).some(({ what }) => what === 'src/pictures/drawing-thread'),
    )
    expect(threads).to.deep.equal([])
  })

  it('names no platform in the core', () => {
    const core = [...sources.keys()].filter((file) =>
      /^src\/(kernel|chat|store|people|oncall|records|notices|sla|approvals|automation|configuration|forward|stock|budgets|pictures|desk|schedule|practices)\//.test(
        file,
      ),
    )
    const wrong = core.filter((file) => importsOf(file).some(({ what }) => /@slack|discord\.js|^hono/.test(what)))
    expect(wrong).to.deep.equal([])
  })

  it('takes time, chance and the environment from where they are handed in', () => {
    const allowed = /^src\/(config|kernel\/(clock|ids))\.ts$|^adapters\/web\/client\//
    const wrong = [...sources].flatMap(([file, source]) =>
      allowed.test(file)
        ? []
        : [...source.matchAll(/process\.env|Date\.now\(\)|new Date\(\)|Math\.random/g)].map(
            ([what]) => `${file}: ${what}`,
          ),
    )
    expect(wrong).to.deep.equal([])
  })

  it('keeps every file small enough to be one thing', () => {
    const long = [...sources]
      // Words, and the register of commands, are lists: they grow with what there is.
      .filter(([file]) => !/words\.ts$|\/words\/|^commands\/index\.ts$/.test(file))
      .map(([file, source]) => ({ file, lines: source.split('\n').length }))
      .filter(({ lines }) => lines > 400)
    expect(long).to.deep.equal([])
  })

  it('registers exactly the practices that have a folder', () => {
    const folders = readdirSync(join(root, 'src/practices'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )
    expect([...practiceNames].sort()).to.deep.equal(folders.map(({ name }) => name).sort())
  })

  it('registers exactly the commands that have a file', () => {
    const names = readdirSync(join(root, 'commands')).filter((name) => !/^(index|names|(\w+-)?words)\.ts$/.test(name))
    expect(commands.map(({ name }) => `${name.replaceAll(' ', '-')}.ts`).sort()).to.deep.equal(names.sort())
  })

  it('registers exactly the migrations that have a file, in order', () => {
    const names = readdirSync(join(root, 'migrations'))
      .filter((name) => /^\d+-/.test(name))
      .sort()
    expect(migrations.map(({ name }) => name.replace(/\D+/, ''))).to.deep.equal(names.map((name) => name.split('-')[0]))
  })
})

describe('the words', () => {
  const views = [...sources.keys()].filter((file) =>
    /views\.ts$|-card\.ts$|\/page\.ts$|\/present\.ts$|render-[a-z-]+\.tsx?$|help\.ts$/.test(file),
  )

  it('stand in no view as literals', () => {
    // Names of commands and states, and words of HTML, are no sentences.
    const known = new Set([
      ...commands.map(({ name }) => name),
      ...practices.flatMap(({ life, links }) => [...life.states, ...links]),
      'person called',
      'noopener noreferrer nofollow',
    ])
    const wrong = views.flatMap((file) =>
      (sources.get(file) ?? '')
        .split('\n')
        .filter(
          (line) => !/^\s*(import|export .* from|\*|\/\/|\/\*)/.test(line) && !/throw new Error|unreachable/.test(line),
        )
        .flatMap((line) => [
          ...line
            .replace(/class(?:Name)?="[^"]*"|\/\/.*$/g, '')
            .matchAll(/['"`>](\p{L}[\p{L}’,.…!?–: -]* [\p{L}’,.…!?–: -]*)['"`<]/gu),
        ])
        .filter(([, literal = '']) => !known.has(literal))
        .map(([, literal]) => `${file}: ${literal}`),
    )
    expect(wrong).to.deep.equal([])
  })

  it('are there in both languages wherever they are asked for by name', () => {
    const missing = new Set<string>()
    for (const [file, source] of sources) {
      for (const [, key = ''] of source.matchAll(/\b(?:voice|v|words|spoken)\.(?:say|line)\(\s*'([a-z0-9_.]+)'/gi)) {
        for (const language of languages) {
          const voice = voices.in(language)
          if (!voice.has(key) && !voice.has(`${key}_other`)) missing.add(`${file}: ${key} in ${language}`)
        }
      }
      for (const [, code = ''] of source.matchAll(/new Refusal\(\s*'([a-z0-9_.]+)'/g)) {
        for (const part of ['says', 'hint']) {
          for (const language of languages) {
            if (!voices.in(language).has(`refusals.${code}.${part}`))
              missing.add(`${file}: refusals.${code}.${part} in ${language}`)
          }
        }
      }
    }
    expect([...missing]).to.deep.equal([])
  })

  it('name every state and every verb of every practice, and every step of its timeline', () => {
    const missing: string[] = []
    for (const { name, life } of practices) {
      const keys = [
        ...life.states.map((state) => stateKey(name, state)),
        ...Object.keys(life.verbs).map((verb) => verbKey(name, verb)),
        ...Object.keys(life.verbs).map((verb) => `${name}.timeline.${verb}`),
        `${name}.timeline.opened`,
      ]
      for (const key of keys)
        for (const language of languages) if (!voices.in(language).has(key)) missing.push(`${key} in ${language}`)
    }
    expect(missing).to.deep.equal([])
  })

  it('let every verb be done by somebody', () => {
    const nobody = practices.flatMap(({ name, life }) =>
      Object.entries(life.verbs)
        .filter(([, verb]) => verb.who.length === 0)
        .map(([verb]) => `${name} ${verb}`),
    )
    expect(nobody).to.deep.equal([])
  })

  it('give every head of commands its name in help, in both languages', () => {
    const heads = new Set(commands.map(({ name }) => name.split(' ')[0]))
    const missing = [...heads].flatMap((head) =>
      languages
        .filter((language) => !voices.in(language).has(`help.heads.${head}`))
        .map((language) => `${head} in ${language}`),
    )
    expect(missing).to.deep.equal([])
  })

  for (const language of languages) {
    it(`give every command its help, its form and its arguments in ${language}`, () => {
      const voice = voices.in(language)
      const missing = commands.flatMap((command) =>
        [
          'does',
          'form',
          'submit',
          ...Object.entries(command.takes as Takes)
            .filter(([, argument]) => argument.kind !== 'carried')
            .map(([name]) => `takes.${name}`),
        ]
          .map((part) => `${wordsOf(command)}.${part}`)
          .filter((key) => !voice.has(key)),
      )
      expect(missing).to.deep.equal([])
    })
  }

  it('give every choice its label', () => {
    const missing = commands.flatMap((command) =>
      Object.values(command.takes as Takes).flatMap((argument) =>
        argument.kind === 'choice'
          ? argument.values
              .map((value) => `choices.${argument.name}.${value}`)
              .filter((key) => languages.some((language) => !voices.in(language).has(key)))
          : [],
      ),
    )
    expect(missing).to.deep.equal([])
  })

  it('give every command a permission that help can name, and an example that is understood', () => {
    const registry = {
      commands,
      heads: [],
      find: (name: string) => commands.find((command) => command.name === name),
      voice: voices.in,
      list: () => [],
    }
    for (const command of commands) {
      expect(
        voices.in('en').has(`help.roles.${command.who.replaceAll(' ', '_')}`),
        `${command.name}: ${command.who}`,
      ).to.equal(true)
      if (command.hidden) continue
      const parsed = parseWords(command.example.replace(/^\//, ''), registry)
      expect(parsed.kind === 'command' && parsed.command.name, command.example).to.equal(command.name)
    }
  })
})
