import { instant, json, serial, type Table, table, word } from '../../store/index.js'

/** Something that somebody put into their basket, as they asked for it. What it costs is told when it is ordered. */
export interface BasketRow {
  readonly id: number
  readonly person: string
  readonly wanted: {
    readonly item: string
    readonly count?: string
    readonly answers: Readonly<Record<string, string>>
  }
  readonly at: Date
}

export const basketTable: Table<BasketRow> = table<BasketRow>('basket', {
  id: serial(),
  person: word(),
  wanted: json(),
  at: instant(),
})
