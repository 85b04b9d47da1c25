import { type Fields, listOf, textOf } from '../../fields.js'
import { components as kind } from '../bits.js'
import { type Check, flag, integer, into, kinds, list, maybe, oneOf, type Place, report, shape, text } from './check.js'
import { componentBase, componentId, labelledSelects, textDisplay, uniqueIds } from './components.js'

const bounds = (value: Fields, place: Place): void => {
  const [least, most] = [value['min_length'], value['max_length']]
  if (typeof least === 'number' && typeof most === 'number' && least > most)
    report(
      into(place, 'min_length'),
      'TEXT_INPUT_COMPONENT_MIN_LENGTH_GREATER_THAN_MAX',
      'min_length may not be above max_length',
    )
  const value_ = textOf(value, 'value')
  if (typeof most === 'number' && value_.length > most)
    report(into(place, 'value'), 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`)
}

const inputFields = {
  ...componentBase,
  custom_id: componentId,
  style: oneOf(1, 2),
  min_length: maybe(integer({ min: 0, max: 4_000 })),
  max_length: maybe(integer({ min: 1, max: 4_000 })),
  required: maybe(flag),
  value: maybe(text({ min: 0, max: 4_000 })),
  placeholder: maybe(text({ min: 0, max: 100 })),
}

/** Inside a label an input has none of its own; in a row, the old way, it must. */
const labelledInput: Check = shape(inputFields, bounds)
const rowInput: Check = shape({ ...inputFields, label: text({ max: 45 }) }, bounds)

const choice = shape({
  label: text({ max: 100 }),
  value: text({ max: 100 }),
  description: maybe(text({ max: 100 })),
  default: maybe(flag),
})

const distinct = (value: Fields, place: Place): void => {
  const values = listOf(value, 'options').map((one) => textOf(one, 'value'))
  for (const [index, one] of values.entries())
    if (values.indexOf(one) < index)
      report(
        into(place, 'options', index, 'value'),
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      )
}

const radio: Check = shape(
  { ...componentBase, custom_id: componentId, options: list(choice, { min: 2, max: 10 }), required: maybe(flag) },
  (value, place) => {
    distinct(value, place)
    if (listOf(value, 'options').filter((one) => one['default'] === true).length > 1)
      report(into(place, 'options'), 'RADIO_GROUP_TOO_MANY_DEFAULTS', 'Only one option can be the default')
  },
)

const checkboxes: Check = shape(
  {
    ...componentBase,
    custom_id: componentId,
    options: list(choice, { min: 1, max: 10 }),
    min_values: maybe(integer({ min: 0, max: 10 })),
    max_values: maybe(integer({ min: 1, max: 10 })),
    required: maybe(flag),
  },
  distinct,
)

const upload: Check = shape({
  ...componentBase,
  custom_id: componentId,
  min_values: maybe(integer({ min: 0, max: 10 })),
  max_values: maybe(integer({ min: 1, max: 10 })),
  file_types: maybe(list(text({ max: 100 }), { max: 10 })),
  required: maybe(flag),
})

const label: Check = shape({
  ...componentBase,
  label: text({ max: 45 }),
  description: maybe(text({ max: 100 })),
  component: kinds({
    [kind.textInput]: labelledInput,
    ...labelledSelects,
    [kind.fileUpload]: upload,
    [kind.radioGroup]: radio,
    [kind.checkboxGroup]: checkboxes,
    [kind.checkbox]: shape({ ...componentBase, custom_id: componentId, default: maybe(flag) }),
  }),
})

const row: Check = shape({
  ...componentBase,
  components: list(kinds({ [kind.textInput]: rowInput }), { min: 1, max: 1 }),
})

/** A form: one to five labels, texts or old rows (the documentation's five, not the specification's forty). */
export const modal: Check = shape(
  {
    title: text({ max: 45 }),
    custom_id: componentId,
    components: list(kinds({ [kind.label]: label, [kind.textDisplay]: textDisplay, [kind.actionRow]: row }), {
      min: 1,
      max: 5,
    }),
  },
  (value, place) => {
    uniqueIds(value['components'], into(place, 'components'))
    const texts = listOf(value, 'components').filter((one) => one['type'] === kind.textDisplay)
    if (texts.reduce((sum, one) => sum + textOf(one, 'content').length, 0) > 4_000)
      report(
        into(place, 'components'),
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        'The total text of all components exceeds the maximum of 4000',
      )
  },
)
