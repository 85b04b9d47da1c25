import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { Refusal } from '../../../kernel/errors.js'

/** Orders as CSV: a line each, below a line with the names of the columns. */
export interface Row {
  /** In the file, from 1. */
  readonly line: number
  readonly item: string
  readonly count?: string
  readonly whom?: string
  readonly wanted?: string
  readonly note?: string
  /** What stands in the other columns, by the ids of the item's fields. */
  readonly answers: Readonly<Record<string, string>>
}

/** In one file; more is several files. */
const mostRows = 200

const own = ['item', 'count', 'for', 'wanted', 'note'] as const

/** The same for the same file: by it nothing is ordered twice. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/**
 * The rows of a file; commas, semicolons and tabs are understood. A field whose id is a column's own name is written
 * `field:count`. Refuses with `request.import_…` what is no such file.
 */
export function rowsIn(text: string): readonly Row[] {
  const [names, ...records] = cellsIn(text)
  const header = names?.cells.map((name) => name.trim()) ?? []
  if (!header.includes('item')) throw new Refusal('request.import_no_columns', {}, 'files')
  const twice = header.find((name, at) => header.indexOf(name) < at)
  if (twice !== undefined) throw new Refusal('request.import_twice', { name: twice }, 'files')
  if (records.length === 0) throw new Refusal('request.import_empty', {}, 'files')
  if (records.length > mostRows)
    throw new Refusal('request.import_too_many', { count: records.length, most: mostRows }, 'files')
  return records.map(({ cells, line }) => {
    const all = new Map(header.map((name, at) => [name, unguarded(cells[at] ?? '').trim()]))
    const filled = (name: string): string | undefined => all.get(name) || undefined
    const answers = header.flatMap((name) => {
      const answer = filled(name)
      const isOwn = (own as readonly string[]).includes(name)
      return isOwn || answer === undefined ? [] : [[name.replace(/^field:/, ''), answer] as const]
    })
    const [count, whom, wanted, note] = [filled('count'), filled('for'), filled('wanted'), filled('note')]
    return {
      line,
      item: filled('item') ?? '',
      ...(count === undefined ? {} : { count }),
      ...(whom === undefined ? {} : { whom }),
      ...(wanted === undefined ? {} : { wanted }),
      ...(note === undefined ? {} : { note }),
      answers: Object.fromEntries(answers),
    }
  })
}

interface Cells {
  readonly cells: readonly string[]
  readonly line: number
}

function cellsIn(text: string): readonly Cells[] {
  const [first = ''] = text.split(/\r?\n/, 1)
  const count = (mark: string): number => first.split(mark).length
  const [delimiter = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))
  try {
    const read = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
    })
    return (read as unknown as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      cells: record,
      line: info.lines,
    }))
  } catch (error) {
    const { lines = 1 } = error as { lines?: number }
    throw new Refusal('request.import_no_csv', { line: lines }, 'files')
  }
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula. */
const unguarded = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '')
