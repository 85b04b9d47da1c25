import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createVoices } from '../../src/chat/language.js'
import { type Organisation, organisationWords, problemLine, readDesk } from '../../src/organisation/index.js'

const english = createVoices([organisationWords]).in('en')

/** A small desk file that is right; sections are replaced or added by the test. */
export const smallDesk = (sections: Readonly<Record<string, string>> = {}): string => {
  const content: Readonly<Record<string, string>> = {
    organisation: '{name: Small Inn, language: en, zone: Europe/Zurich}',
    people: '\n  ana: {name: Ana Keller, accounts: [slack:T1/U1]}\n  lukas: {name: Lukas Wyss}',
    teams: '\n  reception: {name: Reception, members: [ana]}\n  housekeeping: {name: Housekeeping, members: [lukas]}',
    roles: '\n  - {role: agent, to: team:reception}',
    services: '\n  wifi: {name: {en: Wi-Fi, da: Wi-Fi}, team: reception}\n  rooms: {name: {en: Rooms, da: Værelser}}',
    ...sections,
  }
  return Object.entries(content)
    .map(([section, text]) => `${section}: ${text}\n`)
    .join('')
}

/** The organisation of a file that must be right. */
export function organisationIn(source: string): Organisation {
  const read = readDesk(source)
  if (read.kind === 'ok') return read.organisation
  throw new Error(read.problems.map((problem) => problemLine(problem, 'desk.yaml', english)).join('\n'))
}

/** What is wrong in a file, as a terminal would show it. */
export function complaintsAbout(
  source: string,
  practices?: readonly string[],
  jobs?: readonly string[],
  types?: readonly string[],
): readonly string[] {
  const read = readDesk(source, {
    ...(practices ? { practices } : {}),
    ...(jobs ? { jobs } : {}),
    ...(types ? { types } : {}),
  })
  return read.kind === 'ok' ? [] : read.problems.map((problem) => problemLine(problem, 'desk.yaml', english))
}

const rootAbove = (from: string): string => (existsSync(join(from, 'package.json')) ? from : rootAbove(dirname(from)))

/** Where the demo lies. */
export const demoFolder = join(rootAbove(import.meta.dirname), 'demo')

/** The text of a file of the demo. */
export const demoFile = (name: string): string => readFileSync(join(demoFolder, name), 'utf8')
