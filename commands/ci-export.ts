import { choice, optional } from '../src/chat/command.js'
import { formatOf, formats } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Tells where the items can be fetched as a file. */
export const ciExport = command({
  name: 'ci export',
  takes: { format: optional(choice('format', formats)) },
  who: 'agent',
  example: '/ci export format:csv',
  reads: true,
  run: async ({ desk, voice }, { format = 'csv' }) => ({
    kind: 'whisper',
    card: await desk.configuration.export(formatOf('', format), voice),
  }),
})
