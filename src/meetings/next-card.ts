import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Span } from '../organisation/index.js'
import { answers, moment } from './agenda-card.js'
import type { Board } from './boards.js'
import type { MeetingRow } from './table.js'

/** When a board meets next, and whether one comes to the first of these meetings once its agenda is out. */
export function nextCard(
  board: Board,
  { spans, row }: { readonly spans: readonly Span[]; readonly row: MeetingRow | undefined },
  voice: Voice,
): Card {
  const items = spans.map(({ from, to }) => ({
    line: voice.line('cab.agenda.when', { from: moment(from), to: moment(to) }),
    ...(row && row.from.getTime() === from.getTime() ? { detail: [voice.say(`cab.next.${row.state}`)] } : {}),
  }))
  return {
    title: [voice.say('cab.next.title', { board: board.name[voice.language] })],
    tone: 'plain',
    blocks: [
      items.length > 0 ? { kind: 'list', items } : { kind: 'text', line: [voice.say('cab.next.none')] },
      ...(row && row.state !== 'closed' ? [answers(row.id, voice)] : []),
    ],
  }
}
