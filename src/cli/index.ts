import type { CliCommand } from './command.js'

const file = [{ name: 'FILE' }] as const

/** All commands, in the order in which help lists them. */
export const cliCommands: readonly CliCommand[] = [
  {
    name: 'start',
    takes: [],
    options: {},
    example: 'PORT=8080 frontdesk start',
    load: async () => (await import('./start.js')).start,
  },
  {
    name: 'chat',
    takes: [{ name: 'PERSON', optional: true }],
    options: {},
    example: 'frontdesk chat ana',
    load: async () => (await import('./chat.js')).chat,
  },
  {
    name: 'check',
    takes: file,
    options: {},
    example: 'frontdesk check desk.yaml',
    load: async () => (await import('./check.js')).check,
  },
  {
    name: 'apply',
    takes: file,
    options: { yes: { type: 'boolean' } },
    example: 'frontdesk apply desk.yaml --yes',
    load: async () => (await import('./apply.js')).apply,
  },
  {
    name: 'versions',
    takes: [],
    options: {},
    example: 'frontdesk versions',
    load: async () => (await import('./versions.js')).versions,
  },
  {
    name: 'versions show',
    takes: [{ name: 'NUMBER' }],
    options: {},
    example: 'frontdesk versions show 3 > desk.yaml',
    load: async () => (await import('./versions.js')).showVersion,
  },
  {
    name: 'code',
    takes: [{ name: 'PERSON' }],
    options: {},
    example: 'frontdesk code ana',
    load: async () => (await import('./code.js')).code,
  },
  {
    name: 'outbox',
    takes: [],
    options: {},
    example: 'frontdesk outbox',
    load: async () => (await import('./outbox.js')).outbox,
  },
  {
    name: 'outbox retry',
    takes: [{ name: 'NUMBER|all' }],
    options: {},
    example: 'frontdesk outbox retry all',
    load: async () => (await import('./outbox.js')).retry,
  },
  {
    name: 'audit verify',
    takes: [],
    options: {},
    example: 'frontdesk audit verify',
    load: async () => (await import('./audit.js')).verify,
  },
  {
    name: 'manifest slack',
    takes: [],
    options: { http: { type: 'string', value: 'URL' }, name: { type: 'string', value: 'NAME' } },
    example: 'frontdesk manifest slack --http https://desk.example.org',
    load: async () => (await import('./manifest.js')).manifest,
  },
  {
    name: 'invite discord',
    takes: [{ name: 'APPLICATION', optional: true }],
    options: {},
    example: 'frontdesk invite discord 1187203341208289280',
    load: async () => (await import('./invite.js')).invite,
  },
  {
    name: 'migrate',
    takes: [],
    options: {},
    example: 'frontdesk migrate',
    load: async () => (await import('./migrate.js')).migrate,
  },
  {
    name: 'doctor',
    takes: [],
    options: {},
    example: 'frontdesk doctor',
    load: async () => (await import('./doctor.js')).doctor,
  },
  {
    name: 'help',
    takes: [{ name: 'COMMAND', optional: true }],
    options: {},
    example: 'frontdesk help apply',
    load: async () => (await import('./help.js')).help,
  },
]
