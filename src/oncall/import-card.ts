import type { Action, Card, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Imported, ImportPlan } from './import-shifts.js'
import { type People, spanLine } from './roster-card.js'

/** So many changes are listed; the others are counted. */
const lines = 25

export interface ImportView {
  /** How the rotation is called. */
  readonly rotation: string
  readonly plan: ImportPlan
  readonly people: People
  /** Who is on call then as things stand, and is not the one of the shift. */
  readonly others: (shift: Imported) => readonly string[]
}

/** What the shifts of a calendar would change in a rotation; `take` puts them in force. */
export function shiftsCard(
  { rotation, plan, people, others }: ImportView,
  take: Action | undefined,
  voice: Voice,
): Card {
  const { adds, removes, stays } = plan
  const coming = adds.map((shift): Item => {
    const instead = others(shift).map(people).join(', ')
    const name = people(shift.person)
    return {
      line: [`+ ${instead === '' ? name : voice.say('oncall.import.instead', { name, instead })}`],
      detail: spanLine(shift, voice),
    }
  })
  const going = removes.map((shift): Item => ({ line: [`− ${people(shift.person)}`], detail: spanLine(shift, voice) }))
  const items = [...coming, ...going]
  const left = items.length - lines
  return {
    title: [
      items.length === 0
        ? voice.say('oncall.import.same', { rotation })
        : voice.say('oncall.import.changes', { count: items.length, rotation }),
    ],
    tone: items.length === 0 ? 'plain' : 'attention',
    blocks: [
      ...(items.length > 0 ? [{ kind: 'list', items: items.slice(0, lines) } as const] : []),
      ...(left > 0 ? [{ kind: 'note', line: [voice.say('oncall.import.more', { count: left })] } as const] : []),
      ...(stays > 0 ? [{ kind: 'note', line: [voice.say('oncall.import.stays', { count: stays })] } as const] : []),
      ...(take ? [{ kind: 'actions', actions: [take] } as const] : []),
    ],
  }
}

export const shiftsTakenCard = (rotation: string, voice: Voice): Card => ({
  title: [voice.say('oncall.import.done', { rotation })],
  tone: 'good',
  blocks: [],
})
