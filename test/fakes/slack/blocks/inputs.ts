import { type Fields, textOf } from '../fields.js'
import { type Check, flag, integer, into, list, maybe, type Place, report, text } from './check.js'
import { confirm, dispatch, element, focus, placeholder, type Table } from './element-parts.js'
import { limits } from './limits.js'
import { richText } from './rich-text.js'

const date: Check = text({ like: /^\d{4}-\d{2}-\d{2}$/, says: 'must be YYYY-MM-DD' })

const timezone: Check = (value, place) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: String(value) })
  } catch {
    report(place, 'must be an IANA time zone')
  }
}

/** Pickers of dates and times. */
export const pickers: Table = {
  ...element('datepicker', { initial_date: maybe(date), ...placeholder, ...focus, confirm }),
  ...element('timepicker', {
    initial_time: maybe(text({ like: /^([01]\d|2[0-3]):[0-5]\d$/, says: 'must be HH:mm' })),
    timezone: maybe(timezone),
    ...placeholder,
    ...focus,
    confirm,
  }),
  ...element('datetimepicker', {
    initial_date_time: maybe(integer({ min: 1_000_000_000, max: 9_999_999_999 })),
    ...focus,
    confirm,
  }),
}

const numeric: Check = text({ like: /^-?\d+(\.\d+)?$/, says: 'must be a number in a string' })

const numberRules = (value: Fields, place: Place): void => {
  const [low, high] = [textOf(value, 'min_value'), textOf(value, 'max_value')]
  if (low !== '' && high !== '' && Number(low) > Number(high))
    report(into(place, 'min_value'), 'must not be above max_value')
  const decimal = value['is_decimal_allowed'] === true
  for (const key of ['min_value', 'max_value', 'initial_value'])
    if (!decimal && textOf(value, key).includes('.')) report(into(place, key), 'must be a whole number')
}

const lengthRules = (value: Fields, place: Place): void => {
  const [least, most] = [value['min_length'], value['max_length']]
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    report(into(place, 'min_length'), 'must not be above max_length')
}

const lineRules = (value: Fields, place: Place): void => {
  const [least, most] = [value['min_lines'], value['max_lines']]
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    report(into(place, 'min_lines'), 'must not be above max_lines')
}

export const richInput = element(
  'rich_text_input',
  {
    initial_value: maybe(richText),
    min_lines: maybe(integer({ min: 1, max: 100 })),
    max_lines: maybe(integer({ min: 1, max: 100 })),
    ...dispatch,
    ...focus,
    ...placeholder,
  },
  lineRules,
)

const fileInput = element(
  'file_input',
  { filetypes: maybe(list(text())), max_files: maybe(integer({ min: 1, max: limits.files })) },
  (_value, place) => {
    if (place.setting.surface !== 'modal') report(place, 'file_input is only allowed in modals')
    if (place.setting.scopes && !place.setting.scopes.has('files:read'))
      report(place, 'file_input needs the scope files:read')
  },
)

/** Inputs that are typed into, and file inputs. */
export const typed: Table = {
  ...element(
    'plain_text_input',
    {
      initial_value: maybe(text({ max: limits.inputText, min: 0 })),
      multiline: maybe(flag),
      min_length: maybe(integer({ min: 0, max: limits.inputText })),
      max_length: maybe(integer({ min: 1, max: limits.inputText })),
      ...dispatch,
      ...focus,
      ...placeholder,
    },
    lengthRules,
  ),
  ...element('email_text_input', { initial_value: maybe(text()), ...dispatch, ...focus, ...placeholder }),
  ...element('url_text_input', { initial_value: maybe(text()), ...dispatch, ...focus, ...placeholder }),
  ...element(
    'number_input',
    {
      is_decimal_allowed: flag,
      initial_value: maybe(numeric),
      min_value: maybe(numeric),
      max_value: maybe(numeric),
      ...dispatch,
      ...focus,
      ...placeholder,
    },
    numberRules,
  ),
  ...richInput,
  ...fileInput,
}
