import type { Card, Item } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Desk } from '../../desk/index.js'
import type { StandingRow } from './table.js'

/** What is ordered again and again: when the next one is, and a button that ends it. */
export function standingCard(call: Call<Desk>, rows: readonly StandingRow[]): Card {
  const { voice } = call
  const title = [voice.say('request.standing')]
  if (rows.length === 0)
    return { title, tone: 'muted', blocks: [{ kind: 'text', line: voice.line('request.standing_none') }] }
  return { title, tone: 'plain', blocks: [{ kind: 'list', items: rows.map((row) => itemOf(call, row)) }] }
}

function itemOf({ voice }: Call<Desk>, { id, title, every, next, due }: StandingRow): Item {
  const moment = (at: Date) => ({ kind: 'time', at: at.toISOString(), style: 'moment' }) as const
  return {
    line: [{ kind: 'strong', text: `#${id} ${title}` }, ` · ${voice.say('request.every', { every })}`],
    detail:
      due < next
        ? voice.line('request.next_wanted', { next: moment(next), due: moment(due) })
        : voice.line('request.next_ordered', { due: moment(due) }),
    action: {
      kind: 'press',
      label: voice.say('request.stop'),
      press: { command: 'request stop', args: { standing: String(id) } },
    },
  }
}

/** What was just made. */
export const madeCard = (call: Call<Desk>, row: StandingRow): Card => ({
  title: [call.voice.say('request.standing_made')],
  tone: 'good',
  blocks: [{ kind: 'list', items: [itemOf(call, row)] }],
})
