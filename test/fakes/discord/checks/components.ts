import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { components as kind } from '../bits.js'
import {
  type Check,
  flag,
  integer,
  into,
  kinds,
  list,
  maybe,
  number,
  oneOf,
  type Place,
  report,
  shape,
  snowflake,
  text,
  url,
} from './check.js'

/** Any component may carry a number of its own. */
const base = { type: integer(), id: maybe(integer({ min: 0, max: 2_147_483_647 })) }

const customId = text({ max: 100 })

export const emoji = shape(
  { id: maybe(snowflake), name: maybe(text({ max: 32 })), animated: maybe(flag) },
  (value, place) => {
    if (value['id'] || typeof value['name'] !== 'string') return
    if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\u20e3|[0-9#*]\ufe0f\u20e3/u.test(value['name']))
      report(into(place, 'name'), 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji')
  },
)

const button: Check = shape(
  {
    ...base,
    style: integer({ min: 1, max: 6 }),
    label: maybe(text({ max: 80 })),
    emoji: maybe(emoji),
    custom_id: maybe(customId),
    sku_id: maybe(snowflake),
    url: maybe(url({ max: 512, schemes: ['http', 'https', 'discord'] })),
    disabled: maybe(flag),
  },
  (value, place) => {
    const style = value['style']
    const [hasId, hasUrl] = [value['custom_id'] != null, value['url'] != null]
    if (style === 6) return
    if (hasId && hasUrl)
      report(
        place,
        'BUTTON_COMPONENT_CUSTOM_ID_AND_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      )
    else if (style === 5 && !hasUrl)
      report(into(place, 'url'), 'BASE_TYPE_REQUIRED', 'A url is required for link buttons')
    else if (style !== 5 && !hasId) report(place, 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id required')
    else if (style !== 5 && hasUrl)
      report(into(place, 'url'), 'BUTTON_COMPONENT_INVALID_STYLE', 'Only link buttons have a url')
    if (value['label'] == null && value['emoji'] == null)
      report(place, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji')
  },
)

const defaults = (...types: readonly string[]): Check =>
  list(shape({ id: snowflake, type: oneOf(...types) }), { max: 25 })

const counts = (value: Fields, place: Place, most: number): void => {
  const [least = 1, max = 1] = [value['min_values'] ?? 1, value['max_values'] ?? 1] as number[]
  if (least > max)
    report(
      into(place, 'min_values'),
      'SELECT_COMPONENT_MIN_VALUES_GREATER_THAN_MAX',
      'min_values may not be above max_values',
    )
  if (max > most)
    report(into(place, 'max_values'), 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${most}.`)
}

const selectBase = {
  ...base,
  custom_id: customId,
  placeholder: maybe(text({ min: 0, max: 150 })),
  min_values: maybe(integer({ min: 0, max: 25 })),
  max_values: maybe(integer({ min: 1, max: 25 })),
  disabled: maybe(flag),
}

const option = shape({
  label: text({ max: 100 }),
  value: text({ max: 100 }),
  description: maybe(text({ max: 100 })),
  emoji: maybe(emoji),
  default: maybe(flag),
})

const uniqueValues = (options: readonly Fields[], place: Place): void => {
  const seen = new Set<string>()
  for (const [index, one] of options.entries()) {
    const value = textOf(one, 'value')
    if (seen.has(value))
      report(
        into(place, 'options', index, 'value'),
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
    seen.add(value)
  }
}

const stringSelect = (more: Fields): Check =>
  shape({ ...selectBase, ...(more as object), options: list(option, { min: 1, max: 25 }) }, (value, place) => {
    const options = listOf(value, 'options')
    uniqueValues(options, place)
    counts(value, place, 25)
    const max = typeof value['max_values'] === 'number' ? value['max_values'] : 1
    if (options.filter((one) => one['default'] === true).length > max)
      report(
        into(place, 'options'),
        'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
        'The number of default options exceeds max_values',
      )
  })

const autoSelect = (more: Fields, ...types: readonly string[]): Check =>
  shape({ ...selectBase, ...(more as object), default_values: maybe(defaults(...types)) }, (value, place) => {
    counts(value, place, 25)
    const max = typeof value['max_values'] === 'number' ? value['max_values'] : 1
    if (listOf(value, 'default_values').length > max)
      report(
        into(place, 'default_values'),
        'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
        'The number of default values exceeds max_values',
      )
  })

const selects = (more: Fields): Record<number, Check> => ({
  [kind.stringSelect]: stringSelect(more),
  [kind.userSelect]: autoSelect(more, 'user'),
  [kind.roleSelect]: autoSelect(more, 'role'),
  [kind.mentionableSelect]: autoSelect(more, 'user', 'role'),
  [kind.channelSelect]: autoSelect({ ...more, channel_types: maybe(list(integer(), { max: 25 })) }, 'channel'),
})

export const actionRow: Check = shape(
  { ...base, components: list(kinds({ [kind.button]: button, ...selects({}) }), { min: 1, max: 5 }) },
  (value, place) => {
    const inside = listOf(value, 'components')
    const menus = inside.filter((one) => one['type'] !== kind.button)
    if (menus.length > 0 && inside.length > 1)
      report(
        into(place, 'components'),
        'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
        'The specified component exceeds the maximum width',
      )
  },
)

export const textDisplay: Check = shape({ ...base, content: text({ max: 4_000 }) })

const media =
  (schemes: readonly string[]): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    shape({ url: url({ schemes }) })(value, place)
  }

const picture = media(['http', 'https', 'attachment'])

const described = {
  media: picture,
  description: maybe(text({ max: 1_024 })),
  spoiler: maybe(flag),
}

const section: Check = shape({
  ...base,
  components: list(kinds({ [kind.textDisplay]: textDisplay }), { min: 1, max: 3 }),
  accessory: kinds({ [kind.button]: button, [kind.thumbnail]: shape({ ...base, ...described }) }),
})

const blocks: Record<number, Check> = {
  [kind.actionRow]: actionRow,
  [kind.section]: section,
  [kind.textDisplay]: textDisplay,
  [kind.mediaGallery]: shape({ ...base, items: list(shape(described), { min: 1, max: 10 }) }),
  [kind.file]: shape({
    ...base,
    file: media(['attachment']),
    spoiler: maybe(flag),
    name: maybe(text({ max: 1_024 })),
    size: maybe(integer()),
  }),
  [kind.separator]: shape({ ...base, divider: maybe(flag), spacing: maybe(oneOf(1, 2)) }),
}

const container: Check = shape({
  ...base,
  accent_color: maybe(integer({ min: 0, max: 0xffffff })),
  spoiler: maybe(flag),
  components: list(kinds(blocks), { min: 1 }),
})

/** Components of a message without the V2 flag: rows only. */
export const legacyComponents: Check = (value, place) => {
  list(kinds({ [kind.actionRow]: actionRow }), { max: 5 })(value, place)
  uniqueIds(value, place)
}

/** Components V2: every part checked, then the totals over the whole message. */
export const v2Components: Check = (value, place) => {
  list(kinds({ ...blocks, [kind.container]: container }), { min: 1, max: 40 })(value, place)
  uniqueIds(value, place)
  const all = flatten(value)
  if (all.length > 40)
    report(place, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'The total number of components exceeds the maximum of 40')
  const written = all.map((one) => (one['type'] === kind.textDisplay ? textOf(one, 'content') : ''))
  if (written.reduce((sum, one) => sum + one.length, 0) > 4_000)
    report(
      place,
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      'The total text of all components exceeds the maximum of 4000',
    )
}

/** Every component, with those inside it. */
export const flatten = (value: unknown): Fields[] => {
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (!isFields(value) || typeof value['type'] !== 'number') return []
  return [value, ...flatten(value['components']), ...flatten(value['accessory']), ...flatten(value['component'])]
}

/** Walks the components with where each stands. */
const located = (value: unknown, place: Place): (readonly [Fields, Place])[] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => located(one, into(place, index)))
  if (!isFields(value) || typeof value['type'] !== 'number') return []
  const inner = ['components', 'accessory', 'component'].flatMap((key) => located(value[key], into(place, key)))
  return [[value, place] as const, ...inner]
}

export const uniqueIds = (value: unknown, place: Place): void => {
  const [custom, own] = [new Set<unknown>(), new Set<unknown>()]
  for (const [part, at] of located(value, place)) {
    const [customId, id] = [part['custom_id'], part['id']]
    if (customId != null && custom.has(customId))
      report(into(at, 'custom_id'), 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated')
    if (typeof id === 'number' && id > 0 && own.has(id))
      report(into(at, 'id'), 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated')
    custom.add(customId)
    own.add(id)
  }
}

/** Menus inside a label of a modal: they may be required, and must not be disabled. */
export const labelledSelects: Record<number, Check> = Object.fromEntries(
  Object.entries(selects({ required: maybe(flag) })).map(([type, check]) => [
    type,
    (value: unknown, place: Place) => {
      check(value, place)
      if (isFields(value) && value['disabled'] === true)
        report(into(place, 'disabled'), 'COMPONENT_DISABLED_IN_MODAL', 'Select menus cannot be disabled in modals')
      if (isFields(value) && value['min_values'] === 0 && value['required'] !== false)
        report(
          into(place, 'required'),
          'COMPONENT_REQUIRED_WITH_MIN_ZERO',
          'A required select must ask for at least one value',
        )
    },
  ]),
)

export { base as componentBase, customId as componentId, number }
