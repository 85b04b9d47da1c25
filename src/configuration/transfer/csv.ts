import { type CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { Refusal } from '../../kernel/errors.js'
import { fieldNames } from '../item.js'
import { type EntryProblem, type EntryRelation, entryOf, type Read, relationIn } from './entry.js'
import type { Told } from './told.js'

/**
 * Items as CSV, a line each, below a line with the names of the columns. `attributes` holds `name=value; name=value`,
 * `relations` sentences such as `depends on switch-1; uses pump-1 [pumps 1]`, whose brackets name a group of alternatives
 * and how many of it are enough.
 */
const columns = ['key', ...fieldNames, 'attributes', 'relations'] as const

/** Reads pieces of a file as they come; commas, semicolons and tabs are understood. */
export async function* readCsv(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Read> {
  const all = pieces[Symbol.asyncIterator]()
  const first = await all.next()
  const begin = first.done ? '' : first.value
  const parser = parse({
    bom: true,
    delimiter: delimiterIn(begin),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 100_000,
  })
  void feed(parser, begin, all)
  let header: readonly string[] | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      const line = info.lines
      if (header) {
        yield rowOf(header, record, line)
        continue
      }
      header = record.map((name) => name.trim().toLowerCase())
      const wrong = headerProblem(header)
      if (!wrong) continue
      yield { kind: 'problem', line, why: wrong }
      return
    }
    if (!header) yield { kind: 'problem', line: 1, why: new Refusal('configuration.no_columns') }
  } catch (error) {
    if (!isCsvError(error)) throw error
    yield { kind: 'problem', line: error.lines ?? 1, why: new Refusal('configuration.no_csv') }
  }
}

interface Row {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** What stands most often in the first line, which names the columns. */
function delimiterIn(begin: string | Uint8Array): string {
  const [line = ''] = Buffer.from(begin).toString('utf8').split(/\r?\n/, 1)
  const count = (mark: string): number => line.split(mark).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

async function feed(
  parser: ReturnType<typeof parse>,
  begin: string | Uint8Array,
  pieces: AsyncIterator<string | Uint8Array>,
): Promise<void> {
  try {
    for (let piece: string | Uint8Array | undefined = begin; piece !== undefined; ) {
      if (parser.destroyed) break
      if (!parser.write(piece)) await roomIn(parser)
      const next = await pieces.next()
      piece = next.done ? undefined : next.value
    }
    if (parser.destroyed) await pieces.return?.()
    else parser.end()
  } catch (error) {
    parser.destroy(error as Error)
  }
}

/** Until it takes more, or is closed. */
const roomIn = (parser: ReturnType<typeof parse>): Promise<void> =>
  new Promise((go) => {
    const heard = (): void => {
      parser.off('drain', heard).off('close', heard)
      go()
    }
    parser.on('drain', heard).on('close', heard)
  })

const isCsvError = (error: unknown): error is CsvError & { readonly lines?: number } =>
  error instanceof Error && /^CSV_/.test((error as { code?: string }).code ?? '')

function headerProblem(header: readonly string[]): Refusal | undefined {
  const known: readonly string[] = columns
  const stranger = header.find((name) => !known.includes(name))
  if (!header.includes('key')) return new Refusal('configuration.no_columns')
  if (stranger === undefined) return undefined
  return new Refusal('configuration.unknown_field', { field: stranger, known: known.join(', ') })
}

function rowOf(header: readonly string[], record: readonly string[], line: number): Read {
  const problem = (why: Refusal): EntryProblem => ({ kind: 'problem', line, why })
  if (record.length !== header.length)
    return problem(new Refusal('configuration.wrong_columns', { count: record.length, wanted: header.length }))
  const {
    key = '',
    attributes,
    relations,
    ...raw
  } = Object.fromEntries(header.map((name, at) => [name, unguarded(record[at] ?? '')]))
  const pairs = pairsIn(attributes ?? '')
  if (pairs instanceof Refusal) return problem(pairs)
  const related = relationsIn(relations ?? '')
  if (related instanceof Refusal) return problem(related)
  return entryOf(line, key, { ...raw, attributes: pairs }, related)
}

/** Without the apostrophe that keeps a spreadsheet from taking a text for a formula. */
const unguarded = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '')

/** Cut at semicolons that no backslash stands before. */
const partsOf = (cell: string): readonly string[] =>
  (cell.match(/(?:\\[\s\S]|[^;\\])+/g) ?? [])
    .map((part) => part.trim().replace(/\\([\s\S])/g, '$1'))
    .filter((part) => part !== '')

function pairsIn(cell: string): Readonly<Record<string, string>> | Refusal {
  const pairs: [string, string][] = []
  for (const part of partsOf(cell)) {
    const at = part.indexOf('=')
    if (at <= 0) return new Refusal('configuration.bad_attributes', { typed: part })
    pairs.push([part.slice(0, at).trim(), part.slice(at + 1).trim()])
  }
  return Object.fromEntries(pairs)
}

function relationsIn(cell: string): readonly EntryRelation[] | Refusal {
  const relations: EntryRelation[] = []
  for (const part of partsOf(cell)) {
    const [, typed = part, other = '', group, enough] =
      /^(.+?)\s+([^\s[\]]+)(?:\s+\[(.+?)(?:\s+(\d{1,4}))?\])?$/.exec(part) ?? []
    const kind = relationIn(typed)
    if (kind instanceof Refusal) return kind
    const alternatives = group === undefined ? {} : { group, enough: Math.max(1, Number(enough ?? '1')) }
    relations.push({ kind, other, ...alternatives })
  }
  return relations
}

/** The items as CSV, in pieces. What a spreadsheet would take for a formula has an apostrophe in front. */
export async function* writeCsv(told: AsyncIterable<readonly Told[]>): AsyncGenerator<string> {
  yield stringify([[...columns]])
  for await (const batch of told) yield stringify(batch.map(rowFor), { escape_formulas: true })
}

function rowFor({ key, fields, relations }: Told): readonly string[] {
  const attributes = Object.entries(fields?.attributes ?? {}).map(([name, value]) => guarded(`${name}=${value}`))
  const sentences = relations.map(({ kind, other, group, enough }) =>
    guarded(`${kind} ${other}${group === undefined ? '' : ` [${group} ${enough ?? 1}]`}`),
  )
  return [key, ...fieldNames.map((name) => fields?.[name] ?? ''), attributes.join('; '), sentences.join('; ')]
}

const guarded = (part: string): string => part.replace(/[\\;]/g, '\\$&')
