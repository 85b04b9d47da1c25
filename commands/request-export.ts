import { choice, optional } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { exportCard, exportFormats } from '../src/practices/request/index.js'

/** Tells where the requests that one may see can be fetched as a file. */
export const requestExport = command({
  name: 'request export',
  takes: { format: optional(choice('table_format', exportFormats)) },
  who: 'anyone',
  example: '/request export format:json',
  aside: true,
  reads: true,
  run: async ({ desk, voice }, { format }) => ({
    kind: 'whisper',
    card: exportCard(exportFormats.find((one) => one === format) ?? 'csv', desk.parts.pagesAt !== undefined, voice),
  }),
})
