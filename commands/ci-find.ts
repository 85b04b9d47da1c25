import { choice, listed, optional, rest, text } from '../src/chat/command.js'
import { stateNamed, stateWords } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Items by their words, type, team and state; retired ones only when they are asked for. */
export const ciFind = command({
  name: 'ci find',
  takes: {
    words: optional(rest(150)),
    type: optional(listed('item-types')),
    team: optional(listed('teams')),
    state: optional(choice('item_state', stateWords)),
    page: optional({ ...text(4), kind: 'carried' }),
  },
  who: 'agent',
  example: '/ci find switch type:network',
  reads: true,
  run: async ({ desk, voice }, { state, page, ...sought }) => ({
    kind: 'whisper',
    card: await desk.configuration.find({ ...sought, state: stateNamed(state) }, { page, command: 'ci find' }, voice),
  }),
})
