import { performance } from 'node:perf_hooks'
import { openDesk } from '../../test/builders/desk.js'
import { inn } from '../../test/builders/inn.js'
import { type Figure, figure, percentile } from '../figure.js'

const rounds = 60

/** An item that the line manager, the owner and the budget holder approve, and five tasks of two teams. */
const file = inn({
  catalogue: `
  categories: {staff: For staff}
  items:
    heater:
      name: {en: Heater, da: Varmeovn}
      category: staff
      service: heating
      price: {amount: 300, currency: CHF}
      fields: {room: {label: Room}, why: {label: Why, kind: paragraph}}
      approvals: [{by: manager}, {by: owner}, {by: budget}]
      tasks:
        buy: {what: Buy it, team: maintenance}
        bill: {what: Book the bill, team: reception}
        fetch: {what: Fetch it, team: maintenance, after: buy}
        wire: {what: Connect it, team: maintenance, after: fetch}
        tell: {what: Show how it works, team: reception, after: wire}`,
})

/** An order with three approvals, and the approval by which its five tasks are opened: each is one commit. */
export async function order(): Promise<readonly Figure[]> {
  const desk = await openDesk({ dialect: 'sqlite', file })
  const ordered: Took[] = []
  const begun: Took[] = []
  for (let round = -10; round < rounds; round++) {
    const said = await timed(() => desk.as('ana').types('/request order heater with:"room: 14; why: it is cold"'))
    const number = /REQ-\d+/.exec(said.text)?.[0] ?? ''
    await desk.as('seraina').types(`/request approve ${number}`)
    await desk.as('reto').types(`/request approve ${number}`)
    const last = await timed(() => desk.as('ursina').types(`/request approve ${number}`))
    const { state } = await desk.record(number)
    if (state !== 'in fulfilment') throw new Error(`${number} is ${state}: ${last.text}`)
    if (round < 0) continue
    ordered.push(said)
    begun.push(last)
  }
  await desk.close()
  return [
    figureOf('an order with three approvals', ordered),
    figureOf('the last approval of an order, which opens its five tasks', begun),
  ]
}

interface Took {
  /** How long our own thread worked, in milliseconds; what the database does meanwhile is beside it. */
  readonly own: number
  readonly wall: number
  readonly text: string
}

async function timed(act: () => Promise<{ readonly text: string }>): Promise<Took> {
  const before = performance.eventLoopUtilization()
  const began = performance.now()
  const { text } = await act()
  const wall = performance.now() - began
  return { own: performance.eventLoopUtilization(before).active, wall, text }
}

function figureOf(what: string, took: readonly Took[]): Figure {
  const own = took.map((one) => one.own)
  const wall = took.map((one) => one.wall)
  return figure({
    figure: `${what}, our own time: p95`,
    value: percentile(own, 0.95),
    unit: 'ms',
    atMost: 20,
    detail: {
      p50: percentile(own, 0.5),
      'with the commit, p50': percentile(wall, 0.5),
      'with the commit, p95': percentile(wall, 0.95),
      rounds,
    },
  })
}
