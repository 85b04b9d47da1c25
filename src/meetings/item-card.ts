import type { Action, Block, Card } from '../chat/card.js'
import { riskReasonText } from '../practices/change/index.js'
import type { AgendaChange, Section } from './agenda.js'
import { factsOf, joined, type MeetingView } from './agenda-card.js'
import type { ItemRow } from './table.js'

export interface ItemView extends MeetingView {
  readonly item: ItemRow
  readonly change: AgendaChange
  /** Which one it is of how many. */
  readonly nth: number
  readonly all: number
  readonly board: string
}

/** What the board talks about now, with the buttons of whoever chairs it. */
export function itemCard(view: ItemView): Card {
  const { item, change, nth, all, board, voice } = view
  const press = (label: string, command: string, args: Readonly<Record<string, string>>): Action => ({
    kind: 'press',
    label: voice.say(`cab.meeting.${label}`),
    press: { command, args },
  })
  const reasons: readonly Block[] = change.riskReasons.length
    ? [{ kind: 'list', items: change.riskReasons.map((reason) => ({ line: [riskReasonText(reason, voice)] })) }]
    : []
  return {
    title: voice.line('cab.meeting.item', {
      nth: String(nth),
      all: String(all),
      number: { kind: 'record', number: change.number },
      title: change.title,
    }),
    tone: 'attention',
    blocks: [
      { kind: 'text', line: joined(factsOf(change, item.section as Section, view)) },
      ...reasons,
      ...(item.carried ? [{ kind: 'note', line: [voice.say('cab.item.carried')] } as const] : []),
      {
        kind: 'actions',
        actions: [
          press('decide', 'cab decide', { record: change.number, board }),
          press('action', 'cab action', { record: change.number, board }),
          press('next', 'cab step', { board }),
        ],
      },
    ],
    page: `/r/${change.number}`,
  }
}
