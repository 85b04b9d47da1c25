import { elementsIn } from './blocks/index.js'
import { offered } from './blocks/objects.js'
import { copy, type Fields, isFields, lengthOf, listOf, textOf } from './fields.js'
import { ClientRefusal } from './refused.js'

/** What a person picks or types; options are named by their value. */
export interface Choice {
  readonly block_id?: string
  readonly value?: string
  readonly selected_option?: string | Fields
  readonly selected_options?: readonly (string | Fields)[]
  readonly selected_user?: string
  readonly selected_users?: readonly string[]
  readonly selected_conversation?: string
  readonly selected_conversations?: readonly string[]
  readonly selected_channel?: string
  readonly selected_channels?: readonly string[]
  readonly selected_date?: string
  readonly selected_time?: string
  readonly selected_date_time?: number
  readonly rich_text_value?: Fields
  readonly files?: readonly Fields[]
}

type Values = Record<string, Record<string, Fields>>

/** Options an external select was given by the app, which a person may choose from. */
const suggested = new WeakMap<Fields, Fields[]>()

export const rememberSuggestions = (element: Fields, options: Fields[]): void => {
  suggested.set(element, [...(suggested.get(element) ?? []), ...options])
}

/** Elements of text and number inputs, and the field their state is in. */
const stateField: Record<string, string> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  file_input: 'files',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  overflow: 'selected_option',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  checkboxes: 'selected_options',
  users_select: 'selected_user',
  multi_users_select: 'selected_users',
  conversations_select: 'selected_conversation',
  multi_conversations_select: 'selected_conversations',
  channels_select: 'selected_channel',
  multi_channels_select: 'selected_channels',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
}

const initialField: Record<string, string> = {
  value: 'initial_value',
  rich_text_value: 'initial_value',
  selected_option: 'initial_option',
  selected_options: 'initial_options',
  selected_user: 'initial_user',
  selected_users: 'initial_users',
  selected_conversation: 'initial_conversation',
  selected_conversations: 'initial_conversations',
  selected_channel: 'initial_channel',
  selected_channels: 'initial_channels',
  selected_date: 'initial_date',
  selected_time: 'initial_time',
  selected_date_time: 'initial_date_time',
}

const isMany = (field: string): boolean => field.endsWith('s') && field !== 'files'

/** Blocks with those inside containers. */
export const flatBlocks = (blocks: readonly Fields[]): Fields[] =>
  blocks.flatMap((block) => [block, ...flatBlocks(listOf(block, 'child_blocks'))])

const ownElements = (block: Fields): Fields[] => (block['type'] === 'container' ? [] : elementsIn(block))

/** What every input of the blocks holds before anybody touched it. */
export const initialValues = (blocks: readonly Fields[]): Values => {
  const values: Values = {}
  for (const block of flatBlocks(blocks))
    for (const element of ownElements(block)) {
      const type = textOf(element, 'type')
      const field = stateField[type]
      if (!field || type === 'overflow') continue
      const first = element[initialField[field] ?? '']
      const zone = type === 'timepicker' && element['timezone'] ? { timezone: element['timezone'] } : {}
      const empty = isMany(field) || field === 'files' ? [] : null
      const block_id = textOf(block, 'block_id')
      const held = values[block_id] ?? {}
      values[block_id] = held
      held[textOf(element, 'action_id')] = { type, [field]: first === undefined ? empty : copy(first), ...zone }
    }
  return values
}

/** What was filled in stays where block, action and type are the same. */
export const keepValues = (fresh: Values, before: Values): Values => {
  const kept: Values = {}
  for (const [block, actions] of Object.entries(fresh)) {
    const held: Record<string, Fields> = {}
    for (const [action, value] of Object.entries(actions)) {
      const old = before[block]?.[action]
      held[action] = old && old['type'] === value['type'] ? old : value
    }
    kept[block] = held
  }
  return kept
}

export interface Found {
  readonly block: Fields
  readonly element: Fields
}

/** The element with this action id, or a refusal: a person cannot use what is not on the screen. */
export const findElement = (blocks: readonly Fields[], actionId: string, blockId?: string, value?: string): Found => {
  const all = flatBlocks(blocks).flatMap((block) => ownElements(block).map((element) => ({ block, element })))
  const named = all.filter(
    ({ block, element }) =>
      textOf(element, 'action_id') === actionId && (blockId === undefined || textOf(block, 'block_id') === blockId),
  )
  const fitting =
    named.length > 1 && value !== undefined ? named.filter(({ element }) => element['value'] === value) : named
  const seen = all.map(({ element }) => textOf(element, 'action_id')).filter(Boolean)
  if (fitting.length === 0)
    throw new ClientRefusal(`There is no ${actionId} to use here; there is: ${seen.join(', ') || 'nothing'}`)
  if (fitting.length > 1)
    throw new ClientRefusal(`There are ${fitting.length} elements ${actionId}; name the block or the value`)
  return fitting[0] as Found
}

const optionNamed = (element: Fields, wanted: string | Fields): Fields => {
  const options = [...offered(element), ...(suggested.get(element) ?? [])]
  const value = typeof wanted === 'string' ? wanted : textOf(wanted, 'value')
  const found = options.find((option) => option['value'] === value)
  if (!found) {
    const there = options.map((option) => textOf(option, 'value')).join(', ') || 'nothing'
    throw new ClientRefusal(`${textOf(element, 'action_id')} does not offer ${value}; it offers: ${there}`)
  }
  return copy(found)
}

const chosen = (element: Fields, field: string, given: unknown): unknown => {
  if (given === undefined || given === null) return isMany(field) ? [] : null
  if (field === 'selected_option') return optionNamed(element, given as string | Fields)
  if (field === 'selected_options')
    return (Array.isArray(given) ? given : [given]).map((one) => optionNamed(element, one))
  if (field === 'files') return Array.isArray(given) ? given : [given]
  if (isMany(field)) return Array.isArray(given) ? given : [given]
  if (field === 'value') return String(given)
  return given
}

/** The state of an input after a person chose or typed this; a bare value or a Choice. */
export const stateValue = (element: Fields, given: unknown): Fields => {
  const type = textOf(element, 'type')
  const field = stateField[type]
  if (!field) throw new ClientRefusal(`${type} holds no value`)
  const named = isFields(given) && field in given ? given[field] : isFields(given) && 'value' in given ? given : given
  const zone = type === 'timepicker' && element['timezone'] ? { timezone: element['timezone'] } : {}
  return { type, [field]: chosen(element, field, named), ...zone }
}

const echoed = [
  'initial_option',
  'initial_options',
  'initial_user',
  'initial_users',
  'initial_date',
  'initial_time',
  'initial_conversation',
]

/** One entry of block_actions' `actions`. */
export const actionFor = ({ block, element }: Found, choice: Choice, actionTs: string): Fields => {
  const type = textOf(element, 'type')
  const named = {
    block_id: textOf(block, 'block_id'),
    action_id: textOf(element, 'action_id'),
    action_ts: actionTs,
    type,
  }
  if (type === 'button' || type === 'icon_button' || type === 'workflow_button') {
    if (choice.value !== undefined && choice.value !== textOf(element, 'value'))
      throw new ClientRefusal(`the button carries ${textOf(element, 'value')}, not ${choice.value}`)
    const optional = ['value', 'url', 'style', 'confirm'].filter((key) => element[key] !== undefined)
    return { ...named, text: element['text'], ...Object.fromEntries(optional.map((key) => [key, element[key]])) }
  }
  const shown = Object.fromEntries(
    ['placeholder', ...echoed].filter((key) => element[key] !== undefined).map((key) => [key, element[key]]),
  )
  const { block_id: _block, ...picked } = choice
  return { ...named, ...shown, ...stateValue(element, picked) }
}

const isEmpty = (value: Fields, field: string): boolean => {
  const held = value[field]
  return held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0)
}

const complaint = (element: Fields, held: string): string | undefined => {
  const type = textOf(element, 'type')
  const [least, most] = [element['min_length'], element['max_length']]
  if (typeof least === 'number' && lengthOf(held) < least) return `needs at least ${least} characters`
  if (lengthOf(held) > (typeof most === 'number' ? most : 3_000)) return 'is too long'
  if (type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(held)) return 'is not an e-mail address'
  if (type === 'url_text_input' && !/^https?:\/\/\S+$/.test(held)) return 'is not a URL'
  if (type !== 'number_input') return undefined
  const value = Number(held)
  if (!Number.isFinite(value) || held.trim() === '') return 'is not a number'
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(value)) return 'is not a whole number'
  if (element['min_value'] !== undefined && value < Number(element['min_value']))
    return `is below ${element['min_value']}`
  if (element['max_value'] !== undefined && value > Number(element['max_value']))
    return `is above ${element['max_value']}`
  return undefined
}

/** What Slack's own client would object to before it sends a form. */
export const objections = (blocks: readonly Fields[], values: Values): string[] => {
  const found: string[] = []
  for (const block of blocks) {
    const element = block['element']
    if (block['type'] !== 'input' || !isFields(element)) continue
    const field = stateField[textOf(element, 'type')] ?? 'value'
    const label = `${textOf(block, 'block_id')}/${textOf(element, 'action_id')}`
    const value = values[textOf(block, 'block_id')]?.[textOf(element, 'action_id')] ?? {}
    if (isEmpty(value, field)) {
      if (block['optional'] !== true) found.push(`${label} is required`)
      continue
    }
    const problem = field === 'value' ? complaint(element, String(value['value'])) : undefined
    if (problem) found.push(`${label} ${problem}`)
    const max = element['max_selected_items']
    const list = value[field]
    if (typeof max === 'number' && Array.isArray(list) && list.length > max) found.push(`${label} takes at most ${max}`)
  }
  return found
}
