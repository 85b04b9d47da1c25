import type { Clock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import type { Ids } from '../kernel/ids.js'
import type { Lease, Leases } from '../kernel/lease.js'
import { integer, json, key, nullable, word } from './columns.js'
import { table } from './rows.js'
import type { Actor, Store, Work } from './work.js'

interface LeaseRow {
  readonly name: string
  /** Absent when it was let go. */
  readonly holder?: string | undefined
  /** Grows whenever the holder says that it is there. */
  readonly beat: number
  readonly left?: unknown
}

export const leaseTable = table<LeaseRow>('lease', {
  name: key(),
  holder: nullable(word()),
  beat: integer(),
  left: nullable(json()),
})

/** How long a holder may be silent before another process takes over. */
export const silence = seconds(5)

const actor: Actor = { kind: 'desk', job: 'lease' }

/**
 * Leases in the database. No two machines have the same time, so none is written down: whoever waits sees by its own
 * clock whether the holder's beat stands still. A SQLite file has one process, so there a lease is always free.
 */
export function createLeases(parts: { readonly store: Store; readonly clock: Clock; readonly ids: Ids }): Leases {
  /** What was seen of a lease is remembered for whoever asks for it next: silence is not broken by asking anew. */
  const watches = new Map<string, Watch>()
  return (name) => {
    const holder = parts.ids.next()
    const watch = watches.get(name) ?? watching(parts.clock)
    watches.set(name, watch)
    return {
      take: () => parts.store.work(actor, (work) => take(work, name, holder, watch)),
      keep: (left) =>
        parts.store.work(actor, async (work) => {
          const row = await work.hold(leaseTable, { name, holder })
          if (!row) return false
          return (await work.update(leaseTable, { name, holder }, { beat: row.beat + 1, left })) > 0
        }),
      release: (left) =>
        parts.store.work(actor, async (work) => {
          await work.update(leaseTable, { name, holder }, { holder: undefined, left })
        }),
    } satisfies Lease
  }
}

async function take(work: Work, name: string, holder: string, watch: Watch) {
  await work.insertNew(leaseTable, { name, beat: 0 })
  const row = await work.hold(leaseTable, { name })
  if (!row) return undefined
  const mine = row.holder === undefined || row.holder === holder
  if (!mine && work.dialect === 'postgres' && !watch(`${row.holder} ${row.beat}`)) return undefined
  await work.update(leaseTable, { name }, { holder, beat: row.beat + 1 })
  return { left: row.left }
}

/** Whether what was seen has not changed for so long that its holder must be gone. */
type Watch = (seen: string) => boolean

function watching(clock: Clock): Watch {
  let last: { readonly seen: string; readonly at: number } | undefined
  return (seen) => {
    const now = clock.now().getTime()
    if (last?.seen !== seen) last = { seen, at: now }
    return now - last.at >= silence
  }
}
