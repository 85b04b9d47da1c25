/** A JSON object whose fields are read with the functions below. */
export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The field as text; '' when it is absent or something else. */
export const textOf = (from: Fields, key: string): string =>
  typeof from[key] === 'string' ? (from[key] as string) : ''

/** The field as an object; an empty one when it is absent or something else. */
export const fieldsOf = (from: Fields, key: string): Fields => (isFields(from[key]) ? (from[key] as Fields) : {})

/** The field as a list of objects; empty when it is absent or something else. */
export const listOf = (from: Fields, key: string): Fields[] =>
  Array.isArray(from[key]) ? (from[key] as unknown[]).filter(isFields) : []

/** A deep copy of JSON, so that what a test holds does not change under it. */
export const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

/** Length in Unicode code points, the unit of every limit here. */
export const lengthOf = (text: string): number => [...text].length

/** Only the fields that hold something. */
export const present = (from: Fields): Fields =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined))
