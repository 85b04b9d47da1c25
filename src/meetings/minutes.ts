import type { Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import type { Paper, Part } from '../papers/index.js'
import type { Rec } from '../records/index.js'
import { recordTable } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { discussed } from './agenda.js'
import type { Board } from './boards.js'
import { openActions, presenceOf } from './gather.js'
import { itemsOf } from './items.js'
import { type ActionRow, actionTable, type ItemRow, type MeetingRow, type PresenceRow } from './table.js'

/** What was said at a meeting: everything in it is everybody's to read. */
export interface Minutes {
  readonly board: Board
  readonly row: MeetingRow
  readonly presence: readonly PresenceRow[]
  readonly items: readonly { readonly item: ItemRow; readonly record: Rec }[]
  /** Taken on at this meeting, and those of earlier ones that are still to be done. */
  readonly actions: readonly ActionRow[]
  readonly earlier: readonly ActionRow[]
}

export async function minutesOf(reader: Reader, board: Board, row: MeetingRow): Promise<Minutes> {
  const items = await itemsOf(reader, row.id)
  const ids = items.map(({ record }) => record)
  const marks = ids.map(() => '?').join(', ')
  const records =
    ids.length === 0 ? [] : await reader.select(recordTable, `WHERE t."id" IN (${marks}) AND t."private" = 0`, ids)
  const byId = new Map(records.map((record) => [record.id, record]))
  return {
    board,
    row,
    presence: await presenceOf(reader, row.id),
    items: items.flatMap((item) => {
      const record = byId.get(item.record)
      return record ? [{ item, record }] : []
    }),
    actions: await reader.select(actionTable, 'WHERE t."meeting" = ? ORDER BY t."id"', [row.id]),
    earlier: (await openActions(reader, board.id)).filter(({ meeting }) => meeting !== row.id),
  }
}

export interface Told {
  readonly voice: Voice
  readonly organisation: Organisation
  readonly people: (id: string) => string
  /** An instant as it stands on paper, in the zone of the board. */
  readonly written: (at: Date) => string
}

/** The minutes as a document. */
export function paperOf(minutes: Minutes, told: Told): Paper {
  const { voice } = told
  const { board, row, items } = minutes
  return {
    title: voice.say('cab.minutes.title', { board: board.name[voice.language], at: told.written(row.from) }),
    language: voice.language,
    parts: [
      { kind: 'facts', facts: factsOf(minutes, told) },
      ...discussed.flatMap((section): readonly Part[] => {
        const own = items.filter(({ item }) => item.section === section)
        const heading = { kind: 'heading', text: voice.say(`cab.sections.${section}`) } as const
        return own.length === 0 ? [] : [heading, { kind: 'list', items: own.map((one) => itemText(one, told)) }]
      }),
      ...(items.length === 0 ? [{ kind: 'text', text: voice.say('cab.minutes.nothing') } as const] : []),
      ...actionsPart('cab.actions.taken', minutes.actions, told),
      ...actionsPart('cab.actions.earlier', minutes.earlier, told),
    ],
  }
}

function factsOf({ row, presence }: Minutes, { voice, people, written }: Told): readonly (readonly [string, string])[] {
  const of = (as: 'present' | 'absent'): string =>
    presence
      .filter((one) => one.as === as)
      .map(({ person, reason }) => (reason ? `${people(person)} (${reason})` : people(person)))
      .join(', ') || voice.say('cab.minutes.nobody')
  const chair = row.openedBy === undefined ? voice.say('cab.minutes.not_opened') : people(row.openedBy)
  return [
    [voice.say('cab.minutes.met'), `${written(row.openedAt ?? row.from)} – ${written(row.closedAt ?? row.to)}`],
    [voice.say('cab.minutes.chair'), chair],
    [voice.say('cab.minutes.present'), of('present')],
    [voice.say('cab.minutes.absent'), of('absent')],
  ]
}

/** What became of an item, in a few words. */
export const outcomeText = ({ outcome }: ItemRow, voice: Voice): string =>
  voice.say(outcome === undefined ? 'cab.minutes.open' : `choices.cab_outcome.${outcome}`)

function itemText(
  { item, record }: { readonly item: ItemRow; readonly record: Rec },
  { voice, organisation, people }: Told,
): { readonly text: string; readonly below: readonly string[] } {
  const service = record.service && nameOf(organisation, 'service', record.service, voice.language)
  const said = `${outcomeText(item, voice)}${item.note ? `: ${item.note}` : ''}`
  return {
    text: `${record.number} ${record.title}`,
    below: [
      ...(service ? [service] : []),
      ...(item.carried ? [voice.say('cab.item.carried')] : []),
      item.by === undefined ? said : `${said} (${people(item.by)})`,
    ],
  }
}

function actionsPart(heading: string, actions: readonly ActionRow[], told: Told): readonly Part[] {
  if (actions.length === 0) return []
  const { voice, people, written } = told
  const items = actions.map(({ id, what, owner, due, doneAt }) => ({
    text: `${id}. ${what}`,
    below: [
      people(owner),
      ...(due ? [voice.say('cab.actions.due', { due: written(due) })] : []),
      ...(doneAt ? [voice.say('cab.actions.is_done')] : []),
    ],
  }))
  return [
    { kind: 'heading', text: voice.say(heading) },
    { kind: 'list', items },
  ]
}
