import type { Block, Card, Item } from '../chat/card.js'
import { discussed } from './agenda.js'
import { actionsBlocks, joined, type MeetingView, moment } from './agenda-card.js'
import { type Minutes, outcomeText } from './minutes.js'
import { minutesFiles } from './minutes-file.js'

/** The minutes of a meeting, or what they are so far. */
export function minutesCard(minutes: Minutes, view: MeetingView): Card {
  const { voice, people } = view
  const { board, row, presence, items, actions } = minutes
  const names = (as: 'present' | 'absent'): string =>
    presence
      .filter((one) => one.as === as)
      .map(({ person }) => people(person))
      .join(', ') || voice.say('cab.minutes.nobody')
  const facts = [
    { label: voice.say('cab.minutes.met'), value: [moment(row.openedAt ?? row.from)] },
    {
      label: voice.say('cab.minutes.chair'),
      value: [row.openedBy === undefined ? voice.say('cab.minutes.not_opened') : people(row.openedBy)],
    },
    { label: voice.say('cab.minutes.present'), value: [names('present')] },
    { label: voice.say('cab.minutes.absent'), value: [names('absent')] },
  ]
  const parts = discussed.flatMap((section): readonly Block[] => {
    const own = items.filter(({ item }) => item.section === section)
    if (own.length === 0) return []
    const heading = { kind: 'strong', text: voice.say(`cab.sections.${section}`) } as const
    return [
      { kind: 'text', line: [heading] },
      { kind: 'list', items: own.map((one) => itemOf(one, view)) },
    ]
  })
  return {
    title: voice.line(row.state === 'closed' ? 'cab.minutes.title' : 'cab.minutes.so_far', {
      board: board.name[voice.language],
      at: { kind: 'time', at: row.from.toISOString(), style: 'date' },
    }),
    tone: 'plain',
    blocks: [
      { kind: 'facts', facts },
      ...parts,
      ...(items.length === 0 ? [{ kind: 'text', line: [voice.say('cab.minutes.nothing')] } as const] : []),
      ...actionsBlocks(
        actions.filter(({ doneAt }) => doneAt === undefined),
        view,
      ),
      { kind: 'files', files: minutesFiles(minutes, voice.language) },
    ],
  }
}

function itemOf({ item, record }: Minutes['items'][number], { voice, people }: MeetingView): Item {
  const outcome = { kind: 'strong', text: outcomeText(item, voice) } as const
  return {
    line: [{ kind: 'record', number: record.number }, ` ${record.title}`],
    detail: joined([
      [outcome],
      ...(item.note ? [[item.note]] : []),
      ...(item.by === undefined ? [] : [[people(item.by)]]),
    ]),
  }
}
