import { choice, item, optional, text } from '../src/chat/command.js'
import { enoughTyped, kindNamed, kindWords } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Says how one item stands to another. Those of one group can stand in for each other. */
export const ciRelate = command({
  name: 'ci relate',
  takes: {
    item: item(),
    kind: choice('relation', kindWords),
    other: item(),
    group: optional(text(50)),
    enough: optional(text(4)),
  },
  who: 'configuration manager',
  example: '/ci relate wifi depends_on wifi-controller',
  run: async ({ desk, voice }, { item: key, kind: word, other, group, enough }) => {
    const relating = { item: key, kind: kindNamed(word), other, group, enough: enoughTyped(enough) }
    return { kind: 'whisper', card: await desk.configuration.relate(relating, voice) }
  },
})
