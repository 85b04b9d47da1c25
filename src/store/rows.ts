import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'

/**
 * Rows in and out of tables by their entity schema, with the SQL compiled once a shape. TypeORM's own builders cost
 * several times the statement itself on the hot way of a report; the schema, the migrations, the connections and the
 * transactions stay TypeORM's.
 */

export type Table<Row> = EntitySchema<Row>

/** Declares a table. Properties are camelCase, columns are the same words in snake_case. */
export function table<Row>(
  name: string,
  columns: { readonly [K in keyof Row & string]-?: EntitySchemaColumnOptions },
): Table<Row> {
  const named = Object.entries<EntitySchemaColumnOptions>(columns).map(([property, column]) => [
    property,
    { ...column, name: snake(property) },
  ])
  return new EntitySchema<Row>({ name, tableName: name, columns: Object.fromEntries(named) })
}

const snake = (property: string): string => property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

interface Column {
  readonly property: string
  readonly name: string
  readonly generated: boolean
  readonly to: (value: unknown) => unknown
  readonly from: (value: unknown) => unknown
}

export interface Compiled {
  readonly name: string
  readonly columns: readonly Column[]
  readonly byProperty: ReadonlyMap<string, Column>
  readonly selected: string
  readonly statements: Map<string, string>
}

const compiled = new WeakMap<object, Compiled>()
const same = (value: unknown): unknown => value
const nullToUndefined = (value: unknown): unknown => (value === null ? undefined : value)
const undefinedToNull = (value: unknown): unknown => (value === undefined ? null : value)

export function compile(schema: Table<never> | Table<unknown>): Compiled {
  const there = compiled.get(schema)
  if (there) return there
  const options = schema.options
  const columns = Object.entries<EntitySchemaColumnOptions | undefined>(options.columns).map(([property, column]) => {
    const transformer = column?.transformer as { to: typeof same; from: typeof same } | undefined
    return {
      property,
      name: column?.name ?? snake(property),
      generated: column?.generated === 'increment',
      to: transformer?.to ?? undefinedToNull,
      from: transformer?.from ?? nullToUndefined,
    }
  })
  const made: Compiled = {
    name: options.tableName ?? options.name,
    columns,
    byProperty: new Map(columns.map((column) => [column.property, column])),
    selected: columns.map((column) => `t."${column.name}" AS "${column.property}"`).join(', '),
    statements: new Map(),
  }
  compiled.set(schema, made)
  return made
}

export interface Statement {
  readonly sql: string
  readonly params: unknown[]
}

const columnOf = (target: Compiled, property: string): Column => {
  const column = target.byProperty.get(property)
  if (!column) throw new Error(`${target.name} has no column ${property}`)
  return column
}

/** An insert with `?` marks; `tail` is appended, such as `ON CONFLICT DO NOTHING` or `RETURNING id`. */
export function insertOf<Row>(schema: Table<Row>, row: Partial<Row>, tail = ''): Statement {
  const target = compile(schema as Table<never>)
  const given = target.columns.filter((column) => row[column.property as keyof Row] !== undefined)
  const shape = `i${tail}|${given.map((column) => column.name).join()}`
  const sql = remember(
    target,
    shape,
    () =>
      `INSERT INTO "${target.name}" (${given.map((column) => `"${column.name}"`).join(', ')}) VALUES (${given.map(() => '?').join(', ')}) ${tail}`,
  )
  return { sql, params: given.map((column) => column.to(row[column.property as keyof Row])) }
}

/** One insert for several rows; what one of them leaves out is null. */
export function insertAllOf<Row>(schema: Table<Row>, rows: readonly Partial<Row>[]): Statement {
  const target = compile(schema as Table<never>)
  const given = target.columns.filter(({ property }) => rows.some((row) => row[property as keyof Row] !== undefined))
  const names = given.map(({ name }) => `"${name}"`).join(', ')
  const marks = `(${given.map(() => '?').join(', ')})`
  const sql = remember(
    target,
    `a${rows.length}|${names}`,
    () => `INSERT INTO "${target.name}" (${names}) VALUES ${rows.map(() => marks).join(', ')}`,
  )
  return { sql, params: rows.flatMap((row) => given.map(({ property, to }) => to(row[property as keyof Row]))) }
}

export function updateOf<Row>(schema: Table<Row>, where: Partial<Row>, set: Partial<Row>): Statement {
  const target = compile(schema as Table<never>)
  const changes = Object.keys(set).map((property) => columnOf(target, property))
  const condition = whereOf(target, where)
  const sql = remember(
    target,
    `u|${changes.map((column) => column.name).join()}|${condition.sql}`,
    () => `UPDATE "${target.name}" SET ${changes.map((column) => `"${column.name}" = ?`).join(', ')}${condition.sql}`,
  )
  return {
    sql,
    params: [...changes.map((column) => column.to(set[column.property as keyof Row])), ...condition.params],
  }
}

export function deleteOf<Row>(schema: Table<Row>, where: Partial<Row>): Statement {
  const target = compile(schema as Table<never>)
  const condition = whereOf(target, where)
  return { sql: `DELETE FROM "${target.name}"${condition.sql}`, params: condition.params }
}

/** `tail` follows `SELECT … FROM table t`: a WHERE, an ORDER BY, with `?` marks. */
export function selectOf<Row>(schema: Table<Row>, tail: string): string {
  const target = compile(schema as Table<never>)
  return remember(target, `s|${tail}`, () => `SELECT ${target.selected} FROM "${target.name}" t ${tail}`)
}

export function findTail<Row>(schema: Table<Row>, where: Partial<Row>): Statement {
  return whereOf(compile(schema as Table<never>), where)
}

export function read<Row>(schema: Table<Row>, raw: Record<string, unknown>): Row {
  const row: Record<string, unknown> = {}
  for (const column of compile(schema as Table<never>).columns) {
    const value = column.from(raw[column.property])
    if (value !== undefined) row[column.property] = value
  }
  return row as Row
}

function whereOf<Row>(target: Compiled, where: Partial<Row>): Statement {
  const columns = Object.keys(where).map((property) => columnOf(target, property))
  const params: unknown[] = []
  const parts = columns.map((column) => {
    const value = column.to(where[column.property as keyof Row])
    if (value === null) return `"${column.name}" IS NULL`
    params.push(value)
    return `"${column.name}" = ?`
  })
  return { sql: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, params }
}

function remember(target: Compiled, shape: string, make: () => string): string {
  const there = target.statements.get(shape)
  if (there) return there
  const sql = make()
  target.statements.set(shape, sql)
  return sql
}
