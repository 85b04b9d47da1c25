import { choice, item, listed, optional, paragraph, person, rest, text } from '../src/chat/command.js'
import { environments, fieldsTyped, levels, stateWords } from '../src/configuration/index.js'
import { command, formInstead } from '../src/desk/index.js'

/** Changes what is known of an item; what is not named stays. */
export const ciChange = command({
  name: 'ci change',
  takes: {
    item: item(),
    state: optional(choice('item_state', stateWords)),
    reason: optional(rest(300)),
    name: optional(text(150)),
    type: optional(listed('item-types')),
    owner: optional(person()),
    team: optional(listed('teams')),
    supplier: optional(listed('suppliers')),
    environment: optional(choice('environment', environments)),
    confidentiality: optional(choice('level', levels)),
    integrity: optional(choice('level', levels)),
    availability: optional(choice('level', levels)),
    attributes: optional(paragraph(1500)),
  },
  who: 'configuration manager',
  example: '/ci change switch-1 in_repair the fan is stuck',
  before: async (call, { item: key, ...typed }) => {
    if (Object.keys(typed).length > 0) return undefined
    return formInstead(call, 'ci change', await call.desk.configuration.asTyped(key))
  },
  run: async ({ desk, voice }, { item: key, reason, ...typed }) => {
    const changed = await desk.configuration.change(key, fieldsTyped(typed), reason)
    return { kind: 'whisper', card: await desk.configuration.done('changed', changed, voice) }
  },
})
