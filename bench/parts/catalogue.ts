import { performance } from 'node:perf_hooks'
import { registryOver, voices } from '../../src/assemble.js'
import { languages } from '../../src/chat/language.js'
import { catalogueDesk, cataloguePage } from '../../src/desk/index.js'
import { type Organisation, readDesk } from '../../src/organisation/index.js'
import type { Caller } from '../../src/people/index.js'
import type { Store } from '../../src/store/index.js'
import { inn } from '../../test/builders/inn.js'
import { openTestStore } from '../../test/builders/store.js'
import { type Figure, figure, percentile } from '../figure.js'

const items = 5_000
const categories = 25
const rounds = 2_000
const now = new Date('2031-03-04T09:00:00Z')

/** Searching and looking through a catalogue of five thousand items, each time with the card that is shown. */
export async function catalogue(): Promise<readonly Figure[]> {
  const read = readDesk(house())
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems.slice(0, 3)))
  const { organisation } = read
  const store = await openTestStore('sqlite')
  const desk = deskOf(organisation, store)
  const cards = catalogueDesk(desk)
  const first = timed(() => cards.find('wash', undefined, voices.in('en')))
  const searched: Took[] = []
  const browsed: Took[] = []
  for (let round = -50; round < rounds; round++) {
    const voice = voices.in(languages[Math.abs(round) % 2] ?? 'en')
    const found = timed(() => cards.find(wordsOf(round), undefined, voice))
    const page = round % 3 === 0 ? { category: `c${Math.abs(round) % categories}`, page: '7' } : {}
    const seen = await timedAsync(async () =>
      round % 2 === 0 ? cards.browse(page.category, page.page, voice) : cataloguePage({ desk, voice }, page),
    )
    if (round < 0) continue
    searched.push(found)
    browsed.push(seen)
  }
  await store.close()
  return [
    figureOf('searched', searched, { 'the first search': first.ms, 'processor time of that': first.worked }),
    figureOf('looked through', browsed),
  ]
}

function figureOf(what: string, took: readonly Took[], more: Readonly<Record<string, number>> = {}): Figure {
  const times = took.map(({ ms }) => ms)
  const worked = took.map((one) => one.worked)
  return figure({
    figure: `a catalogue of 5,000 items is ${what}: p95`,
    value: percentile(times, 0.95),
    unit: 'ms',
    atMost: 30,
    detail: {
      p50: percentile(times, 0.5),
      'processor time, p95': percentile(worked, 0.95),
      slowest: Math.max(...times),
      ...more,
      items,
      categories,
      rounds,
    },
  })
}

interface Took {
  readonly ms: number
  /** Of the processor: what it costs whatever else runs. */
  readonly worked: number
}

async function timedAsync(run: () => Promise<unknown>): Promise<Took> {
  const [from, before] = [performance.now(), process.cpuUsage()]
  if (!(await run())) throw new Error('nothing was shown')
  return since(from, before)
}

function timed(run: () => unknown): Took {
  const [from, before] = [performance.now(), process.cpuUsage()]
  if (!run()) throw new Error('nothing was shown')
  return since(from, before)
}

function since(from: number, before: NodeJS.CpuUsage): Took {
  const { user, system } = process.cpuUsage(before)
  return { ms: performance.now() - from, worked: (user + system) / 1_000 }
}

const things = [
  'towel',
  'laptop',
  'parking',
  'breakfast',
  'massage',
  'printer',
  'account',
  'bicycle',
  'projector',
  'crib',
]
const danish = [
  'håndklæde',
  'computer',
  'parkering',
  'morgenmad',
  'massage',
  'printer',
  'konto',
  'cykel',
  'projektor',
  'tremmeseng',
]
const ways = ['large', 'small', 'quiet', 'fast', 'green', 'blue', 'early', 'late', 'second', 'spare']

/** Whole words, beginnings, parts of words, two at once, Danish without its letters, slips, and what there is not. */
function wordsOf(round: number): string {
  const n = Math.abs(round)
  const [thing = '', dane = '', way = ''] = [things[n % 10], danish[n % 10], ways[(n >> 3) % 10]]
  const kinds = [
    thing,
    thing.slice(0, 3),
    dane,
    `${way} ${thing}`,
    thing.slice(2),
    `${thing.slice(0, -2)}xy`,
    `no ${n}`,
    way,
  ]
  return kinds[n % kinds.length] ?? thing
}

/** Two fifths are for some people alone, most have a price, a lead time and a deadline. */
function house(): string {
  const all = Array.from({ length: items }, (_, n) => {
    const [thing, dane, way] = [things[n % 10], danish[n % 10], ways[(n >> 4) % 10]]
    const whom = n % 5 < 2 ? `, for: [team:${n % 2 === 0 ? 'reception' : 'maintenance'}, service owner]` : ''
    const terms = n % 4 === 0 ? '' : `, lead: ${1 + (n % 9)}h, calendar: shop, deadline: '1${n % 8}:00'`
    const text = `description: {en: A ${way} ${thing} of kind ${n % 97} for a stay, da: En slags ${dane} nummer ${n % 97} til opholdet}`
    return `    i${n}: {name: {en: ${way} ${thing} ${n}, da: ${dane} ${n}}, category: c${n % categories}, ${text}, price: {amount: ${n % 200}, currency: CHF}${whom}${terms}}`
  })
  const named = Array.from({ length: categories }, (_, n) => `c${n}: {en: Shelf ${n}, da: Hylde ${n}}`).join(', ')
  return inn({
    calendars: `\n  shop: {weekly: {mon: ['08:00-18:00'], tue: ['08:00-18:00'], thu: ['08:00-18:00']}}`,
    catalogue: `\n  categories: {${named}}\n  items:\n${all.join('\n')}`,
  })
}

/** A member of a team looks, so that every item's readers are asked about. */
function deskOf(organisation: Organisation, store: Store) {
  const caller: Caller = {
    person: { id: 'ana', name: 'Ana Keller', active: true, listed: true },
    account: { platform: 'console', workspace: 'local', user: 'ana' },
    linked: true,
    grants: [{ role: 'agent' }],
    teams: ['reception'],
    leads: [],
  }
  return { organisation, caller, now, parts: { store, registry: registryOver({ current: () => organisation }) } }
}
