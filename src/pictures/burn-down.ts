import type { Block } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { BurnDown, BurnDownPoint } from '../chat/picture.js'
import { holdingAt, thinned } from './counts.js'
import { timeOfDay, wholeHours } from './hours.js'

/** A day's clocks, counted. */
export interface CountedDay {
  /** What is counted, in the reader's language: it stands above the picture. */
  readonly title: string
  /** The IANA zone whose hours stand below it. */
  readonly zone: string
  readonly from: Date
  readonly to: Date
  readonly now: Date
  /**
   * In order of time, a point for each change; a count holds until the next one. Behind `now` only `planned` is told,
   * the other two are not looked at.
   */
  readonly points: readonly {
    readonly at: Date
    readonly open: number
    /** How many could still be open if each clock were stopped when it is due. */
    readonly planned: number
    readonly breached: number
  }[]
}

/** More of them cannot be told apart in the picture. */
const mostPoints = 120
const mostHours = 14

/** The burn-down of a day's clocks, in the words of a language. `alt` tells the same in numbers, hour by hour. */
export function burnDown(
  day: CountedDay,
  voice: Voice,
): Extract<Block, { kind: 'image' }> & { readonly picture: BurnDown } {
  const { zone, title } = day
  const [from, to, now] = [day.from, day.to, day.now].map((at) => at.toISOString()) as [string, string, string]
  const span = { from: day.from.getTime(), to: day.to.getTime(), now: day.now.getTime() }
  const all = day.points.map((point) => ({ ...point, at: point.at.toISOString() }))
  const say = (word: string): string => voice.say(`pictures.burn_down.${word}`)
  const picture: BurnDown = {
    kind: 'burn-down',
    language: voice.language,
    zone,
    from,
    to,
    now,
    points: thinned(all, span, mostPoints),
    words: { title, open: say('open'), planned: say('planned'), breached: say('breached'), now: say('now') },
  }
  return { kind: 'image', picture, alt: inWords(picture, all, voice) }
}

function inWords({ words, zone, ...day }: BurnDown, points: readonly BurnDownPoint[], voice: Voice): string {
  const now = Date.parse(day.now)
  const time = timeOfDay(voice.language, zone)
  const told = wholeHours(zone, Date.parse(day.from), Date.parse(day.to), mostHours).flatMap((at) => {
    const point = holdingAt(points, at)
    if (!point) return []
    const { open, planned, breached } = point
    const word = at > now ? 'ahead' : 'point'
    return [voice.say(`pictures.burn_down.${word}`, { at: time(at), open, planned, breached })]
  })
  const { open, planned, breached } = holdingAt(points, now) ?? { open: 0, planned: 0, breached: 0 }
  const { title } = words
  return voice.say('pictures.burn_down.alt', {
    title,
    now: time(now),
    open,
    planned,
    breached,
    points: told.join('; '),
  })
}
