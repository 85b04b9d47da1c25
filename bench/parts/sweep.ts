import { randomBytes } from 'node:crypto'
import { breach } from '../../src/desk/index.js'
import { type DeskUnderTest, openDesk } from '../../test/builders/desk.js'
import { promisingInn } from '../../test/builders/promises.js'
import { type Figure, figure, median } from '../figure.js'

const clocks = 1_000_000
const due = 10_000
const rounds = 50
const began = '2031-03-03T09:00:00.000Z'

/** The sweep over a million clocks of which none is due, and ten thousand that are due at once. SQLite on the disk. */
export async function sweep(): Promise<readonly Figure[]> {
  const desk = await openDesk({ dialect: 'sqlite', at: began, file: promisingInn() })
  try {
    // The first one finds the desk file new.
    await breach(desk.parts, desk.clock.now())
    await fillIdle(desk)
    const idle = await idleSweeps(desk)
    await fillDue(desk)
    const busy = await busySweep(desk)
    return [idle, busy]
  } finally {
    await desk.close()
  }
}

async function idleSweeps(desk: DeskUnderTest): Promise<Figure> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    await breach(desk.parts, desk.clock.now())
    took.push(performance.now() - from)
  }
  return figure({
    figure: 'a sweep over 1,000,000 open clocks, none due',
    value: median(took),
    unit: 'ms',
    atMost: 5,
    detail: { slowest: Math.max(...took) },
  })
}

async function busySweep(desk: DeskUnderTest): Promise<Figure> {
  desk.clock.to('2031-03-03T11:00:01.000Z')
  const from = performance.now()
  const marked = await breach(desk.parts, desk.clock.now())
  const took = (performance.now() - from) / 1_000
  const [told] = await desk.store.read.rows<{ n: number }>('SELECT count(*) AS n FROM "sla_alert" WHERE "told" = 1')
  if (marked !== due || Number(told?.n) !== due) throw new Error(`marked ${marked}, told ${told?.n}, of ${due}`)
  return figure({
    figure: '10,000 clocks due at once, all marked and queued',
    value: took,
    unit: 's',
    atMost: 10,
    detail: { messages: await desk.rows('outbox') },
  })
}

const columns =
  '"record", "key", "kind", "metric", "agreement", "calendar", "state", "target_ms", "used_ms", "paused_ms", "started_at", ' +
  '"aimed_at", "as_of", "due_at", "breached", "next_at", "told", "reminded"'

/** Clocks of records that need not be there: nobody looks at what is not due. */
async function fillIdle(desk: DeskUnderTest): Promise<void> {
  await desk.store.work({ kind: 'operator' }, async (work) => {
    await work.run(
      `WITH RECURSIVE "n" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < ${clocks})
       INSERT INTO "sla_clock" (${columns})
       SELECT 10000000 + "i", 'sla/resolution/1', 'sla', 'resolution', 'everybody', 'house', 'running', '14400000', '0', '0', ?, ?, ?,
         strftime('%Y-%m-%dT%H:%M:%fZ', '2031-04-01', '+' || ("i" % 500000) || ' minutes'), 0,
         strftime('%Y-%m-%dT%H:%M:%fZ', '2031-03-20', '+' || ("i" % 500000) || ' minutes'), '[]', 0 FROM "n"`,
      [began, began, began],
    )
  })
}

/** Records with a history as they are opened, whose response is half used at eleven. */
async function fillDue(desk: DeskUnderTest): Promise<void> {
  const facts = JSON.stringify({
    desk: desk.desks.current().version,
    facts: { priority: 3, team: 'reception', service: 'bathrooms' },
  })
  const details = JSON.stringify({ affects: 'me', work: 'hampered', impact: 3, urgency: 2 })
  const lot = randomBytes(2).toString('hex')
  const rows = `WITH RECURSIVE "n" ("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < ${due})`
  await desk.store.work({ kind: 'operator' }, async (work) => {
    await work.run(
      `${rows} INSERT INTO "record" ("id", "number", "practice", "state", "open", "version", "title", "body", "service", "priority",
         "requester", "team", "private", "language", "details", "opened_at", "updated_at")
       SELECT 1000 + "i", 'INC-' || (1000 + "i"), 'incident', 'new', 1, 1, 'Trouble ' || "i" || ' ${lot}', '', 'bathrooms', 3, 'emily',
         'reception', 0, 'en', ?, ?, ? FROM "n"`,
      [details, began, began],
    )
    await work.run(
      `${rows} INSERT INTO "timeline" ("record", "at", "actor", "kind", "data") SELECT 1000 + "i", ?, 'emily', 'opened', ? FROM "n"`,
      [began, facts],
    )
    await work.run(
      `${rows} INSERT INTO "sla_clock" (${columns})
       SELECT 1000 + "i", 'sla/response/1', 'sla', 'response', 'everybody', 'house', 'running', '14400000', '0', '0', ?, ?, ?,
         '2031-03-03T13:00:00.000Z', 0, '2031-03-03T11:00:00.000Z', '[]', 0 FROM "n"`,
      [began, began, began],
    )
  })
}
