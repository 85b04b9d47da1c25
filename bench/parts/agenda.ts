import { performance } from 'node:perf_hooks'
import { type AgendaChange, buildAgenda } from '../../src/meetings/agenda.js'
import { type Figure, figure, percentile } from '../figure.js'

const rounds = 200
const states = ['ready for decision', 'scheduled', 'implementing', 'implemented', 'authorised', 'requested'] as const
const start = Date.parse('2026-11-01T00:00:00Z')
const hour = 3_600_000

/** The agenda of five hundred changes, as the job that keeps it up to date builds it. */
export async function agenda(): Promise<readonly Figure[]> {
  const changes = Array.from({ length: 500 }, (_, n) => change(n))
  const ask = { since: new Date(start), until: new Date(start + 700 * hour), now: new Date(start + 690 * hour) }
  const carried = new Set(changes.filter(({ id }) => id % 9 === 0).map(({ id }) => id))
  const took = Array.from({ length: rounds }, () => {
    const begun = performance.now()
    const { parts } = buildAgenda({ ...ask, changes, carried })
    const length = performance.now() - begun
    const listed = parts.reduce((all, { items }) => all + items.length, 0)
    if (listed < 400) throw new Error(`only ${listed} of 500 changes are on the agenda`)
    return length
  })
  return [
    figure({
      figure: 'an agenda of 500 changes is built: p95',
      value: percentile(took, 0.95),
      unit: 'ms',
      atMost: 500,
      detail: { changes: changes.length, rounds },
    }),
  ]
}

function change(n: number): AgendaChange {
  const from = new Date(start + (n * 7 + 680) * hour)
  return {
    id: n + 1,
    number: `CHG-${n + 1}`,
    title: `Replace access point ${n}`,
    state: states[n % states.length] ?? 'requested',
    kind: 'normal',
    priority: (n % 5) + 1,
    riskReasons: [],
    services: [`service-${n % 40}`],
    window: { from, to: new Date(from.getTime() + 2 * hour) },
    outage: n % 60,
    conflicts: n % 3,
    unauthorised: n % 50 === 0,
    reviewed: false,
    reviewDue: new Date(start + n * hour),
    openedAt: new Date(start + n * 60_000),
    ...(n % 40 === 0 ? { broke: { how: 'failed', at: new Date(start + n * hour) } } : {}),
    ...(n % 6 === 4 ? { decidedAt: new Date(start + n * hour) } : {}),
  }
}
