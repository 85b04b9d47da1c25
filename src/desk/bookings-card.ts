import type { Card, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import type { CatalogueItem } from '../organisation/index.js'
import { knownTo, recordById } from '../records/index.js'
import { bookingsOf, isForEver, type StockBookingRow } from '../stock/index.js'
import { freeNow } from './catalogue-free.js'
import type { Desk } from './desk.js'
import { worksHere } from './team.js'

/** As many as are read at once. */
const shown = 20

/** Who has what of an item, in the order in which it is free again: for those who hand it out. Refuses everybody else. */
export async function bookingsCard(
  { handed, caller, now }: Pick<Desk, 'handed' | 'caller' | 'now'>,
  item: CatalogueItem,
  voice: Voice,
): Promise<Card> {
  if (!worksHere(caller)) throw new Refusal('catalogue.staff_only')
  const { reader, parts } = handed
  const rows = await bookingsOf(reader, item.id, { now, most: shown + 1 })
  const held = await Promise.all(
    rows.slice(0, shown).map(async (row) => ({ row, record: await recordById(reader, row.record) })),
  )
  const known = await knownTo(
    reader,
    caller,
    held.flatMap(({ record }) => record?.number ?? []),
  )
  const people = await parts.directory.peopleByIds(held.flatMap(({ record }) => record?.requester ?? []))
  const items = held.map(({ row, record }): Item => {
    const what: Line =
      record && known.has(record.number)
        ? [{ kind: 'record', number: record.number }, ` ${people.get(record.requester)?.name ?? record.requester}`]
        : [voice.say('timeline.private_record')]
    return { line: [...(row.count === 1 ? [] : [`${row.count} × `]), ...what], detail: spanLine(row, voice) }
  })
  const free = await freeNow(reader, item, now)
  const { count = 0 } = free ?? {}
  const sums: Line =
    item.stock === undefined
      ? []
      : [voice.say('catalogue.stock', { count: item.stock }), ', ', voice.say('catalogue.free_now', { count })]
  return {
    title: [item.name[voice.language]],
    tone: 'plain',
    blocks: [
      { kind: 'text', line: item.stock === undefined ? [voice.say('catalogue.no_stock')] : sums },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(rows.length > shown
        ? [{ kind: 'note', line: [voice.say('catalogue.bookings_more', { count: shown })] } as const]
        : []),
    ],
  }
}

const moment = (at: Date) => ({ kind: 'time', at: at.toISOString(), style: 'moment' }) as const

const spanLine = ({ from, to }: StockBookingRow, voice: Voice): Line =>
  isForEver({ to }) ? voice.line('catalogue.lent_since', { from: moment(from) }) : [moment(from), ' – ', moment(to)]
