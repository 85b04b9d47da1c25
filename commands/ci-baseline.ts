import { choice, optional, rest, text } from '../src/chat/command.js'
import { reaches } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Takes a picture of the configuration: of all items, or of some with what lies below or above them. */
export const ciBaseline = command({
  name: 'ci baseline',
  takes: { name: rest(50), items: optional(text(1000)), reach: optional(choice('reach', reaches)) },
  who: 'configuration manager',
  example: '/ci baseline name:"before the season"',
  run: async ({ desk, voice }, { reach: word, ...asked }) => {
    const reach = reaches.find((one) => one === word)
    return { kind: 'whisper', card: await desk.configuration.baselines.take({ ...asked, reach }, voice) }
  },
})
