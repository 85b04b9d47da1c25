import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import { type OutboxRow, outboxTable } from '../notices/table.js'
import type { Reader } from '../store/index.js'
import { withOrders } from './backstage.js'
import { type CliCall, usageOf } from './command.js'
import { looking } from './looking.js'
import { instantText, table } from './shown.js'

/** How many of each are listed; how many there are is said. */
const shown = 50

/** Shows what waits to be sent and what was given up, with attempts and errors. Never what people wrote. */
export async function outbox({ config, terminal, voice, tell }: CliCall): Promise<number> {
  const { waiting, parked, numbers } = await looking(config(), async (read) => {
    const waiting = await inState(read, 'pending', 't.lane, t.id')
    const parked = await inState(read, 'parked', 't.id DESC')
    return { waiting, parked, numbers: await numbersOf(read, [...waiting.rows, ...parked.rows]) }
  })
  const line = (row: OutboxRow): readonly string[] => lineOf(row, numbers, voice)
  tell('outbox.waiting', { count: waiting.count })
  table(terminal.output, waiting.rows.map(line))
  tell('outbox.parked', { count: parked.count })
  table(terminal.output, parked.rows.map(line))
  if (parked.count > 0) tell('outbox.how')
  return 0
}

async function inState(read: Reader, state: OutboxRow['state'], order: string) {
  const [all] = await read.rows<{ n: number }>('SELECT count(*) AS n FROM "outbox" WHERE "state" = ?', [state])
  const rows = await read.select(outboxTable, `WHERE t.state = ? ORDER BY ${order} LIMIT ?`, [state, shown])
  return { count: Number(all?.n ?? 0), rows }
}

async function numbersOf(read: Reader, rows: readonly OutboxRow[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rows.flatMap(({ record }) => record ?? []))]
  if (ids.length === 0) return new Map()
  const marks = ids.map(() => '?').join(', ')
  const found = await read.rows<{ id: number; number: string }>(
    `SELECT "id", "number" FROM "record" WHERE "id" IN (${marks})`,
    ids,
  )
  return new Map(found.map(({ id, number }) => [id, number]))
}

function lineOf(row: OutboxRow, numbers: ReadonlyMap<number, string>, voice: Voice): readonly string[] {
  const about = row.record === undefined ? '' : (numbers.get(row.record) ?? '')
  return [
    `  ${row.id}`,
    row.place,
    `${voice.say(`cli.outbox.role.${row.role}`)} ${about}`.trim(),
    instantText(row.madeAt),
    voice.say('cli.outbox.attempts', { count: row.attempts }),
    row.error?.split('\n')[0]?.slice(0, 200) ?? '',
  ]
}

/** Takes up parked messages again. */
export async function retry(call: CliCall): Promise<number> {
  const [typed = ''] = call.given
  const which = typed === 'all' ? typed : /^\d{1,9}$/.test(typed) ? Number(typed) : undefined
  if (which === undefined) {
    const command = call.commands.find(({ name }) => name === 'outbox retry')
    throw new Refusal('cli.not_a_message', { typed, usage: command ? usageOf(command) : '' })
  }
  const taken = await withOrders(call.config(), (orders) => orders.retry(which))
  if (taken === 0 && which !== 'all') throw new Refusal('cli.not_parked', { typed })
  call.tell('outbox.retried', { count: taken })
  return 0
}
