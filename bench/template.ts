import { readFileSync } from 'node:fs'
import type { Traced } from './statements.js'

type Value = string | number | null

/** One statement of a recorded unit of work. */
export interface Step {
  readonly sql: string
  readonly params: readonly Value[]
}

/** A report as it was written once, and what has to be fresh in every repetition. */
export interface Template {
  readonly steps: readonly Step[]
  /** The record's id and the audit entry's number: whole values that grow. */
  readonly record: number
  readonly entry: number
  /** Words that stand inside values: the record's number, the trigger, the unique text. */
  readonly number: string
  readonly run: string
}

export const traced = (file: string): readonly Traced[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Traced)

/** The units of work that wrote a record and had a transaction of their own, each from its BEGIN to its COMMIT. */
export function reportsIn(all: readonly Traced[]): readonly (readonly Traced[])[] {
  const units: Traced[][] = []
  let unit: Traced[] | undefined
  // One connection writes; the other looks on.
  const writing = all.find(({ sql }) => into('record').test(sql))?.connection
  for (const statement of all.filter(({ connection }) => connection === writing)) {
    if (statement.sql.startsWith('BEGIN')) unit = []
    unit?.push(statement)
    if (!unit || !/^(COMMIT|ROLLBACK)$/.test(statement.sql)) continue
    const alone = !unit.some(({ sql }) => sql.startsWith('SAVEPOINT'))
    if (alone && unit.some(({ sql }) => into('record').test(sql)) && statement.sql === 'COMMIT') units.push(unit)
    unit = undefined
  }
  return units
}

const into = (table: string): RegExp => new RegExp(`^\\s*INSERT INTO "${table}"`)

/** Makes a template of a recorded report; `run` is the word that made its text and trigger unique. */
export function templateOf(unit: readonly Traced[], run: string): Template {
  const steps = unit.map(({ sql, params }) => ({ sql, params }))
  const paramsOf = (table: string): readonly Value[] => {
    const found = steps.find(({ sql }) => into(table).test(sql))
    if (!found) throw new Error(`the report wrote no row of ${table}`)
    return found.params
  }
  const number = paramsOf('record').find((value) => typeof value === 'string' && /^[A-Z]+-\d+$/.test(value))
  return {
    steps,
    record: Number(paramsOf('record_text')[0]),
    entry: Number(paramsOf('audit')[0]),
    number: String(number),
    run,
  }
}

/** The same report once more, `n` reports later. */
export function repeated({ steps, record, entry, number, run }: Template, n: number): readonly Step[] {
  const [prefix, drawn] = number.split('-')
  const fresh = `${prefix}-${Number(drawn) + n}`
  const renewed = (value: Value): Value => {
    if (value === record) return record + n
    if (value === entry) return entry + n
    if (typeof value !== 'string') return value
    return value
      .replaceAll(new RegExp(`${number}(?!\\d)`, 'g'), fresh)
      .replaceAll(`"record":${record}}`, `"record":${record + n}}`)
      .replaceAll(run, `${run}r${n}`)
  }
  return steps.map(({ sql, params }) => ({ sql, params: params.map(renewed) }))
}
