import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { answers, moment } from './agenda-card.js'
import type { Coming } from './gather.js'

/** What whoever is invited reads directly: when, how much there is, and whether they come. */
export function invitationCard({ board, from, to }: Coming, meeting: number, count: number, voice: Voice): Card {
  return {
    title: [voice.say('cab.invited.title_of', { board: board.name[voice.language] })],
    tone: 'attention',
    blocks: [
      { kind: 'text', line: voice.line('cab.agenda.when', { from: moment(from), to: moment(to) }) },
      { kind: 'text', line: voice.line('cab.invited.items', { count }) },
      answers(meeting, voice),
    ],
  }
}
