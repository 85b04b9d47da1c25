import type { Address, Place } from '../chat/address.js'
import { Undeliverable } from '../chat/platform.js'
import type { Shelf, ShelfMessage } from '../chat/shelf.js'
import type { Clock } from '../kernel/clock.js'
import type { Actor, Reader, Store, Work } from '../store/index.js'
import { placeOf } from './address-book.js'
import { type ShelfRow, shelfTable } from './table.js'

const actor: Actor = { kind: 'desk', job: 'shelf' }

/**
 * Keeps the messages of a platform that keeps none of its own. `seq` grows in the order of the commits: whoever has
 * read up to a number has missed nothing below it.
 */
export function createShelf({ store, clock }: { readonly store: Store; readonly clock: Clock }): Shelf {
  const { read } = store
  return {
    put: (message) =>
      store.work(actor, async (work) => {
        await takeTurn(work)
        const there = await work.one(shelfTable, { key: message.key })
        if (there) return addressOf(there)
        const { key, place, text, files, card, language } = message
        await touchParent(work, place)
        const { platform, workspace, channel, thread } = place
        const author = message.author ? { author: authorOf(message.author) } : {}
        const row = { key, platform, workspace, channel, thread, ...author, text, files, card, language }
        const seq = await nextSeq(work)
        const id = await work.insert(shelfTable, { ...row, seq, at: clock.now(), deleted: false })
        return addressOf({ id, platform, workspace, channel, thread })
      }),

    change: (address, to) =>
      store.work(actor, async (work) => {
        await takeTurn(work)
        const row = await standing(work, address)
        if (!row) throw new Undeliverable('cannot be edited', 'there is no such message')
        await work.update(shelfTable, { id: row.id }, { ...to, seq: await nextSeq(work), editedAt: clock.now() })
      }),

    remove: (address) =>
      store.work(actor, async (work) => {
        await takeTurn(work)
        const row = await standing(work, address)
        if (!row) return
        await touchParent(work, placeOf(address))
        const gone = { deleted: true, text: undefined, files: undefined, card: undefined }
        await work.update(shelfTable, { id: row.id }, { ...gone, seq: await nextSeq(work) })
      }),

    async get(address) {
      const row = await rowAt(read, address)
      return row && (await withReplies(read, [row]))[0]
    },

    async list(place, limit, before) {
      const { platform, workspace, channel, thread } = place
      const rows = await read.select(
        shelfTable,
        `WHERE t.platform = ? AND t.workspace = ? AND t.channel = ? AND ${thread === undefined ? 't.thread IS NULL' : 't.thread = ?'}
           AND t.id < ? ORDER BY t.id DESC LIMIT ?`,
        [platform, workspace, channel, ...(thread === undefined ? [] : [thread]), idOf(before) ?? largest, limit],
      )
      return withReplies(read, rows.toReversed())
    },

    async since(seq, limit) {
      return withReplies(read, await read.select(shelfTable, 'WHERE t.seq > ? ORDER BY t.seq LIMIT ?', [seq, limit]))
    },

    latest: () => lastSeq(read),
  }
}

const largest = 2 ** 31 - 1

/** Writers of the shelf take turns until their commit, so that a smaller number never appears after a larger one. */
const takeTurn = async (work: Work): Promise<void> => {
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7262)')
}

async function lastSeq(reader: Reader): Promise<number> {
  const [row] = await reader.rows<{ last: number | null }>('SELECT max("seq") AS last FROM "shelf_message"')
  return Number(row?.last ?? 0)
}

const nextSeq = async (work: Work): Promise<number> => (await lastSeq(work)) + 1

/** The number of replies is shown with the message they hang from: it changes when they do. */
async function touchParent(work: Work, place: Place): Promise<void> {
  const id = idOf(place.thread)
  if (id !== undefined) await work.update(shelfTable, { id }, { seq: await nextSeq(work) })
}

async function standing(reader: Reader, address: Address): Promise<ShelfRow | undefined> {
  const row = await rowAt(reader, address)
  return row?.deleted ? undefined : row
}

async function rowAt(
  reader: Reader,
  { platform, workspace, channel, message }: Address,
): Promise<ShelfRow | undefined> {
  const id = idOf(message)
  return id === undefined ? undefined : reader.one(shelfTable, { id, platform, workspace, channel })
}

/** Message ids come back from browsers; what is none of ours finds nothing. */
function idOf(message: string | undefined): number | undefined {
  const id = Number(message)
  return message !== undefined && Number.isInteger(id) && id > 0 && id <= largest ? id : undefined
}

const authorOf = ({
  platform,
  workspace,
  user,
  name,
}: {
  platform: string
  workspace: string
  user: string
  name: string
}) => ({
  account: { platform, workspace, user },
  name,
})

function addressOf(row: Pick<ShelfRow, 'id' | 'platform' | 'workspace' | 'channel' | 'thread'>): Address {
  const { id, platform, workspace, channel, thread } = row
  return { platform, workspace, channel, ...(thread === undefined ? {} : { thread }), message: String(id) }
}

async function withReplies(reader: Reader, rows: readonly ShelfRow[]): Promise<readonly ShelfMessage[]> {
  if (rows.length === 0) return []
  const counted = await reader.rows<{ thread: string; replies: number }>(
    `SELECT "thread", count(*) AS replies FROM "shelf_message"
     WHERE "thread" IN (${rows.map(() => '?').join(', ')}) AND "deleted" = 0 GROUP BY "thread"`,
    rows.map(({ id }) => String(id)),
  )
  const replies = new Map(counted.map((one) => [one.thread, Number(one.replies)]))
  return rows.map((row) => messageOf(row, replies.get(String(row.id)) ?? 0))
}

function messageOf(row: ShelfRow, replies: number): ShelfMessage {
  const { seq, author, text, files, card, language, at, editedAt, deleted } = row
  return {
    address: addressOf(row),
    seq,
    ...(author ? { author } : {}),
    ...(text === undefined ? {} : { text }),
    ...(files ? { files } : {}),
    ...(card ? { card } : {}),
    language,
    at: at.toISOString(),
    ...(editedAt ? { editedAt: editedAt.toISOString() } : {}),
    deleted,
    replies,
  }
}
