import { type Language, languages } from '../chat/language.js'
import { nearestWord } from '../chat/near.js'
import type { CatalogueItem, Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { foldedWords, soughtWords, spelledOut } from './folded.js'
import { mayOrder } from './may-order.js'

/**
 * Items by words: every word has to begin, or to stand in, some word of the item, in whichever language. What is found in
 * the name counts most, and what is found in the reader's own language more. Nothing is kept but in memory: the words of a
 * version of the desk file are put in order once, when somebody first looks for some.
 */

export interface Shelves extends Pick<Organisation, 'catalogue' | 'services'> {}

interface Hit {
  /** The place of the item in the catalogue. */
  readonly item: number
  readonly weight: number
  readonly language: Language
}

interface Index {
  readonly items: readonly CatalogueItem[]
  /** All words in order, each with where it stands. */
  readonly words: readonly string[]
  readonly hits: ReadonlyMap<string, readonly Hit[]>
}

/** What a word counts by where it stands. */
const weights = { name: 24, keywords: 12, category: 6, service: 6, deliverable: 3, description: 3 } as const

const indexes = new WeakMap<Shelves['catalogue'], Index>()

function indexOf(shelves: Shelves): Index {
  const there = indexes.get(shelves.catalogue)
  if (there) return there
  const items = [...shelves.catalogue.values()]
  const hits = new Map<string, Hit[]>()
  const wordsIn = reader()
  for (const [at, item] of items.entries()) {
    for (const language of languages) {
      for (const [word, weight] of wordsOf(item, shelves, { language, wordsIn })) {
        const list = hits.get(word)
        if (list) list.push({ item: at, weight, language })
        else hits.set(word, [{ item: at, weight, language }])
      }
    }
  }
  const index = { items, hits, words: [...hits.keys()].sort() }
  indexes.set(shelves.catalogue, index)
  return index
}

/** The words of an item in a language, each with the most that it counts. */
function wordsOf(
  item: CatalogueItem,
  { services }: Shelves,
  { language, wordsIn }: { readonly language: Language; readonly wordsIn: (text: string) => readonly string[] },
): ReadonlyMap<string, number> {
  const texts = {
    name: `${item.name[language]} ${item.id}`,
    keywords: item.keywords?.[language],
    category: item.category.name[language],
    service: services.get(item.service ?? '')?.name[language],
    deliverable: item.deliverable?.[language],
    description: item.description?.[language],
  }
  const found = new Map<string, number>()
  for (const [where, text] of Object.entries(texts)) {
    if (!text) continue
    const weight = weights[where as keyof typeof weights]
    for (const word of wordsIn(text)) found.set(word, Math.max(found.get(word) ?? 0, weight))
  }
  return found
}

/** Reads the words of a text however they may be typed. What stands in many items is read once. */
function reader(): (text: string) => readonly string[] {
  const read = new Map<string, readonly string[]>()
  return (text) => {
    const there = read.get(text)
    if (there) return there
    const words = foldedWords(text)
    const all = /[øåØÅ]|\u030a/.test(text) ? [...words, ...foldedWords(spelledOut(text))] : words
    read.set(text, all)
    return all
  }
}

/** What the caller may order and every word fits, the best first; all of it, in order, where nothing is looked for. */
export function searchCatalogue(
  shelves: Shelves,
  typed: string,
  { caller, language }: { readonly caller: Caller; readonly language: Language },
): readonly CatalogueItem[] {
  const index = indexOf(shelves)
  const mine = (item: CatalogueItem | undefined): item is CatalogueItem => item !== undefined && mayOrder(item, caller)
  const words = soughtWords(typed)
  if (words.length === 0) return typed.trim() === '' ? index.items.filter(mine) : []
  const [first = new Map<number, number>(), ...others] = words.map((word) => scoresOf(index, word, language))
  const found: { readonly at: number; readonly score: number }[] = []
  for (const [at, score] of first) {
    const further = others.map((scores) => scores.get(at))
    if (further.includes(undefined) || !mine(index.items[at])) continue
    found.push({ at, score: further.reduce<number>((sum, more) => sum + (more ?? 0), score) })
  }
  return found.sort((a, b) => b.score - a.score || a.at - b.at).flatMap(({ at }) => index.items[at] ?? [])
}

/** A word of fewer letters stands in too many others. */
const shortest = 4

/** How well a word fits each item: whole words before beginnings, those before what stands within a word, slips last. */
function scoresOf(index: Index, word: string, language: Language): ReadonlyMap<number, number> {
  const scores = new Map<number, number>()
  const count = (known: string, factor: number): void => {
    for (const { item, weight, language: spoken } of index.hits.get(known) ?? []) {
      const score = weight * factor * (spoken === language ? 1.5 : 1)
      if (score > (scores.get(item) ?? 0)) scores.set(item, score)
    }
  }
  for (let at = firstFrom(index.words, word); index.words[at]?.startsWith(word); at++) {
    const known = index.words[at] ?? ''
    count(known, known === word ? 1 : 0.6)
  }
  if (word.length >= shortest) for (const known of index.words) if (known.includes(word, 1)) count(known, 0.3)
  if (scores.size > 0 || word.length < shortest) return scores
  const near = nearestWord(
    word,
    // The first letter is hardly ever a wrong one, and comparing every word there is would take long.
    index.words.filter(
      (known) => Math.abs(known.length - word.length) <= 2 && (known[0] === word[0] || known[0] === word[1]),
    ),
  )
  if (near !== undefined) count(near, 0.2)
  return scores
}

/** The place of the first word that does not come before this one. */
function firstFrom(words: readonly string[], word: string): number {
  let [from, to] = [0, words.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((words[middle] ?? '') < word) from = middle + 1
    else to = middle
  }
  return from
}
