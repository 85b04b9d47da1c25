import { listed, optional, record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Calls whoever is on call to a record, in the rotation of its team unless another one is named. */
export const oncallPage = command({
  name: 'oncall page',
  takes: { record: record(), rotation: optional(listed('rotations')) },
  who: 'agent',
  example: '/oncall page INC-42',
  run: async ({ desk, voice }, { record: number, rotation }) => ({
    kind: 'whisper',
    card: await desk.onCall.page(await desk.see(number), rotation, voice),
  }),
})
