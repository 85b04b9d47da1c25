import i18next, { type i18n } from 'i18next'
import type { Params, Phrase } from '../kernel/errors.js'
import type { Inline, Line } from './card.js'
import { withCommands } from './naming.js'

export const languages = ['en', 'da'] as const
export type Language = (typeof languages)[number]
/** How dates and numbers are written in each. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', da: 'da-DK' }

/** A tree of sentences. The Danish tree has the same shape as the English one; the compiler and a test hold that. */
export type Words = { readonly [key: string]: string | Words }
export interface Bilingual<T extends Words = Words> {
  readonly en: T
  readonly da: Shape<T>
}
type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }

/** Declares the words of a room. English is the original. */
export const words = <const T extends Words>(en: T, da: Shape<T>): Bilingual => ({ en, da: da as Words })

/** Speaks one language. */
export interface Voice {
  readonly language: Language
  /** One sentence as bare text. */
  say(key: string, params?: Params): string
  /** The same, with markup in its gaps and the commands it names marked: the sentence keeps its order in every language. */
  line(key: string, params?: Readonly<Record<string, Inline | Line | number>>): Line
  has(key: string): boolean
}

/** The language nearest to a platform's locale, or undefined when we do not speak it. */
export function nearest(locale: string | undefined): Language | undefined {
  const head = locale?.toLowerCase().split(/[-_]/)[0]
  // A Norwegian or Swede reads Danish, but the product does not decide that for them: they get the default.
  return languages.find((language) => language === head)
}

export interface Voices {
  in(language: Language): Voice
}

/** Builds the voices from the words of all rooms. A key that is missing throws: it is our fault, and a test finds it. */
export function createVoices(rooms: readonly Bilingual[]): Voices {
  const resources = Object.fromEntries(
    languages.map((language) => [language, { translation: merge(rooms.map((room) => room[language])) }]),
  )
  const i18n = i18next.createInstance()
  i18n.init({
    resources,
    lng: 'en',
    fallbackLng: false,
    showSupportNotice: false,
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  } as Parameters<i18n['init']>[0])
  const spoken = Object.fromEntries(languages.map((language) => [language, voiceIn(i18n, language)])) as Record<
    Language,
    Voice
  >
  return { in: (language) => spoken[language] }
}

function voiceIn(i18n: i18n, language: Language): Voice {
  const translate = i18n.getFixedT(language)
  const known = new Map<string, boolean>()
  const has = (key: string): boolean => {
    const there = known.get(key)
    if (there !== undefined) return there
    const exists = i18n.exists(key, { lng: language })
    // Keys are made of what people typed at times: what is remembered must not grow with it.
    if (known.size < 5_000) known.set(key, exists)
    return exists
  }
  const told = new Map<string, string>()
  /** For sentences that are the same every time; `gaps` names those that are only marked. */
  const once = (key: string, gaps: string, params: Params): string => {
    const there = told.get(key + gaps)
    if (there !== undefined) return there
    const said = translated(key, params)
    told.set(key + gaps, said)
    return said
  }
  const say = (key: string, params?: Params): string =>
    params === undefined ? once(key, '', {}) : translated(key, params)
  const translated = (key: string, params: Params): string => {
    if (!has(key) && !has(`${key}_other`)) throw new Error(`no words for ${key} in ${language}`)
    const spoken = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? phrase(value) : value,
    ])
    return String(translate(key, Object.fromEntries(spoken)))
  }
  const phrase = ({ words, params }: Phrase): string => say(words, params)
  const voice: Voice = {
    language,
    has,
    say,
    line(key, params = {}) {
      const gaps = Object.entries(params)
      const marked: Record<string, string | number> = {}
      gaps.forEach(([name, value], at) => {
        marked[name] = typeof value === 'number' ? value : `\uE000${at}\uE001`
      })
      // How a sentence with a number in it goes on depends on the number; marks are always the same.
      const counted = gaps.some(([, value]) => typeof value === 'number')
      const names = gaps.map(([name]) => ` ${name}`).join('')
      return fill(
        counted ? say(key, marked) : once(key, names, marked),
        gaps.map(([, value]) => value),
        voice,
      )
    },
  }
  return voice
}

/** Puts the inlines where their marks stand. The marks are private-use characters that no sentence of ours contains. */
function fill(sentence: string, values: readonly (Inline | Line | number)[], voice: Voice): Line {
  return sentence.split(/\uE000(\d+)\uE001/).flatMap((part, at): Inline[] => {
    if (at % 2 === 0) return [...withCommands(part, voice)]
    const value = values[Number(part)]
    if (value === undefined) return []
    if (typeof value === 'number') return [String(value)]
    return Array.isArray(value) ? [...value] : [value as Inline]
  })
}

function merge(trees: readonly Words[]): Words {
  const into: Record<string, string | Words> = {}
  for (const tree of trees) {
    for (const [key, value] of Object.entries(tree)) {
      const there = into[key]
      if (typeof value === 'object' && typeof there === 'object') into[key] = merge([there, value])
      else if (there === undefined) into[key] = value
      else throw new Error(`the words ${key} are declared twice`)
    }
  }
  return into
}
