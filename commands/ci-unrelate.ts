import { choice, item } from '../src/chat/command.js'
import { kindNamed, kindWords } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Takes a relation away. */
export const ciUnrelate = command({
  name: 'ci unrelate',
  takes: { item: item(), kind: choice('relation', kindWords), other: item() },
  who: 'configuration manager',
  example: '/ci unrelate wifi depends_on wifi-controller',
  run: async ({ desk, voice }, { item: key, kind: word, other }) => ({
    kind: 'whisper',
    card: await desk.configuration.unrelate({ item: key, kind: kindNamed(word), other }, voice),
  }),
})
