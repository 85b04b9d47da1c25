import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isFields } from '../fields.js'
import { packageRoot } from '../golden.js'
import type { RecordedRequest } from './model.js'

/** The type that discord-api-types publishes for what a route takes. */
const types: Readonly<Record<string, string>> = {
  'POST /channels/:channel/messages': 'RESTPostAPIChannelMessageJSONBody',
  'PATCH /channels/:channel/messages/:message': 'RESTPatchAPIChannelMessageJSONBody',
  'POST /channels/:channel/messages/:message/threads': 'RESTPostAPIChannelMessagesThreadsJSONBody',
  'POST /channels/:channel/threads': 'RESTPostAPIChannelThreadsJSONBody | RESTPostAPIGuildForumThreadsJSONBody',
  'PATCH /channels/:channel': 'RESTPatchAPIChannelJSONBody',
  'POST /interactions/:interaction/:token/callback': 'APIInteractionResponse',
  'POST /webhooks/:application/:token': 'RESTPostAPIWebhookWithTokenJSONBody',
  'PATCH /webhooks/:application/:token/messages/:message': 'RESTPatchAPIWebhookWithTokenMessageJSONBody',
  'PUT /applications/:application/commands': 'RESTPutAPIApplicationCommandsJSONBody',
  'PUT /applications/:application/guilds/:guild/commands': 'RESTPutAPIApplicationGuildCommandsJSONBody',
  'POST /guilds/:guild/scheduled-events': 'RESTPostAPIGuildScheduledEventJSONBody',
  'PATCH /guilds/:guild/scheduled-events/:event': 'RESTPatchAPIGuildScheduledEventJSONBody',
  'POST /users/@me/channels': 'RESTPostAPICurrentUserCreateDMChannelJSONBody',
}

/** discord.js says these of everything, also where they do not exist. */
const idle = (name: string, value: unknown): boolean => value === false && (name === 'tts' || name === 'enforce_nonce')

/** JSON as a literal; where the types want a member of an enumeration of words or bits, the word or number is called that. */
const literal = (value: unknown, key = ''): string => {
  if (Array.isArray(value)) return `[${value.map((one) => literal(one, key)).join(', ')}]`
  if (isFields(value)) {
    const told = Object.entries(value).filter(([name, one]) => !idle(name, one))
    const keyOf = (name: string): string => (key === 'default_values' ? `${key}.${name}` : name)
    return `{ ${told.map(([name, one]) => `${JSON.stringify(name)}: ${literal(one, keyOf(name))}`).join(', ')} }`
  }
  if (key === 'default_values.type') return `${JSON.stringify(value)} as never`
  if (key === 'parse') return `${JSON.stringify(value)} as d.AllowedMentionsTypes`
  if (key === 'flags') return `${JSON.stringify(value)} as d.MessageFlags`
  return JSON.stringify(value)
}

const qualified = (type: string): string => type.replace(/\b(?:REST|API)\w+/g, 'd.$&')

const run = (file: string): Promise<string> => {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json')
  const tsc = join(dirname(typescript), 'bin', 'tsc')
  const flags = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2023',
    '--module',
    'nodenext',
    '--types',
    '',
    '--ignoreConfig',
  ]
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...flags, file], { maxBuffer: 10_000_000 }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    )
  })
}

let runs = 0

/**
 * Holds the bodies of these requests against the types that discord-api-types publishes, with the real compiler: a field that
 * they do not know, or one of another kind, is a complaint. An opinion independent of the fake's own checks; a second or two.
 */
export const typeComplaints = async (requests: readonly RecordedRequest[]): Promise<string[]> => {
  const typed = requests.filter(({ route, body }) => types[route] !== undefined && body !== undefined)
  const seen = new Map(typed.map(({ route, body }) => [`${route} ${JSON.stringify(body)}`, { route, body }] as const))
  const cases = [...seen.values()]
  const lines = cases.map(
    ({ route, body }, index) => `export const body${index}: ${qualified(types[route] ?? '')} = ${literal(body)}`,
  )
  const folder = join(packageRoot(import.meta.dirname), 'dist', `typed-bodies-${process.pid}-${++runs}`)
  const file = join(folder, 'bodies.ts')
  await mkdir(folder, { recursive: true })
  await writeFile(file, ["import type * as d from 'discord-api-types/v10'", ...lines].join('\n'))
  const said = await run(file)
  await rm(folder, { recursive: true })
  const complaints = said.split(/\n(?=\S)/).filter((part) => part.includes('error TS'))
  return complaints.map((part) => {
    const line = Number(/\((\d+),/.exec(part)?.[1] ?? 1) - 2
    return `${cases[line]?.route ?? 'the whole file'}: ${part.slice(part.indexOf('error TS'))}`
  })
}
