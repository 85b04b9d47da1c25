import type { Block, Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Rotation } from '../organisation/index.js'
import type { Roster } from './roster.js'
import type { Shift } from './shifts.js'

/** How people are called. */
export type People = (id: string) => string

/** Who is on call everywhere, until when, and who then. */
export function nowCard(roster: Roster, rotations: readonly Rotation[], at: Date, people: People, voice: Voice): Card {
  return {
    title: [voice.say('oncall.now')],
    tone: 'plain',
    blocks: [{ kind: 'list', items: rotations.map((rotation) => itemOf(roster, rotation, at, people, voice)) }],
  }
}

function itemOf(roster: Roster, rotation: Rotation, at: Date, people: People, voice: Voice): Item {
  const name: Inline = { kind: 'strong', text: rotation.name[voice.language] }
  const [first, second] = roster.upcoming(rotation.id, at, { count: 2 })
  const shift = first && first.from <= at ? first : undefined
  const next = shift ? second : first
  const line = shift ? [name, ': ', ...whose(shift, people, voice)] : [name, ': ', voice.say('oncall.nobody')]
  const detail = [...(shift ? untilOf(shift, voice) : []), ...(next ? thenOf(next, people, voice) : [])]
  return { line, ...(detail.length > 0 ? { detail: between(detail) } : {}) }
}

const untilOf = ({ to }: Shift, voice: Voice): readonly Line[] => [voice.line('oncall.until', { until: moment(to) })]

const thenOf = (next: Shift, people: People, voice: Voice): readonly Line[] => [
  voice.line('oncall.afterwards', { name: people(next.person), from: moment(next.from) }),
]

const between = (lines: readonly Line[]): Line => lines.flatMap((line, at) => (at > 0 ? [' · ', ...line] : line))

const whose = ({ person, instead }: Shift, people: People, voice: Voice): Line =>
  instead === undefined
    ? [people(person)]
    : voice.line('oncall.stands_in', { name: people(person), other: people(instead) })

export interface NextView {
  readonly title: string
  /** Whose shifts they are; everybody's when absent. */
  readonly person: string | undefined
  readonly people: People
  readonly voice: Voice
  readonly asks: readonly Block[]
}

/** Shifts to come, by the rotation they are in. */
export function nextCard(
  groups: readonly { readonly rotation: Rotation; readonly shifts: readonly Shift[] }[],
  { title, person, people, voice, asks }: NextView,
): Card {
  const shown = groups.filter(({ shifts }) => shifts.length > 0)
  const blocks = shown.flatMap(({ rotation, shifts }): readonly Block[] => [
    { kind: 'text', line: [{ kind: 'strong', text: rotation.name[voice.language] }] },
    {
      kind: 'list',
      items: shifts.map((shift) => ({
        line: spanLine(shift, voice),
        // In a list of one person’s shifts only those are told apart in which they stand in.
        ...(person === undefined || shift.instead !== undefined ? { detail: whose(shift, people, voice) } : {}),
      })),
    },
  ])
  const none: Block = { kind: 'text', line: [voice.say('oncall.no_shifts')] }
  return { title: [title], tone: 'plain', blocks: [...(blocks.length > 0 ? blocks : [none]), ...asks] }
}

export const moment = (at: Date): Inline => ({ kind: 'time', at: at.toISOString(), style: 'moment' })

/** From when until when. */
export const spanLine = ({ from, to }: Pick<Shift, 'from' | 'to'>, voice: Voice): Line =>
  voice.line('oncall.span', { from: moment(from), to: moment(to) })
