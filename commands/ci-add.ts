import { choice, listed, optional, paragraph, person, rest, text } from '../src/chat/command.js'
import { environments, fieldsTyped, levels, stateWords } from '../src/configuration/index.js'
import { command } from '../src/desk/index.js'

/** Enters a configuration item. */
export const ciAdd = command({
  name: 'ci add',
  takes: {
    key: text(50),
    type: listed('item-types'),
    name: rest(150),
    owner: optional(person()),
    team: optional(listed('teams')),
    supplier: optional(listed('suppliers')),
    state: optional(choice('item_state', stateWords)),
    environment: optional(choice('environment', environments)),
    confidentiality: optional(choice('level', levels)),
    integrity: optional(choice('level', levels)),
    availability: optional(choice('level', levels)),
    attributes: optional(paragraph(1500)),
  },
  who: 'configuration manager',
  example: '/ci add switch-2 type:network team:it Switch of the second floor',
  run: async ({ desk, voice }, { key, ...typed }) => {
    const { name = '', type = '', ...fields } = fieldsTyped(typed)
    const item = await desk.configuration.add({ key, state: 'in use', attributes: {}, ...fields, name, type })
    return { kind: 'whisper', card: await desk.configuration.done('added', item, voice) }
  },
})
