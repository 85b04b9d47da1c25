import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { type Language, nearest } from './chat/language.js'
import type { Phrase } from './kernel/errors.js'
import { type Location, locationOf } from './store/index.js'
import { whyOf } from './why.js'

/** Everything the environment decides, checked once and frozen. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly location: Location
  readonly deskFile: string
  /** Where files of the process stand that are not the database: inbounds that wait, the control socket. */
  readonly dataDir: string
  readonly publicUrl?: string
  readonly logLevel: string
  /** The folder of scripts that may be run; none is without it. */
  readonly scriptsDir?: string
  /** A variable of the environment, or the content of the file that the same name with _FILE names: secrets of webhooks. */
  readonly secretOf?: (name: string) => string | undefined
  /** Pinged while all is well. Its path is a secret, as a rule. */
  readonly heartbeatUrl?: string
  readonly slack?: SlackConfig
  readonly discord?: DiscordConfig
}

export interface SlackConfig {
  readonly botToken: string
  readonly appToken?: string
  readonly signingSecret?: string
  readonly apiUrl?: string
}

export interface DiscordConfig {
  readonly token: string
  /** With it commands and buttons come as HTTP requests instead of by the gateway. */
  readonly publicKey?: string
  readonly apiUrl?: string
}

/** Problems of the environment, all at once; each is a sentence of `settings.problems`. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig'
  constructor(readonly problems: readonly Phrase[]) {
    super(problems.map(({ words, params }) => `${words} ${JSON.stringify(params)}`).join('\n'))
  }
}

/** The settings and what holds unless they are set. What each is for stands in the words `settings.about.NAME`. */
export const settings = {
  PORT: '3000',
  HOST: '127.0.0.1',
  PUBLIC_URL: undefined,
  DATABASE_URL: 'sqlite:data/frontdesk.sqlite',
  DESK_FILE: 'demo/desk.yaml',
  DATA_DIR: undefined,
  SCRIPTS_DIR: undefined,
  LOG_LEVEL: 'info',
  HEARTBEAT_URL: undefined,
  SLACK_BOT_TOKEN: undefined,
  SLACK_APP_TOKEN: undefined,
  SLACK_SIGNING_SECRET: undefined,
  SLACK_API_URL: undefined,
  DISCORD_TOKEN: undefined,
  DISCORD_PUBLIC_KEY: undefined,
  DISCORD_API_URL: undefined,
} as const

export type Setting = keyof typeof settings
export type Environment = Readonly<Record<string, string | undefined>>

const port = z.coerce.number().int().min(0).max(65535)
const url = z.url({ protocol: /^https?$/ })
/** Ed25519, in hexadecimal. */
const publicKey = z.string().regex(/^[0-9a-f]{64}$/i)
const level = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])

/** The folder that holds package.json: the demo's file and relative paths start there. */
export const root = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    try {
      readFileSync(join(at, 'package.json'))
      return at
    } catch (error) {
      if (dirname(at) === at) throw error
    }
  }
}

/** The language that a terminal is set to; English where it is none of ours. */
export const languageOfTerminal = (environment: Environment = process.env): Language =>
  nearest(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG) ?? 'en'

type Read = (name: Setting) => string | undefined

/** Reads the environment, or throws BadConfig with every problem. Each setting can be in a file, named by NAME_FILE. */
export function readConfig(environment: Environment = process.env): Config {
  const problems: Phrase[] = []
  const read = reader(environment, problems)
  const check = <T>(name: Setting, schema: z.ZodType<T>): T | undefined => {
    const value = read(name)
    if (value === undefined) return undefined
    const parsed = schema.safeParse(value)
    if (!parsed.success) problems.push(unexpected(name, value))
    return parsed.data
  }
  const location = locationFrom(read('DATABASE_URL'), problems)
  const slack = slackFrom(read, check('SLACK_API_URL', url), problems)
  const discord = discordFrom(read, check('DISCORD_PUBLIC_KEY', publicKey), check('DISCORD_API_URL', url), problems)
  const publicUrl = check('PUBLIC_URL', url)
  const scriptsDir = read('SCRIPTS_DIR')
  const heartbeatUrl = heartbeatFrom(read('HEARTBEAT_URL'), problems)
  const config: Config = {
    host: read('HOST') ?? settings.HOST,
    port: check('PORT', port) ?? Number(settings.PORT),
    location,
    deskFile: fromRoot(read('DESK_FILE') ?? settings.DESK_FILE),
    dataDir: fromRoot(read('DATA_DIR') ?? (location.dialect === 'sqlite' ? dirname(location.file) : 'data')),
    logLevel: check('LOG_LEVEL', level) ?? settings.LOG_LEVEL,
    ...(publicUrl ? { publicUrl: publicUrl.replace(/\/+$/, '') } : {}),
    ...(heartbeatUrl ? { heartbeatUrl } : {}),
    ...(scriptsDir ? { scriptsDir: fromRoot(scriptsDir) } : {}),
    secretOf: (name) => secretIn(environment, name),
    ...(slack ? { slack } : {}),
    ...(discord ? { discord } : {}),
  }
  if (problems.length > 0) throw new BadConfig(problems)
  return Object.freeze(config)
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])

/** Whether nobody but this machine is meant to reach the console: a public address means a web server in front. */
export const staysHere = ({ host, publicUrl }: Pick<Config, 'host' | 'publicUrl'>): boolean =>
  loopback.has(host) && (publicUrl === undefined || loopback.has(new URL(publicUrl).hostname))

const fromRoot = (path: string): string => (isAbsolute(path) ? path : resolve(root, path))

const unexpected = (name: Setting, value: string): Phrase => ({
  words: 'settings.problems.unexpected',
  params: { name, value, expected: { words: `settings.expected.${name}` } },
})

const problem = (words: string, params: Phrase['params'] = {}): Phrase => ({
  words: `settings.problems.${words}`,
  params,
})

function reader(environment: Environment, problems: Phrase[]): Read {
  return (name) => {
    const plain = environment[name]
    const file = environment[`${name}_FILE`]
    if (plain !== undefined && plain !== '') {
      if (file) problems.push(problem('twice', { name }))
      return plain
    }
    if (!file) return undefined
    try {
      return readFileSync(fromRoot(file), 'utf8').trim()
    } catch (error) {
      problems.push(problem('unreadable', { name, file, why: whyOf(error) }))
      return undefined
    }
  }
}

/** Whoever is asked for a secret that is not there says so; it may be set later in the file that is named. */
function secretIn(environment: Environment, name: string): string | undefined {
  const plain = environment[name]
  if (plain) return plain
  const file = environment[`${name}_FILE`]
  if (!file) return undefined
  try {
    return readFileSync(fromRoot(file), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

function locationFrom(value: string | undefined, problems: Phrase[]): Location {
  const location = locationOf(value ?? settings.DATABASE_URL, root)
  // It may hold a password: it is not repeated.
  if (!location) problems.push(problem('database'))
  return location ?? { dialect: 'sqlite', file: join(root, 'data', 'frontdesk.sqlite') }
}

function heartbeatFrom(value: string | undefined, problems: Phrase[]): string | undefined {
  // It holds a secret: it is not repeated.
  if (value !== undefined && !url.safeParse(value).success) problems.push(problem('heartbeat'))
  return value
}

function slackFrom(read: Read, apiUrl: string | undefined, problems: Phrase[]): SlackConfig | undefined {
  const botToken = read('SLACK_BOT_TOKEN')
  const appToken = read('SLACK_APP_TOKEN')
  const signingSecret = read('SLACK_SIGNING_SECRET')
  if (!botToken && !appToken && !signingSecret) return undefined
  if (!botToken) problems.push(problem('bot_token_missing'))
  else if (!botToken.startsWith('xoxb-'))
    problems.push(problem('wrong_token', { name: 'SLACK_BOT_TOKEN', begins: 'xoxb-' }))
  if (appToken && !appToken.startsWith('xapp-'))
    problems.push(problem('wrong_token', { name: 'SLACK_APP_TOKEN', begins: 'xapp-' }))
  if (!appToken && !signingSecret) problems.push(problem('no_transport'))
  return {
    botToken: botToken ?? '',
    ...(appToken ? { appToken } : {}),
    ...(signingSecret ? { signingSecret } : {}),
    ...(apiUrl ? { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` } : {}),
  }
}

function discordFrom(
  read: Read,
  key: string | undefined,
  apiUrl: string | undefined,
  problems: Phrase[],
): DiscordConfig | undefined {
  const token = read('DISCORD_TOKEN')
  if (!token && !key) return undefined
  if (!token) problems.push(problem('discord_token_missing'))
  // It goes into a header: what cannot stand there was not copied as a whole.
  else if (!/^[\w.~+/=-]+$/.test(token)) problems.push(problem('discord_token_wrong'))
  return {
    token: token ?? '',
    ...(key ? { publicKey: key.toLowerCase() } : {}),
    ...(apiUrl ? { apiUrl: apiUrl.replace(/\/+$/, '') } : {}),
  }
}
