import { itemNamed, moneyText } from '../../../catalogue/index.js'
import type { Block, Card, Inline } from '../../../chat/card.js'
import type { Argument, Call } from '../../../chat/command.js'
import type { Voice } from '../../../chat/language.js'
import type { Reply } from '../../../chat/reply.js'
import { attachedText, type Desk, draftOf, keepDraft, settle } from '../../../desk/index.js'
import { Refusal } from '../../../kernel/errors.js'
import { personTable } from '../../../organisation/index.js'
import { can } from '../../../people/index.js'
import { type Rec, recordTable } from '../../../records/index.js'
import type { Reader } from '../../../store/index.js'
import { orderingOf, place } from '../actions.js'
import { completed } from '../asking.js'
import { demandTime, lineFor, titleOf } from '../ordering.js'
import { detailsOf } from '../policy.js'
import type { Line } from '../record.js'
import { digestOf, type Row, rowsIn } from './sheet.js'

/** Many orders at once, out of a file: looked at first, and then all of them or none. */

/** A row as it would be ordered, as it was ordered before, or what is wrong with it. */
type Looked = { readonly row: Row } & (
  | { readonly kind: 'new'; readonly line: Line; readonly whom?: string; readonly wanted?: string }
  | { readonly kind: 'there'; readonly number: string }
  | { readonly kind: 'wrong'; readonly why: Refusal }
)

const command = 'request import'

/** Shows what each row of the attached file would order, or what is wrong with it, and changes nothing. */
export async function lookAtOrders(call: Call<Desk>, attached: string | undefined): Promise<Reply> {
  const { desk, voice } = call
  const file = await attachedText(desk.parts, attached)
  if (!file) throw new Refusal('request.import_no_file', {}, 'files')
  const looked = await look(call, file.text)
  const isRight = looked.every(({ kind }) => kind !== 'wrong')
  const isNew = looked.some(({ kind }) => kind === 'new')
  if (!isRight || !isNew) return { kind: 'whisper', card: importCard(looked, voice) }
  const { id: me, name } = desk.caller.person
  const draft = { id: desk.parts.ids.next(), person: me, command, args: { text: file.text } }
  await desk.parts.store.work({ kind: 'person', id: me, name }, (work) => keepDraft(work, draft))
  return { kind: 'whisper', card: importCard(looked, voice, draft.id) }
}

/** Orders what was looked at: all of it, or nothing when a row does not fit any more. What was ordered before is left out. */
export async function importOrders(call: Call<Desk>, draft: string): Promise<Reply> {
  const { desk, voice } = call
  const work = desk.handed.work()
  const me = desk.caller.person.id
  // Whoever presses twice, or in two places, waits for themselves.
  await work.hold(personTable, { id: me })
  const kept = await draftOf(work, draft, me, work.now)
  if (kept?.text === undefined) throw new Refusal('request.import_stale', {}, 'files')
  const mark = digestOf(kept.text)
  const made: string[] = []
  for (const one of await look(call, kept.text, work)) {
    if (one.kind === 'wrong') throw inRow(one.row, one.why)
    if (one.kind === 'there') continue
    const { row, line, whom, wanted } = one
    try {
      const asked = {
        ...(whom === undefined ? {} : { whom }),
        ...(wanted === undefined ? {} : { wanted }),
        ...(row.note === undefined ? {} : { note: row.note }),
        imported: `${mark}:${row.line}`,
      }
      made.push((await place(call, asked, [line])).number)
    } catch (error) {
      throw error instanceof Refusal ? inRow(row, error) : error
    }
  }
  const numbers = made.flatMap((number, at): Inline[] => [...(at > 0 ? [', '] : []), { kind: 'record', number }])
  return {
    kind: 'whisper',
    card: {
      title: [voice.say('request.import.done', { count: made.length })],
      tone: 'good',
      blocks: made.length > 0 ? [{ kind: 'text', line: numbers }] : [],
    },
  }
}

const inRow = ({ line }: Row, why: Refusal): Refusal =>
  new Refusal('request.import_row', { line, why: { words: `refusals.${why.code}.says`, params: why.params } }, 'files')

async function look(call: Call<Desk>, text: string, reader = call.desk.handed.reader): Promise<readonly Looked[]> {
  const rows = rowsIn(text)
  const there = await orderedBefore(reader, call.desk.caller.person.id, digestOf(text))
  const looked: Looked[] = []
  for (const row of rows) {
    const number = there.get(row.line)
    looked.push(number === undefined ? await lookAt(call, row) : { kind: 'there', row, number })
  }
  return looked
}

async function lookAt(call: Call<Desk>, row: Row): Promise<Looked> {
  const { desk, voice } = call
  try {
    const item = itemNamed(desk.organisation, row.item, desk.caller)
    const unknown = Object.keys(row.answers).find((id) => !item.fields.some((field) => field.id === id))
    if (unknown !== undefined)
      throw new Refusal('request.import_field', { id: unknown, item: item.name[voice.language] })
    const about = { caller: desk.caller, voice, now: desk.now }
    const settled = (name: string, kind: 'person' | 'moment', value: string | undefined) => {
      const argument: Argument = { kind }
      return value === undefined
        ? Promise.resolve(undefined)
        : settle(desk.parts, { name, argument, value, given: {} }, about)
    }
    const whom = await settled('for', 'person', row.whom)
    if (whom !== undefined && whom !== desk.caller.person.id && !can(desk.caller, ['user']))
      throw new Refusal('request.only_for_self', {}, 'whom')
    const wanted = await settled('wanted', 'moment', row.wanted)
    const answers = await completed(call, item, row.answers)
    const line = await lineFor(orderingOf(call), { item: item.id, count: row.count, answers })
    demandTime(orderingOf(call), [line], wanted)
    const rest = { ...(whom === undefined ? {} : { whom }), ...(wanted === undefined ? {} : { wanted }) }
    return { kind: 'new', row, line, ...rest }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'wrong', row, why: error }
    throw error
  }
}

/** What this person ordered out of the same file, by its lines. */
async function orderedBefore(reader: Reader, person: string, digest: string): Promise<ReadonlyMap<number, string>> {
  const orders: readonly Rec[] = await reader.select(
    recordTable,
    `WHERE t."requester" = ? AND t."practice" = 'request' AND t."details" LIKE ?`,
    [person, `%"imported":"${digest}:%`],
  )
  return new Map(orders.map((order) => [Number(detailsOf(order).imported?.split(':')[1]), order.number]))
}

function importCard(looked: readonly Looked[], voice: Voice, draft?: string): Card {
  const count = (kind: Looked['kind']): number => looked.filter((one) => one.kind === kind).length
  const wrong = count('wrong')
  const fresh = count('new')
  const title = wrong > 0 ? 'request.import.wrong' : fresh > 0 ? 'request.import.right' : 'request.import.nothing'
  const blocks: Block[] = [
    { kind: 'list', items: looked.map((one) => ({ line: [rowText(one, voice)] })) },
    ...(draft === undefined
      ? []
      : [
          {
            kind: 'actions',
            actions: [
              {
                kind: 'press',
                label: voice.say('request.import.take', { count: fresh }),
                press: { command, args: { draft } },
                style: 'primary',
              },
            ],
          } as const,
        ]),
  ]
  return {
    title: [voice.say(title, { count: wrong > 0 ? wrong : fresh })],
    tone: wrong > 0 ? 'bad' : 'plain',
    blocks,
  }
}

function rowText(one: Looked, voice: Voice): string {
  const { line: at } = one.row
  if (one.kind === 'there') return voice.say('request.import.there', { line: at, number: one.number })
  if (one.kind === 'wrong')
    return voice.say('request.import.row', {
      line: at,
      what: voice.say(`refusals.${one.why.code}.says`, one.why.params),
    })
  const { total, price } = one.line
  const cost = total === undefined || !price ? '' : `, ${moneyText(total, price.currency, voice.language)}`
  return voice.say('request.import.row', { line: at, what: `${titleOf([one.line], voice)}${cost}` })
}
