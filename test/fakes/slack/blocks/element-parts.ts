import type { Fields } from '../fields.js'
import { type Check, flag, list, maybe, oneOf, type Place, shape, text } from './check.js'
import { limits } from './limits.js'
import { confirmation, plain } from './objects.js'

export type Table = Record<string, Check>

export const id = (prefix: string): Check => text({ like: new RegExp(`^[${prefix}][A-Z0-9]+$`), says: 'must be an id' })
export const actionId = maybe(text({ max: limits.actionId }))
export const confirm = maybe(confirmation)
export const focus = { focus_on_load: maybe(flag) }
export const placeholder = { placeholder: maybe(plain(limits.placeholder)) }
export const dispatch = {
  dispatch_action_config: maybe(
    shape({ trigger_actions_on: maybe(list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 })) }),
  ),
}

export const element = (
  type: string,
  fields: Parameters<typeof shape>[0],
  extra?: (value: Fields, place: Place) => void,
): Table => ({
  [type]: shape({ type: oneOf(type), action_id: actionId, ...fields }, extra),
})
