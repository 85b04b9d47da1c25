import { accountFrom } from '../../chat/address.js'
import type { Card } from '../../chat/card.js'
import type { Language, Voice } from '../../chat/language.js'
import { oneAccount, type Parts, tellAccounts } from '../../desk/index.js'
import { after } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import type { Caller } from '../../people/index.js'
import { memberTable, type Rec, recordById } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { lineFor, type Ordering, placeOrder } from './ordering.js'
import { detailsOf } from './policy.js'
import { moved, occurrences } from './standing.js'
import { type StandingRow, standingTable } from './table.js'

/** Orders what is wanted again and again, when its time has come. */

const batch = 50
const job = { kind: 'desk', job: 'standing-orders' } as const

/**
 * Places every order that is due, once, however many processes look and however late it is: what should have been ordered while
 * nobody was there is ordered once, and not at all when the time at which it was wanted is over. Where it cannot be
 * ordered the person hears why, and the next time it is tried again.
 */
export async function keepStanding(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  let done = 0
  for (let behind = 0; ; ) {
    const rows = await parts.store.read.select(
      standingTable,
      `WHERE t."state" = 'on' AND t."due" <= ? AND t."id" > ? ORDER BY t."id" LIMIT ?`,
      [now.toISOString(), behind, batch],
    )
    for (const { id } of rows) {
      await keepOne(parts, id, now).catch((error: unknown) => void failed.push(error))
      done++
    }
    behind = rows.at(-1)?.id ?? behind
    if (rows.length < batch) break
  }
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} of ${done} standing orders could not be placed`)
  return done
}

/** Each in its own unit of work; one that is refused leaves nothing but the word to its person. */
async function keepOne(parts: Parts, id: number, now: Date): Promise<void> {
  const due = async (work: Work): Promise<StandingRow | undefined> => {
    const row = await work.hold(standingTable, { id })
    return row?.state === 'on' && row.due <= now ? row : undefined
  }
  try {
    await parts.store.work(job, async (work) => {
      const row = await due(work)
      if (row) await place(parts, work, row)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await parts.store.work(job, async (work) => {
      const row = await due(work)
      if (row) await goOnWithout(parts, work, row, error)
    })
  }
}

/** When the one that is due now is wanted; undefined where that is over already. */
function wantedAt(row: StandingRow, now: Date): Date | undefined {
  if (row.ahead > 0) return row.next > now ? row.next : undefined
  // Of several that were missed the newest is enough.
  return occurrences(row).between(row.next, after(now, 1)).at(-1)?.from ?? row.next
}

async function place(parts: Parts, work: Work, row: StandingRow): Promise<void> {
  const at = wantedAt(row, work.now)
  if (!at) return missed(parts, work, row)
  const first = await recordById(work, row.record)
  const caller = await callerOf(parts, row)
  if (!first || !caller) return void (await work.update(standingTable, { id: row.id }, { state: 'over' }))
  const record = await order(parts, work, { row, at, first, caller })
  await goOn(work, row, at)
  await tell(parts, work, row, at, { record: record.id, card: (voice) => orderedCard(record, row, voice) })
}

/** Nobody was there when it should have been ordered, and the time at which it was wanted is over. */
async function missed(parts: Parts, work: Work, row: StandingRow): Promise<void> {
  await goOn(work, row, work.now)
  await tell(parts, work, row, row.next, { card: (voice) => missedCard(row, voice) })
}

/** Whoever has no account any more wants nothing any more. */
async function callerOf({ directory }: Parts, { account }: StandingRow): Promise<Caller | undefined> {
  const known = accountFrom(account)
  if (!known) return undefined
  return directory.callerOf(known, {}).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
}

interface Placing {
  readonly row: StandingRow
  readonly at: Date
  /** The request that is repeated. */
  readonly first: Rec
  readonly caller: Caller
}

/** By the same rules as everybody's orders, and in their name. */
async function order(parts: Parts, work: Work, { row, at, first, caller }: Placing): Promise<Rec> {
  const { lines, for: whom, wanted, note, budget } = row.order
  const voice = parts.voices.in(first.language as Language)
  const ordering: Ordering = { parts, caller, voice, now: work.now }
  const made = []
  for (const { item, count, answers, moments } of lines) {
    const then = Object.fromEntries(
      Object.entries(answers).map(([id, value]) => [id, moments.includes(id) ? moved(value, row, at) : value]),
    )
    made.push(await lineFor(ordering, { item, count: String(count), answers: then }))
  }
  const record = await placeOrder(ordering, work, {
    ...{ lines: made, for: whom, note, budget, standing: String(row.id) },
    // Its words are those of the first one, and go no further.
    private: first.private,
    ...(wanted === undefined ? {} : { wanted: moved(wanted, row, at) }),
    ...(first.origin ? { origin: first.origin } : {}),
  })
  const { for: other } = detailsOf(record)
  if (other !== undefined) await work.insertNew(memberTable, { record: record.id, person: other, as: 'watcher' })
  return record
}

/** The next one after this; it is over where there is none. */
async function goOn(work: Work, row: StandingRow, at: Date): Promise<void> {
  const next = occurrences(row).after(new Date(Math.max(at.getTime(), row.next.getTime())))?.from
  const isOver = !next || (row.until !== undefined && next > row.until)
  await work.update(standingTable, { id: row.id }, isOver ? { state: 'over' } : { next, due: after(next, -row.ahead) })
  work.audit('standing.done', String(row.id), { at: at.toISOString() })
}

async function goOnWithout(parts: Parts, work: Work, row: StandingRow, refusal: Refusal): Promise<void> {
  const at = wantedAt(row, work.now) ?? row.next
  await goOn(work, row, at)
  await tell(parts, work, row, at, { card: (voice) => refusedCard(refusal, row, voice) })
}

async function tell(
  parts: Parts,
  work: Work,
  row: StandingRow,
  at: Date,
  word: { readonly record?: number; card(voice: Voice): Card },
): Promise<void> {
  const account = accountFrom(row.account)
  const isThere = account && parts.connected.has(account.platform)
  await tellAccounts(parts, work, isThere ? [account] : await oneAccount(parts, row.person), {
    key: `standing/${row.id}/${at.toISOString()}`,
    lane: 'update',
    title: 'request.standing',
    ...word,
  })
}

const stopIt = (row: StandingRow, voice: Voice) =>
  ({
    kind: 'press',
    label: voice.say('request.stop'),
    press: { command: 'request stop', args: { standing: String(row.id) } },
  }) as const

const orderedCard = (record: Rec, row: StandingRow, voice: Voice): Card => ({
  title: voice.line('request.ordered_again', {
    number: { kind: 'record', number: record.number },
    title: record.title,
  }),
  tone: 'good',
  blocks: [
    { kind: 'note', line: [voice.say('request.every', { every: row.every })] },
    {
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: voice.say('desk.show'),
          press: { command: 'request show', args: { record: record.number } },
        },
        stopIt(row, voice),
      ],
    },
  ],
  page: `/r/${record.number}`,
})

const refusedCard = (refusal: Refusal, row: StandingRow, voice: Voice): Card => ({
  title: [voice.say('request.not_ordered_again', { title: row.title })],
  tone: 'attention',
  blocks: [
    { kind: 'text', line: [voice.say(`refusals.${refusal.code}.says`, refusal.params)] },
    { kind: 'note', line: [voice.say('request.tried_again', { every: row.every })] },
    { kind: 'actions', actions: [stopIt(row, voice)] },
  ],
})

const missedCard = (row: StandingRow, voice: Voice): Card => ({
  title: [voice.say('request.not_ordered_again', { title: row.title })],
  tone: 'attention',
  blocks: [
    {
      kind: 'text',
      line: voice.line('request.missed', { at: { kind: 'time', at: row.next.toISOString(), style: 'moment' } }),
    },
    { kind: 'note', line: [voice.say('request.tried_again', { every: row.every })] },
    { kind: 'actions', actions: [stopIt(row, voice)] },
  ],
})
