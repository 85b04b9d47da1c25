import { type Fields, isFields } from '../fields.js'
import {
  type Check,
  exactlyOne,
  flag,
  into,
  kinds,
  list,
  maybe,
  oneOf,
  type Place,
  report,
  shape,
  text,
  url,
} from './check.js'
import { limits } from './limits.js'

/** A plain_text object. */
export const plain = (max: number = limits.textObject): Check =>
  kinds({ plain_text: shape({ type: oneOf('plain_text'), text: text({ max }), emoji: maybe(flag) }) })

/** A mrkdwn object. */
export const mrkdwn = (max: number = limits.textObject): Check =>
  kinds({ mrkdwn: shape({ type: oneOf('mrkdwn'), text: text({ max }), verbatim: maybe(flag) }) })

/** Either text object. */
export const anyText = (max: number = limits.textObject): Check =>
  kinds({
    plain_text: shape({ type: oneOf('plain_text'), text: text({ max }), emoji: maybe(flag) }),
    mrkdwn: shape({ type: oneOf('mrkdwn'), text: text({ max }), verbatim: maybe(flag) }),
  })

/** The dialog that asks before an action. */
export const confirmation: Check = shape({
  title: maybe(plain(limits.confirm.title)),
  text: anyText(limits.confirm.text),
  confirm: maybe(plain(limits.confirm.button)),
  deny: maybe(plain(limits.confirm.button)),
  style: maybe(oneOf('primary', 'danger')),
})

const optionOf = (label: Check, more: Record<string, Check> = {}): Check =>
  shape({
    text: label,
    value: maybe(text({ max: limits.option.value })),
    description: maybe(plain(limits.option.description)),
    ...Object.fromEntries(Object.entries(more).map(([key, check]) => [key, maybe(check)])),
  })

const needsValue =
  (check: Check): Check =>
  (value, place) => {
    check(value, place)
    if (isFields(value) && value['value'] === undefined) report(place, 'missing required field: value')
  }

/** An option of a menu. */
export const option: Check = needsValue(optionOf(plain(limits.option.text)))

/** An option of checkboxes and radio buttons, whose label may be mrkdwn. */
export const choice: Check = needsValue(
  shape({
    text: anyText(limits.option.text),
    value: maybe(text({ max: limits.option.value })),
    description: maybe(anyText(limits.option.description)),
  }),
)

/** An option of an overflow menu, which may be a link. */
export const overflowOption: Check = needsValue(optionOf(plain(limits.option.text), { url: url(limits.option.url) }))

export const optionGroup: Check = shape({
  label: plain(limits.groupLabel),
  options: list(option, { max: limits.options }),
})

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isFields(value)) return value
  const entries = Object.entries(value).filter(([key]) => key !== 'emoji' && key !== 'verbatim')
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
}

/** Every option an element offers, groups flattened. */
export const offered = (element: Fields): Fields[] => {
  const direct = Array.isArray(element['options']) ? element['options'] : []
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'] : []
  const grouped = groups.flatMap((group) =>
    isFields(group) && Array.isArray(group['options']) ? group['options'] : [],
  )
  return [...direct, ...grouped].filter(isFields)
}

/** What is chosen at first must be one of the options offered. */
export const initialMatches = (element: Fields, place: Place): void => {
  const options = offered(element)
  const first = element['initial_option']
  if (isFields(first) && !options.some((one) => same(one, first)))
    report(into(place, 'initial_option'), 'must match one of the options')
  if (!Array.isArray(element['initial_options'])) return
  for (const [index, chosen] of element['initial_options'].entries())
    if (!options.some((one) => same(one, chosen)))
      report(into(into(place, 'initial_options'), index), 'must match one of the options')
}

/** No two options with one value, which Slack refuses. */
export const valuesDiffer = (element: Fields, place: Place): void => {
  const values = offered(element).map((one) => one['value'])
  const twice = values.find((value, index) => value !== undefined && values.indexOf(value) !== index)
  if (twice !== undefined) report(into(place, 'options'), `option values must be unique: ${String(twice)}`)
}

const slackFile: Check = (value, place) => {
  shape({ id: maybe(text()), url: maybe(url()) }, exactlyOne('id', 'url'))(value, place)
  const usable = place.setting.fileUsable
  if (usable && isFields(value) && !usable(value as { id?: string; url?: string })) report(place, 'invalid slack file')
}

/** The fields in which a picture is named, for image blocks and image elements. */
export const picture = {
  image_url: maybe(url(limits.image.url)),
  slack_file: maybe(slackFile),
  alt_text: text({ max: limits.image.altText }),
}

export const onePicture = exactlyOne('image_url', 'slack_file')
