import { type Booking, keepBooking } from '../../src/forward/index.js'
import { type Rec, recordTable } from '../../src/records/index.js'
import type { Store } from '../../src/store/index.js'

/** Changes on a real database, written as their practice writes them: the calendar knows no more of them. */
export interface Planning {
  readonly title?: string
  readonly state?: string
  readonly private?: boolean
  readonly requester?: string
  readonly risk?: 'low' | 'medium' | 'high'
  readonly services?: readonly string[]
  readonly items?: readonly string[]
  /** In short, as the practice keeps them: `freeze:christmas!`. */
  readonly conflicts?: readonly string[]
  /** Of no window in the schedule, but one that it had. */
  readonly gone?: true
  readonly firm?: boolean
}

const ends = ['closed', 'rejected', 'cancelled']

/** A change whose window is from an instant to so many hours later: `2031-03-04T10:00Z`. */
export async function plan(
  store: Store,
  number: string,
  from: string,
  hours: number,
  of: Planning = {},
): Promise<number> {
  const window = { from: new Date(from), to: new Date(new Date(from).getTime() + hours * 3_600_000) }
  const { state = 'scheduled', services = [], items = [], risk, conflicts } = of
  return store.work({ kind: 'operator' }, async (work) => {
    const record = await work.insert(recordTable, {
      number,
      practice: 'change',
      state,
      open: !ends.includes(state),
      version: 1,
      title: of.title ?? 'New router',
      body: '',
      requester: of.requester ?? 'marco',
      private: of.private ?? false,
      language: 'en',
      details: {
        kind: 'normal',
        items,
        services,
        window: { from: window.from.toISOString(), to: window.to.toISOString() },
        ...(risk ? { risk: { class: risk } } : {}),
        ...(conflicts ? { conflicts } : {}),
      },
      openedAt: work.now,
      updatedAt: work.now,
    } satisfies Omit<Rec, 'id'>)
    const booking: Booking = { record, ...window, firm: of.firm ?? true, services, items, ...(risk ? { risk } : {}) }
    if (!of.gone) await keepBooking(work, booking)
    return record
  })
}

/** It came into another state: its version and the time of its change say so. */
export async function becomes(store: Store, id: number, state: string, title?: string): Promise<void> {
  await store.work({ kind: 'operator' }, async (work) => {
    const record = await work.one(recordTable, { id })
    if (!record) throw new Error(`there is no record ${id}`)
    await work.update(
      recordTable,
      { id },
      {
        state,
        open: !ends.includes(state),
        version: record.version + 1,
        updatedAt: work.now,
        ...(title ? { title } : {}),
      },
    )
  })
}
