import { carried, choice, files, optional } from '../src/chat/command.js'
import { formats } from '../src/configuration/index.js'
import { command, formInstead } from '../src/desk/index.js'

/** Shows what an attached file would change, and imports it when that is confirmed. */
export const ciImport = command({
  name: 'ci import',
  takes: { format: optional(choice('format', formats)), files: files(), draft: carried() },
  who: 'configuration manager',
  example: '/ci import',
  before: async (call, { format, files: attached, draft }) => {
    if (draft !== undefined) return undefined
    const form =
      attached === undefined ? formInstead(call, 'ci import', format === undefined ? {} : { format }) : undefined
    const { desk, voice } = call
    return form ?? { kind: 'whisper', card: await desk.configuration.lookAtImport(attached, format, voice) }
  },
  run: async ({ desk, voice }, { draft = '' }) => ({
    kind: 'whisper',
    card: await desk.configuration.import(draft, voice),
  }),
})
