import type { CatalogueItem, Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { folded, foldedWords } from './folded.js'
import { mayOrder } from './may-order.js'

/**
 * Whether what somebody says is something to order rather than something that does not work. It has to be sure: whoever
 * reports a broken shower must not be sold a shower gel. So
 *
 * 1. a text with a word of trouble in it wishes for nothing, whatever else it says;
 * 2. a text that wishes (“I would like …”, “må jeg få …”) means an item when all words of its name are in it, or, where it
 *    says little else, one of its keywords is;
 * 3. a text that does not is taken for a wish when there is nothing else in it than an item's name or two of its keywords,
 *    numbers, times of day and small words aside: `parking place for tonight`.
 *
 * Words count whole, in either language, with the endings that they take (`towels`, `parkeringspladsen`).
 */

/** How words begin that say that something is not as it should be, in both languages. */
const trouble =
  'broke break defect damag fail fault error crash leak stuck jammed jamming block clog dirt smell stink nois loud flicker rattl drip ' +
  'flood burn smok repair fixed fixing wrong problem troubl issue complain slow offline outage spill cracked stolen ' +
  'stykker virker fejl skade laek blokere stopp snavs beskidt lugt larm stoj stoej blink drypp oversvom oversvoem ' +
  'braend rog roeg reparer forkert klage langsom forsvund stjal odelag oedelag spild revne'

/** The same as whole words. */
const troubled =
  'no not none never nothing nobody cannot cant wont dont doesnt didnt isnt arent unable without out off down dead fix lost missing ' +
  'empty late cold hot wet stop stops stopped gone ikke ingen intet aldrig uden nede dod doed vaek tom tomt itu kold koldt vad vaad sent ' +
  'fast mangler'

/** How people say that they would like something. */
const wishes = [
  ['would', 'like'],
  ['order'],
  ['book'],
  ['reserve'],
  ['rent'],
  ['need'],
  ['want'],
  ['request'],
  ['may', 'i', 'have'],
  ['can', 'i', 'have'],
  ['can', 'i', 'get'],
  ['could', 'i', 'have'],
  ['could', 'we', 'have'],
  ['can', 'we', 'have'],
  ['bestil'],
  ['bestille'],
  ['booke'],
  ['reservere'],
  ['leje'],
  ['gerne'],
  ['onsker'],
  ['oensker'],
  ['behover'],
  ['behoever'],
  ['brug', 'for'],
  ['ma', 'jeg', 'fa'],
  ['maa', 'jeg', 'faa'],
  ['kan', 'jeg', 'fa'],
  ['kan', 'jeg', 'faa'],
  ['kan', 'vi', 'fa'],
  ['kan', 'vi', 'faa'],
]

/** Words that say nothing of what is meant, and when it is wanted. */
const small = new Set(
  (
    'a an the i we you me my our us your to for of in on at by with and or from some one two three is it be this that have get ' +
    'would like order book reserve rent need want please request may can could today tonight tomorrow morning evening ' +
    'afternoon noon midday night now next week day days hour hours minute minutes pm am clock room hi hello thanks thank ' +
    'monday tuesday wednesday thursday friday saturday sunday ' +
    'en et den det de der jeg vi du mig min mit mine vores os din til for af i pa paa ved med og eller fra nogle et to tre er ' +
    'vil gerne bestil bestille booke reservere leje onsker oensker behover behoever brug ma maa kan fa faa have i dag aften morgen ' +
    'formiddag eftermiddag middag nat nu naeste uge dag dage time timer minut minutter kl klokken vaerelse vaerelset hej tak ' +
    'mandag tirsdag onsdag torsdag fredag lordag loerdag sondag soendag'
  ).split(' '),
)

interface Meant {
  readonly item: CatalogueItem
  readonly score: number
}

const most = 3
/** So many words of a text may speak of what is wished for, when it is not named. */
const few = 3
/** A keyword of fewer letters says too little. */
const shortest = 4

/** What somebody may order of what their words wish for, the best first, three at the most. */
export function wishedIn(
  { catalogue }: Pick<Organisation, 'catalogue'>,
  text: string,
  caller: Caller,
): readonly CatalogueItem[] {
  const said = wordsOf(text)
  if (said.length === 0 || said.some(isTrouble) || /n['’]t\b/i.test(text)) return []
  const wants = wishes.some((wish) => holds(said, wish))
  const told = said.filter((word) => !small.has(word) && !/^\d+$/.test(word))
  if (told.length === 0) return []
  const meant: Meant[] = []
  for (const item of catalogue.values()) {
    const score = mayOrder(item, caller) ? scoreOf(item, told, wants) : 0
    if (score > 0) meant.push({ item, score })
  }
  return meant
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item)
}

const wordsOf = (text: string): readonly string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? []

const beginnings = trouble.split(' ')
const wholes = new Set(troubled.split(' '))
const isTrouble = (word: string): boolean => wholes.has(word) || beginnings.some((bad) => word.startsWith(bad))

/** Whether the words stand in the text one behind the other. */
const holds = (said: readonly string[], wish: readonly string[]): boolean =>
  said.some((_, at) => wish.every((word, nth) => said[at + nth] === word))

/** How surely the words mean an item; 0 when they do not. A name counts more than any number of keywords. */
function scoreOf(item: CatalogueItem, told: readonly string[], wants: boolean): number {
  const { names, keys } = termsOf(item)
  const isSaid = (word: string): boolean => told.some((one) => isForm(one, word))
  const named = names.some((name) => name.length > 0 && name.every(isSaid))
  const known = keys.filter(isSaid).length
  // A keyword in a long text may be there for another reason.
  if (wants) return named ? 10 + known : told.length <= few ? known : 0
  const all = [...names.flat(), ...keys]
  const isAll = told.every((one) => all.some((word) => isForm(one, word)))
  if (!isAll) return 0
  return named ? 10 + known : known >= 2 ? known : 0
}

interface Terms {
  /** The words of its name, by language. */
  readonly names: readonly (readonly string[])[]
  readonly keys: readonly string[]
}

const terms = new WeakMap<CatalogueItem, Terms>()

function termsOf(item: CatalogueItem): Terms {
  const there = terms.get(item)
  if (there) return there
  const words = (text: string): readonly string[] =>
    wordsOf(text).filter((word) => !small.has(word) && !/^\d+$/.test(word))
  const keys = [item.keywords?.en, item.keywords?.da].flatMap((text) => (text ? foldedWords(text) : []))
  const made = {
    names: [words(item.name.en), words(item.name.da)],
    keys: keys.filter((word) => word.length >= shortest && !small.has(word)),
  }
  terms.set(item, made)
  return made
}

/** Endings that a noun takes without becoming another: English plurals, Danish plurals and articles. */
const endings = /^(s|es|e|r|en|et|er|ene|erne|n|t|ne)$/

/** Whether a word is another one, as it is or with an ending. */
const isForm = (said: string, word: string): boolean =>
  said === word || (word.length >= 3 && said.startsWith(word) && endings.test(said.slice(word.length)))
