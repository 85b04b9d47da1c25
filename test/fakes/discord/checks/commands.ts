import { type Fields, isFields, listOf, textOf } from '../../fields.js'
import { optionTypes } from '../bits.js'
import {
  type Check,
  flag,
  integer,
  into,
  list,
  maybe,
  number,
  oneOf,
  type Place,
  report,
  shape,
  snowflake,
  text,
} from './check.js'

/** Discord: reference, locales. */
const locales = [
  ...['id', 'da', 'de', 'en-GB', 'en-US', 'es-ES', 'es-419', 'fr', 'hr', 'it', 'lt', 'hu', 'nl', 'no', 'pl', 'pt-BR'],
  ...['ro', 'fi', 'sv-SE', 'vi', 'tr', 'cs', 'el', 'bg', 'ru', 'uk', 'hi', 'th', 'zh-CN', 'ja', 'zh-TW', 'ko'],
]

const pattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u

const chatName: Check = (value, place) => {
  text({ max: 32 })(value, place)
  if (typeof value !== 'string' || value.length === 0 || value.length > 32) return
  if (!pattern.test(value) || value !== value.toLowerCase())
    report(place, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
}

const localized =
  (check: Check): Check =>
  (value, place) => {
    if (!isFields(value)) return report(place, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
    for (const [locale, one] of Object.entries(value)) {
      if (!locales.includes(locale))
        report(into(place, locale), 'BASE_TYPE_CHOICES', `Value must be one of {${locales.join(', ')}}.`)
      else if (one !== null) check(one, into(place, locale))
    }
  }

const description = text({ max: 100 })

const named = (name: Check) => ({
  name,
  name_localizations: maybe(localized(name)),
  description,
  description_localizations: maybe(localized(description)),
})

const choice = (type: number): Check =>
  shape({
    name: text({ max: 100 }),
    name_localizations: maybe(localized(text({ max: 100 }))),
    value: type === optionTypes.string ? text({ max: 100 }) : type === optionTypes.integer ? integer() : number,
  })

const numeric: readonly unknown[] = [optionTypes.integer, optionTypes.number]
const choosable: readonly unknown[] = [optionTypes.string, ...numeric]

const leaf: Check = (value, place) => {
  const type = isFields(value) ? Number(value['type']) : 0
  shape(
    {
      ...named(chatName),
      type: integer({ min: 3, max: 11 }),
      required: maybe(flag),
      choices: maybe(list(choice(type), { max: 25 })),
      autocomplete: maybe(flag),
      min_value: maybe(number),
      max_value: maybe(number),
      min_length: maybe(integer({ min: 0, max: 6_000 })),
      max_length: maybe(integer({ min: 1, max: 6_000 })),
      channel_types: maybe(list(integer())),
      file_types: maybe(list(text({ max: 100 }), { max: 10 })),
    },
    fitting,
  )(value, place)
}

/** What only some types of option may carry. */
const fitting = (value: Fields, place: Place): void => {
  const type = value['type']
  const stray = (keys: readonly string[]): void => {
    for (const key of keys)
      if (value[key] != null && !(Array.isArray(value[key]) && value[key].length === 0) && value[key] !== false)
        report(
          into(place, key),
          'APPLICATION_COMMAND_OPTION_FIELD_NOT_ALLOWED',
          `${key} is not allowed for this type of option`,
        )
  }
  if (!choosable.includes(type)) stray(['choices', 'autocomplete'])
  if (!numeric.includes(type)) stray(['min_value', 'max_value'])
  if (type !== optionTypes.string) stray(['min_length', 'max_length'])
  if (type !== optionTypes.channel) stray(['channel_types'])
  if (type !== optionTypes.attachment) stray(['file_types'])
  if (value['autocomplete'] === true && listOf(value, 'choices').length > 0)
    report(
      into(place, 'autocomplete'),
      'APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE',
      'autocomplete may not be true if choices are present',
    )
  twice(listOf(value, 'choices'), into(place, 'choices'), 'name')
}

const twice = (all: readonly Fields[], place: Place, key: string): void => {
  const seen = new Set<unknown>()
  for (const [index, one] of all.entries()) {
    if (seen.has(one[key]))
      report(
        into(place, index, key),
        'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        'Option name already exists in options',
      )
    seen.add(one[key])
  }
}

/** What members see must tell options apart in every language: a name without a translation stands for itself. */
const alike = (all: readonly Fields[], place: Place): void => {
  const translations = (one: Fields): Fields => (isFields(one['name_localizations']) ? one['name_localizations'] : {})
  for (const locale of new Set(all.flatMap((one) => Object.keys(translations(one))))) {
    const shown = all.map((one) => ({ [locale]: translations(one)[locale] ?? one['name'] }))
    twice(shown, into(place, 'name_localizations'), locale)
  }
}

const inOrder = (value: Fields, place: Place): void => {
  const options = listOf(value, 'options')
  twice(options, into(place, 'options'), 'name')
  alike(options, into(place, 'options'))
  let optional = false
  for (const [index, one] of options.entries()) {
    if (one['required'] === true && optional)
      report(
        into(place, 'options', index),
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      )
    if (one['required'] !== true) optional = true
  }
}

const subcommand: Check = shape(
  { ...named(chatName), type: oneOf(optionTypes.subcommand), options: maybe(list(leaf, { max: 25 })) },
  inOrder,
)

const group: Check = shape(
  { ...named(chatName), type: oneOf(optionTypes.group), options: list(subcommand, { min: 1, max: 25 }) },
  (value, place) => twice(listOf(value, 'options'), into(place, 'options'), 'name'),
)

const option: Check = (value, place) => {
  const type = isFields(value) ? value['type'] : undefined
  if (type === optionTypes.subcommand) subcommand(value, place)
  else if (type === optionTypes.group) group(value, place)
  else leaf(value, place)
}

const isNested = (one: Fields): boolean => one['type'] === optionTypes.subcommand || one['type'] === optionTypes.group

/** Names, descriptions and values of a command with all in it; of the translations the longest counts. */
export const lengthOfCommand = (one: Fields): number => {
  const longest = (key: string): number => {
    const translations = one[`${key}_localizations`]
    const all = [textOf(one, key), ...(isFields(translations) ? Object.values(translations) : [])]
    return Math.max(...all.map((name) => (typeof name === 'string' ? name.length : 0)))
  }
  const value = typeof one['value'] === 'string' ? one['value'].length : 0
  const inner = [...listOf(one, 'options'), ...listOf(one, 'choices')].reduce(
    (sum, part) => sum + lengthOfCommand(part),
    0,
  )
  return longest('name') + longest('description') + value + inner
}

const shared = {
  type: maybe(oneOf(1, 2, 3)),
  default_member_permissions: maybe(text({ max: 20, like: /^\d+$/ })),
  dm_permission: maybe(flag),
  nsfw: maybe(flag),
  contexts: maybe(list(oneOf(0, 1, 2), { max: 3 })),
  integration_types: maybe(list(oneOf(0, 1), { max: 2 })),
  // Sent back by those who read before they write; Discord looks at neither.
  id: maybe(snowflake),
  version: maybe(snowflake),
}

const chatCommand: Check = shape(
  { ...shared, ...named(chatName), options: maybe(list(option, { max: 25 })) },
  (value, place) => {
    const options = listOf(value, 'options')
    if (options.some(isNested) && !options.every(isNested))
      report(
        into(place, 'options'),
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      )
    inOrder(value, place)
    if (lengthOfCommand(value) > 8_000)
      report(place, 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)')
  },
)

const menuName = text({ max: 32 })

const menuCommand: Check = shape({
  ...shared,
  name: menuName,
  name_localizations: maybe(localized(menuName)),
  description: maybe(text({ min: 0, max: 0 })),
})

/** PUT /applications/:application/commands: the whole of a scope. */
export const allCommands: Check = (value, place) => {
  list((one, at) => (isFields(one) && (one['type'] ?? 1) !== 1 ? menuCommand : chatCommand)(one, at))(value, place)
  const all = Array.isArray(value) ? value.filter(isFields) : []
  for (const [type, max] of [
    [1, 100],
    [2, 15],
    [3, 15],
  ] as const) {
    const same = all.filter((one) => (one['type'] ?? 1) === type)
    if (same.length > max)
      report(
        place,
        'APPLICATION_COMMANDS_MAX',
        `Maximum number of application commands of type ${type} reached (${max})`,
      )
    const names = same.map((one) => textOf(one, 'name'))
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index)
        report(
          into(place, all.indexOf(same[index] as Fields)),
          'APPLICATION_COMMANDS_DUPLICATE_NAME',
          'Application command names must be unique',
        )
  }
}
