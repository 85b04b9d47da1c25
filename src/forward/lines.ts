import type { Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import type { Reader } from '../store/index.js'
import { knownChanges } from './booked.js'
import type { Conflict } from './conflict.js'

/** Another change, for those who may know of it. */
export interface OtherChange {
  readonly number: string
  readonly title: string
}

/** What may be told of the others; without a viewer, what everybody may know. Private ones are not in it. */
export function othersKnown(
  reader: Reader,
  conflicts: readonly Conflict[],
  viewer?: Caller,
): Promise<ReadonlyMap<number, OtherChange>> {
  return knownChanges(
    reader,
    conflicts.flatMap(({ other }) => other ?? []),
    viewer,
  )
}

export interface Telling {
  readonly voice: Voice
  readonly organisation: Organisation
  /** Those of which the reader may know. */
  readonly others: ReadonlyMap<number, OtherChange>
  /** A person's name by their id. */
  nameOf(person: string): string
}

/** Each conflict in a sentence, in the order in which they were given. Others of which the reader may not know have neither number nor title. */
export const conflictLines = (conflicts: readonly Conflict[], telling: Telling): readonly Line[] =>
  conflicts.map((conflict) => [...sentence(conflict, telling), ...mark(conflict, telling.voice)])

function sentence(conflict: Conflict, { voice, organisation, others, nameOf: personName }: Telling): Line {
  const { kind, other, name = '', side, count = 0 } = conflict
  const when = { from: moment(conflict.from), to: moment(conflict.to) }
  const another = otherLine(other === undefined ? undefined : others.get(other), voice)
  const item: Inline = { kind: 'code', text: name }
  switch (kind) {
    case 'freeze':
      return voice.line('forward.conflicts.freeze', {
        ...when,
        freeze: organisation.freezes.get(name)?.name[voice.language] ?? name,
      })
    case 'outside': {
      const service = nameOf(organisation, 'service', name, voice.language)
      return conflict.from
        ? voice.line('forward.conflicts.outside', { service, ...when })
        : voice.line('forward.conflicts.outside_always', { service })
    }
    case 'failed':
      return voice.line('forward.conflicts.failed', { item, other: another, ...when })
    case 'item':
      return voice.line('forward.conflicts.item', { item, other: another, ...when })
    case 'dependent':
      return dependentLine(
        side ?? 'above',
        others.has(other ?? 0) ? item : undefined,
        { other: another, ...when },
        voice,
      )
    case 'person':
      return voice.line('forward.conflicts.person', { person: personName(name), other: another, ...when })
    case 'night':
      return voice.line('forward.conflicts.night', { ...when, count })
  }
}

/** Which of their items another one changes is not told of those that the reader may not know. */
function dependentLine(side: 'above' | 'below', item: Inline | undefined, params: Params, voice: Voice): Line {
  if (!item) return voice.line(`forward.conflicts.${side}_hidden`, params)
  return voice.line(`forward.conflicts.${side}`, { item, ...params })
}

type Params = NonNullable<Parameters<Voice['line']>[1]>

const moment = (at: Date | undefined): Line => (at ? [{ kind: 'time', at: at.toISOString(), style: 'moment' }] : [])

const otherLine = (other: OtherChange | undefined, voice: Voice): Line =>
  other ? [{ kind: 'record', number: other.number }, ` ${other.title}`] : [voice.say('forward.another')]

function mark({ excepted, wanted }: Conflict, voice: Voice): Line {
  if (excepted) return [` – ${voice.say('forward.excepted')}`]
  return wanted ? [` – ${voice.say('forward.wanted')}`] : []
}
