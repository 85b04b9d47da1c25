import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import type { Language } from '../../src/chat/language.js'
import { root } from '../../src/config.js'
import { testPostgres } from '../builders/postgres.js'
import { clocksReplayed } from './replayed.js'

export type Database = 'sqlite' | 'postgres'

/** Whoever takes part in a story, by their key in the desk file. Freja is a guest, and elsewhere in no file. */
export const cast = {
  freja: 'Freja Holm',
  ana: 'Ana Keller',
  lukas: 'Lukas Wyss',
  marco: 'Marco Bernasconi',
  jonas: 'Jonas Ammann',
  reto: 'Reto Imhof',
  seraina: 'Seraina Flury',
  ursina: 'Ursina Caduff',
  priska: 'Priska Odermatt',
  oliver: 'Oliver Grant',
} as const
export type Person = keyof typeof cast
export const staff = (Object.keys(cast) as Person[]).filter((person) => person !== 'freja')

export const rooms = ['reception', 'housekeeping', 'it', 'cab'] as const
export type Channel = (typeof rooms)[number]

export interface Setting {
  /** What is different in the desk file. */
  readonly change?: (desk: DeskFile) => void
  /** What everybody speaks, the house included; absent: Freja speaks Danish, the others English. */
  readonly language?: Language
  /** The register knows what the house is wired of. */
  readonly wired?: boolean
  /** Settings of the program besides those of every journey. */
  readonly environment?: Readonly<Record<string, string>>
}

export const languageOf = (person: Person, { language }: Setting): Language =>
  language ?? (person === 'freja' ? 'da' : 'en')

/** Something for each person, or for each channel. */
export const each = <K extends string, V>(keys: readonly K[], of: (key: K) => V): Readonly<Record<K, V>> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>

/** The desk file of a house that works on a platform: its staff's accounts there, and the channels where records stand. */
export function livesOn(
  desk: DeskFile,
  account: (person: Person) => string,
  place: (channel: Channel) => string,
): void {
  for (const person of staff) desk.people[person] = { ...desk.people[person], accounts: [account(person)] }
  desk.routes.push({ records: 'all', to: place('reception'), facts: 'all' })
  desk.routes.push({ records: 'all', when: { team: 'housekeeping' }, to: place('housekeeping'), facts: 'all' })
  desk.defaults.channels.push(place('reception'))
  for (const board of Object.values(desk.boards)) board.channels = [place('cab')]
}

/** A folder with the hotel's desk file in it, without its records, and an empty database. */
export async function openHotel(database: Database, setting: Setting = {}) {
  const { change = () => undefined, language, wired } = setting
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-journey-'))
  cpSync(join(root, 'demo/pictures'), join(folder, 'pictures'), { recursive: true })
  const desk = parse(readFileSync(join(root, 'demo/desk.yaml'), 'utf8')) as DeskFile
  if (language) {
    desk.organisation.language = language
    for (const person of Object.values(desk.people)) person.language = language
  }
  change(desk)
  if (wired) {
    copyFileSync(join(root, 'demo/configuration.yaml'), join(folder, 'configuration.yaml'))
    writeFileSync(join(folder, 'records.yaml'), '[]')
  }
  const file = join(folder, 'desk.yaml')
  writeFileSync(file, stringify(desk))
  const url = database === 'sqlite' ? `sqlite:${join(folder, 'desk.sqlite')}` : await testPostgres()
  return {
    environment: { ...setting.environment, DATABASE_URL: url, DESK_FILE: file, DATA_DIR: folder },
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
  readonly teams: Record<string, { members: string[]; lead?: string }>
  readonly catalogue: {
    items: Record<string, { stock?: number; agreement?: string }>
    budgets: Record<string, { holder: string }>
  }
  readonly access: { rights: Record<string, object> }
  readonly organisation: { language: Language }
  readonly people: Record<string, { accounts?: string[]; language?: Language }>
  readonly roles: { role: string; to: string | string[] }[]
  readonly services: Record<string, { owner?: string; maintenance?: object[] }>
  readonly routes: { records: string; when?: object; to: string; facts: string }[]
  readonly defaults: { channels: string[] }
  readonly agreements: Record<string, { calendar?: string; targets: object; escalation?: object[] }>
  readonly boards: Record<string, { channels: string[]; members: string[]; vetoes?: string[]; quorum?: number }>
  freezes?: Record<string, object>
  alerts?: object
  automation?: object
}
