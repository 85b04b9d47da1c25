import { record } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'

/** Says that one has heard the call and sees to it: nobody else is called. */
export const oncallAcknowledge = command({
  name: 'oncall acknowledge',
  takes: { record: record() },
  who: 'agent',
  example: '/oncall acknowledge INC-42',
  run: async ({ desk, voice }, { record: number }) => ({
    kind: 'whisper',
    card: await desk.onCall.acknowledge(number, voice),
  }),
})
