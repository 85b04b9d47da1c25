import type { Block, Card, Item, Line } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { type Desk, namesOf } from '../../desk/index.js'
import { pageIn } from '../../kernel/text.js'
import { nameOf } from '../../organisation/index.js'
import { knownTo } from '../../records/index.js'
import { rightName } from './apart.js'
import { numbersOf, registerOf, type Wanted } from './queries.js'
import { sightIn } from './sight.js'
import type { RightRow } from './table.js'
import { wordText } from './views.js'

const pageSize = 10

export interface Listed {
  readonly service?: string | undefined
  readonly right?: string | undefined
  readonly person?: string | undefined
  readonly show?: string | undefined
  readonly page?: string | undefined
}

export const shows = ['current', 'ending', 'asked', 'ended'] as const

/** Who has what, since when, until when and on whose word, as far as the reader may see it. */
export async function registerCard(
  desk: Desk,
  voice: Voice,
  listed: Listed,
  title = 'access.list_title',
): Promise<Card> {
  const show = shows.find((one) => one === listed.show) ?? 'current'
  const page = pageIn(listed.page)
  const { reader, now } = desk.handed
  const wanted: Wanted = {
    ...{ service: listed.service, right: listed.right, person: listed.person, shows: show, now },
    ...{ limit: pageSize + 1, offset: (page - 1) * pageSize },
  }
  const rows = await registerOf(reader, await sightIn(desk), wanted)
  const shown = rows.slice(0, pageSize)
  const blocks: Block[] = [
    shown.length > 0
      ? { kind: 'list', items: await itemsOf(desk, voice, shown) }
      : { kind: 'text', line: [voice.say('access.none')] },
  ]
  if (rows.length > pageSize) {
    const given = Object.entries({ ...listed, show, page: String(page + 1) }).filter(([, value]) => value !== undefined)
    const press = { command: 'access list', args: Object.fromEntries(given) as Record<string, string> }
    blocks.push({ kind: 'actions', actions: [{ kind: 'press', label: voice.say('desk.next_page'), press }] })
  }
  return { title: [voice.say(title, { show: { words: `choices.right_show.${show}` } })], tone: 'plain', blocks }
}

/** Rights as lines of a list, with a way to those records that the reader may see. */
export async function itemsOf(desk: Desk, voice: Voice, rows: readonly RightRow[]): Promise<readonly Item[]> {
  const { reader } = desk.handed
  const called = await namesOf(
    desk.parts,
    rows.flatMap(({ person, word }) => [person, ...word]),
  )
  const numbers = await numbersOf(reader, rows)
  const known = await knownTo(reader, desk.caller, [...numbers.values()])
  return rows.map((row): Item => {
    const number = numbers.get(row.record) ?? ''
    const isKnown = known.has(number)
    return {
      line: [
        { kind: 'strong', text: called(row.person) },
        ` · ${rightName(desk.organisation, row.right, voice.language)} · ${nameOf(desk.organisation, 'service', row.service, voice.language)}`,
        ...(isKnown ? [' · ', { kind: 'record', number } as const] : []),
      ],
      detail: detailOf(row, row.word.map(called), voice),
      ...(isKnown
        ? {
            action: {
              kind: 'press',
              label: voice.say('desk.show'),
              press: { command: 'access show', args: { record: number } },
            },
          }
        : {}),
    }
  })
}

/** `in force · since 1 March · until 30 May · on the word of Reto Imhof`. */
function detailOf({ state, since, until, endedAt, why, word }: RightRow, names: readonly string[], voice: Voice): Line {
  const day = (at: Date) => ({ kind: 'time', at: at.toISOString(), style: 'date' }) as const
  const parts: Line[] = [[voice.say(`choices.held.${state}`)]]
  if (since) parts.push(voice.line('access.since', { at: day(since) }))
  if (until && state !== 'ended') parts.push(voice.line('access.until', { at: day(until) }))
  if (endedAt)
    parts.push(voice.line('access.ended', { at: day(endedAt), why: voice.say(`choices.why.${why ?? 'other'}`) }))
  if (word.length > 0 || since) parts.push(voice.line('access.on_word', { names: wordText(names, voice) }))
  return parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]))
}
