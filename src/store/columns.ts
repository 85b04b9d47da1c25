import type { EntitySchemaColumnOptions } from 'typeorm'

/** Columns that mean the same on SQLite and PostgreSQL. Instants are ISO text in UTC: they sort, and people can read them. */

const both = (from: (value: never) => unknown, to: (value: never) => unknown) => ({
  from: (value: unknown) => (value === null || value === undefined ? undefined : from(value as never)),
  to: (value: unknown) => (value === null || value === undefined ? null : to(value as never)),
})

/** A number that the database gives, growing. */
export const serial = (): EntitySchemaColumnOptions => ({ type: 'integer', primary: true, generated: 'increment' })
export const key = (length = 200): EntitySchemaColumnOptions => ({ type: 'varchar', length, primary: true })
export const word = (length = 200): EntitySchemaColumnOptions => ({ type: 'varchar', length })
export const text = (): EntitySchemaColumnOptions => ({ type: 'text' })
export const integer = (): EntitySchemaColumnOptions => ({ type: 'integer' })
/** A whole number beyond what 32 bits hold, such as an amount of money in hundredths. */
export const large = (): EntitySchemaColumnOptions => ({
  type: 'bigint',
  transformer: both(
    (value: number | string) => Number(value),
    (value: number) => value,
  ),
})
export const flag = (): EntitySchemaColumnOptions => ({
  type: 'smallint',
  transformer: both(
    (value: number) => Number(value) === 1,
    (value: boolean) => (value ? 1 : 0),
  ),
})
export const instant = (): EntitySchemaColumnOptions => ({
  type: 'varchar',
  length: 24,
  transformer: both(
    (value: string) => new Date(value),
    (value: Date) => value.toISOString(),
  ),
})
export const json = (): EntitySchemaColumnOptions => ({
  type: 'text',
  transformer: both(
    (value: string) => JSON.parse(value),
    (value: unknown) => JSON.stringify(value),
  ),
})
export const nullable = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({
  ...column,
  nullable: true,
})
