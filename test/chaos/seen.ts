import type { Reader } from '../../src/store/index.js'
import type { Happening } from './oracle.js'

/** What stands in the database, read past every process. */
export interface Seen {
  readonly records: readonly { readonly id: number; readonly number: string; readonly state: string }[]
  /** The timelines by record, oldest first. */
  readonly timelines: ReadonlyMap<number, readonly Happening[]>
  readonly clocks: readonly StoredClock[]
  /** By the entry that says it. */
  readonly alerts: ReadonlyMap<number, StoredAlert>
}

export interface StoredClock {
  readonly id: number
  readonly record: number
  readonly key: string
  readonly state: string
  readonly targetMs: number
  readonly usedMs: number
  readonly pausedMs: number
  readonly asOf: number
  readonly dueAt: number | undefined
  readonly stoppedAt: number | undefined
  readonly breached: boolean
}

export interface StoredAlert {
  readonly id: number
  readonly clock: number
  readonly record: number
  readonly mark: string
  readonly entry: number
  readonly madeAt: number
  readonly told: boolean
}

type Raw = Readonly<Record<string, string | number | null>>

const instant = (value: unknown): number | undefined => (value === null ? undefined : Date.parse(String(value)))

export async function lookAt(reader: Reader): Promise<Seen> {
  const records = await reader.rows<Raw>('SELECT "id", "number", "state" FROM "record" ORDER BY "id"')
  const entries = await reader.rows<Raw>(
    'SELECT "id", "record", "at", "actor", "kind", "data" FROM "timeline" ORDER BY "id"',
  )
  const clocks = await reader.rows<Raw>('SELECT * FROM "sla_clock" ORDER BY "id"')
  const alerts = await reader.rows<Raw>('SELECT * FROM "sla_alert" ORDER BY "id"')
  const timelines = new Map<number, Happening[]>()
  for (const raw of entries) {
    const record = Number(raw.record)
    const entry: Happening = {
      id: Number(raw.id),
      record,
      at: Date.parse(String(raw.at)),
      actor: String(raw.actor),
      kind: String(raw.kind),
      data: JSON.parse(String(raw.data)),
    }
    timelines.set(record, [...(timelines.get(record) ?? []), entry])
  }
  return {
    records: records.map(({ id, number, state }) => ({ id: Number(id), number: String(number), state: String(state) })),
    timelines,
    clocks: clocks.map((raw) => ({
      id: Number(raw.id),
      record: Number(raw.record),
      key: String(raw.key),
      state: String(raw.state),
      targetMs: Number(raw.target_ms),
      usedMs: Number(raw.used_ms),
      pausedMs: Number(raw.paused_ms),
      asOf: instant(raw.as_of) ?? 0,
      dueAt: instant(raw.due_at),
      stoppedAt: instant(raw.stopped_at),
      breached: Number(raw.breached) === 1,
    })),
    alerts: new Map(
      alerts.map((raw) => [
        Number(raw.entry),
        {
          id: Number(raw.id),
          clock: Number(raw.clock),
          record: Number(raw.record),
          mark: String(raw.mark),
          entry: Number(raw.entry),
          madeAt: instant(raw.made_at) ?? 0,
          told: Number(raw.told) === 1,
        },
      ]),
    ),
  }
}

/** A message in the outbox, as far as alerts are concerned. */
export interface Queued {
  readonly id: number
  readonly key: string
  readonly lane: number
  readonly role: string
  readonly place: string
  readonly state: string
  readonly edits: string | undefined
  readonly nextAt: number
  readonly what: {
    readonly show: string
    readonly entry?: number
    readonly entries?: readonly number[]
  }
}

export async function outboxOf(reader: Reader): Promise<readonly Queued[]> {
  const rows = await reader.rows<Raw>('SELECT * FROM "outbox" ORDER BY "id"')
  return rows.map((raw) => ({
    id: Number(raw.id),
    key: String(raw.key),
    lane: Number(raw.lane),
    role: String(raw.role),
    place: String(raw.place),
    state: String(raw.state),
    edits: raw.edits === null ? undefined : String(raw.edits),
    nextAt: instant(raw.next_at) ?? 0,
    what: JSON.parse(String(raw.what)),
  }))
}
