import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { root } from '../../src/config.js'
import { testPostgres } from '../builders/postgres.js'
import { clocksReplayed } from './replayed.js'

export type Database = 'sqlite' | 'postgres'

/** A folder with the hotel's desk file in it, without its records, and an empty database. */
export async function openHotel(database: Database, change: (desk: DeskFile) => void = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-journey-'))
  const desk = parse(readFileSync(join(root, 'demo/desk.yaml'), 'utf8')) as DeskFile
  change(desk)
  const file = join(folder, 'desk.yaml')
  writeFileSync(file, stringify(desk))
  const url = database === 'sqlite' ? `sqlite:${join(folder, 'desk.sqlite')}` : await testPostgres()
  return {
    environment: { DATABASE_URL: url, DESK_FILE: file, DATA_DIR: folder },
    /** Whatever the story was, its clocks must follow from its timelines. */
    async close() {
      try {
        await clocksReplayed(url)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}

export interface DeskFile {
  readonly people: Record<string, { accounts?: string[] }>
  readonly routes: { records: string; when?: object; to: string; facts: string }[]
  readonly defaults: { channels: string[] }
  readonly agreements: Record<string, { calendar?: string; targets: object; escalation?: object[] }>
  alerts?: object
}
