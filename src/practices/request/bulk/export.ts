import { stringify } from 'csv-stringify/sync'
import type { Card } from '../../../chat/card.js'
import type { Voice } from '../../../chat/language.js'
import type { ServedFile } from '../../../chat/page.js'
import type { Caller } from '../../../people/index.js'
import { listRecords, type Rec } from '../../../records/index.js'
import type { Reader } from '../../../store/index.js'
import { detailsOf } from '../policy.js'

export const exportFormats = ['csv', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What the file of each format is called on our pages. */
export const exportNames: Readonly<Record<ExportFormat, string>> = { csv: 'requests.csv', json: 'requests.json' }

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

const columns = [
  'number',
  'state',
  'title',
  'requester',
  'for',
  'line',
  'item',
  'count',
  'answers',
  'total',
  'currency',
  'there_by',
  'delivered',
  'service',
  'team',
  'opened_at',
  'closed_at',
] as const

/** A line for each thing that was ordered. */
const rowsOf = (record: Rec): readonly Readonly<Record<(typeof columns)[number], string>>[] => {
  const { lines, for: whom = record.requester } = detailsOf(record)
  return lines.map((line, at) => ({
    number: record.number,
    state: record.state,
    title: record.title,
    requester: record.requester,
    for: whom,
    line: String(at + 1),
    item: line.item,
    count: String(line.count),
    answers: line.answers.map(({ id, value }) => `${id}: ${value}`).join('; '),
    total: line.total === undefined ? '' : (line.total / 100).toFixed(2),
    currency: line.price?.currency ?? '',
    there_by: line.by ?? '',
    delivered: line.delivered ?? '',
    service: record.service ?? '',
    team: record.team ?? '',
    opened_at: record.openedAt.toISOString(),
    closed_at: record.closedAt?.toISOString() ?? '',
  }))
}

const whole = (record: Rec): unknown => {
  const { number, state, title, requester, assignee, service, team, priority, openedAt, resolvedAt, closedAt } = record
  const { lines, for: whom = requester, wanted, rating, verdict } = detailsOf(record)
  return {
    ...{ number, state, title, requester, for: whom, assignee, service, team, priority },
    ...{ openedAt, resolvedAt, closedAt, wanted, rating, verdict },
    lines: lines.map(({ approvals: _, tasks: __, ...line }) => line),
  }
}

const batchSize = 500

/** All requests that this person may see, in batches. */
async function* requestsFor(reader: Reader, viewer: Caller): AsyncGenerator<readonly Rec[]> {
  for (let offset = 0; ; offset += batchSize) {
    const batch = await listRecords(reader, viewer, { practice: 'request', limit: batchSize, offset })
    if (batch.length > 0) yield batch
    if (batch.length < batchSize) return
  }
}

/** They as a file, in pieces. What a spreadsheet would take for a formula has an apostrophe in front. */
export async function* requestsAs(format: ExportFormat, reader: Reader, viewer: Caller): AsyncGenerator<string> {
  if (format === 'csv') {
    yield stringify([[...columns]])
    for await (const batch of requestsFor(reader, viewer))
      yield stringify(batch.flatMap(rowsOf), { columns: [...columns], escape_formulas: true })
    return
  }
  let mark = '['
  for await (const batch of requestsFor(reader, viewer)) {
    for (const record of batch) {
      yield `${mark}\n${JSON.stringify(whole(record))}`
      mark = ','
    }
  }
  yield mark === '[' ? '[]\n' : '\n]\n'
}

/** The same as our pages serve it, made while it is read; undefined where the name is none of those. */
export function requestsFile(reader: Reader, viewer: Caller, name: string): ServedFile | undefined {
  const format = exportFormats.find((one) => exportNames[one] === name)
  if (!format) return undefined
  const pieces = requestsAs(format, reader, viewer)
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(Buffer.from(value))
    },
  })
  return { kind: 'open', name, on: '', type: types[format], body }
}

/** Where the file can be fetched, under the reader's own sign-in. */
export const exportCard = (format: ExportFormat, isReachable: boolean, voice: Voice): Card => ({
  title: [voice.say('request.export.title')],
  tone: 'plain',
  blocks: isReachable
    ? [
        { kind: 'files', files: [{ name: exportNames[format], path: `/files/${exportNames[format]}`, lies: [] }] },
        { kind: 'note', line: [voice.say('request.export.at')] },
      ]
    : [{ kind: 'text', line: [voice.say('request.export.nowhere')] }],
})
