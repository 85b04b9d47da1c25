import { carried, files, listed } from '../src/chat/command.js'
import { command, formInstead } from '../src/desk/index.js'

/** Shows what the shifts of an attached calendar would change in a rotation, and takes them over when that is confirmed. */
export const oncallImport = command({
  name: 'oncall import',
  takes: { rotation: listed('rotations'), files: files(), draft: carried() },
  who: 'team_lead',
  example: '/oncall import rotation:night',
  before: async (call, { rotation, files: attached, draft }) => {
    if (draft !== undefined) return undefined
    const form = attached === undefined ? formInstead(call, 'oncall import', { rotation }) : undefined
    const { desk, voice } = call
    return form ?? { kind: 'whisper', card: await desk.onCall.lookAtShifts({ rotation, attached }, voice) }
  },
  run: async ({ desk, voice }, { draft = '' }) => ({
    kind: 'whisper',
    card: await desk.onCall.takeShifts(draft, voice),
  }),
})
