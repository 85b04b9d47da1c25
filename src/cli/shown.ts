import type { Writable } from 'node:stream'
import { tidy } from '../kernel/text.js'
import { print } from './terminal.js'

/** An instant as terminals show it: `2031-03-03 18:30 UTC`. */
export const instantText = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** Prints rows in columns. Control characters, which could move the cursor or colour the screen, are left out. */
export function table(output: Writable, rows: readonly (readonly string[])[]): void {
  const safe = rows.map((row) => row.map((cell) => tidy(cell).replace(/\s+/g, ' ')))
  const wide = (safe[0] ?? []).map((_, column) => Math.max(...safe.map((row) => (row[column] ?? '').length)))
  for (const row of safe) {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(wide[column] ?? 0)))
    print(output, cells.join('  ').trimEnd())
  }
}
