import { type Fields, isFields, lengthOf, textOf } from '../fields.js'
import {
  type Check,
  flag,
  integer,
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
import {
  accessories,
  actionsElements,
  buttonElement,
  contextActionsElements,
  imageElement,
  inputElements,
} from './elements.js'
import { limits } from './limits.js'
import { anyText, mrkdwn, onePicture, picture, plain } from './objects.js'
import { richText } from './rich-text.js'

type Table = Record<string, Check>

const blockId = maybe(text({ max: limits.blockId }))

const block = (
  type: string,
  fields: Parameters<typeof shape>[0],
  extra?: (value: Fields, place: Place) => void,
): Table => ({
  [type]: shape({ type: oneOf(type), block_id: blockId, ...fields }, extra),
})

/** Action ids must differ within one block. */
const actionsDiffer = (value: Fields, place: Place): void => {
  const elements = Array.isArray(value['elements']) ? value['elements'].filter(isFields) : []
  const ids = elements.map((one) => textOf(one, 'action_id')).filter(Boolean)
  const twice = ids.find((one, index) => ids.indexOf(one) !== index)
  if (twice) report(into(place, 'elements'), `action_id is used twice in one block: ${twice}`)
}

const inMessagesOnly = (value: Fields, place: Place): void => {
  if (place.setting.surface !== 'message') report(into(place, 'type'), `unsupported type: ${textOf(value, 'type')}`)
}

const everywhere: Table = {
  ...block(
    'section',
    {
      text: maybe(anyText(limits.section.text)),
      fields: maybe(list(anyText(limits.section.field), { max: limits.section.fields })),
      accessory: maybe(kinds(accessories)),
      expand: maybe(flag),
    },
    (value, place) => {
      if (value['text'] === undefined && value['fields'] === undefined)
        report(place, 'must define either text or fields')
    },
  ),
  ...block('header', { text: plain(limits.header) }),
  ...block('divider', {}),
  ...block('context', {
    elements: list(kinds({ image: imageElement, plain_text: anyText(), mrkdwn: anyText() }), {
      max: limits.contextElements,
    }),
  }),
  ...block('actions', { elements: list(kinds(actionsElements), { max: limits.actions }) }, actionsDiffer),
  ...block('image', { ...picture, title: maybe(plain(limits.image.title)) }, onePicture),
  ...block('input', {
    label: plain(limits.input.label),
    element: kinds(inputElements),
    hint: maybe(plain(limits.input.hint)),
    optional: maybe(flag),
    dispatch_action: maybe(flag),
  }),
  rich_text: richText,
  ...block('alert', {
    text: anyText(limits.alert),
    level: maybe(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
  ...block(
    'video',
    {
      video_url: url(),
      thumbnail_url: url(),
      alt_text: text(),
      title: plain(limits.video.title - 1),
      title_url: maybe(url()),
      author_name: maybe(text({ max: limits.video.author - 1 })),
      provider_name: maybe(text()),
      provider_icon_url: maybe(url()),
      description: maybe(plain()),
    },
    (_value, place) => {
      if (place.setting.scopes && !place.setting.scopes.has('links.embed:write'))
        report(place, 'video needs the scope links.embed:write')
    },
  ),
}

const cell: Check = kinds({
  raw_text: shape({ type: oneOf('raw_text'), text: text() }),
  raw_number: shape({
    type: oneOf('raw_number'),
    text: text(),
    value: (value, place) => {
      if (typeof value !== 'number') report(place, 'must be a number')
    },
  }),
  rich_text: richText,
})

/** All text in a structure, for the limits on a whole table. */
const textIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textIn(one), 0)
  if (!isFields(value)) return 0
  const own = typeof value['text'] === 'string' ? lengthOf(value['text']) : 0
  return own + Object.values(value).reduce<number>((sum, one) => sum + (typeof one === 'string' ? 0 : textIn(one)), 0)
}

const fits = (characters: number) => (value: Fields, place: Place) => {
  inMessagesOnly(value, place)
  if (textIn(value['rows']) > characters)
    report(into(place, 'rows'), `no more than ${characters} characters allowed in a table`)
}

const tables: Table = {
  ...block(
    'table',
    {
      rows: list(list(cell, { max: limits.table.cells }), { max: limits.table.rows }),
      column_settings: maybe(
        list(shape({ align: maybe(oneOf('left', 'center', 'right')), is_wrapped: maybe(flag) }), {
          max: limits.table.cells,
          min: 0,
        }),
      ),
    },
    fits(limits.table.characters),
  ),
  ...block(
    'data_table',
    {
      rows: list(list(cell, { max: limits.dataTable.cells }), { min: 2, max: limits.dataTable.rows }),
      caption: text(),
      page_size: maybe(integer({ min: 1, max: limits.dataTable.pageSize })),
      row_header_column_index: maybe(integer({ min: 0, max: limits.dataTable.cells - 1 })),
    },
    fits(limits.dataTable.characters),
  ),
}

const card = block(
  'card',
  {
    hero_image: maybe(imageElement),
    icon: maybe(imageElement),
    title: maybe(mrkdwn(limits.card.title)),
    subtitle: maybe(mrkdwn(limits.card.subtitle)),
    body: maybe(mrkdwn(limits.card.body)),
    actions: maybe(list(kinds({ button: buttonElement }), { max: limits.card.actions })),
  },
  (value, place) => {
    inMessagesOnly(value, place)
    if (!['hero_image', 'title', 'actions', 'body'].some((key) => value[key] !== undefined))
      report(place, 'must define hero_image, title, actions or body')
  },
)

const inContainer: Table = Object.fromEntries(
  Object.entries({ ...everywhere, ...tables }).filter(([type]) => type !== 'alert' && type !== 'data_table'),
)

const source = shape({ type: oneOf('url'), url: url(), text: text() })

const taskCard = block(
  'task_card',
  {
    task_id: text(),
    title: text(),
    details: maybe(richText),
    output: maybe(richText),
    sources: maybe(list(source)),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  inMessagesOnly,
)

const inMessages: Table = {
  ...tables,
  ...card,
  ...taskCard,
  ...block('markdown', { text: text({ max: limits.markdown }) }, inMessagesOnly),
  ...block(
    'context_actions',
    { elements: list(kinds(contextActionsElements), { max: limits.contextActions }) },
    (value, place) => {
      inMessagesOnly(value, place)
      actionsDiffer(value, place)
    },
  ),
  ...block('carousel', { elements: list(kinds(card), { max: limits.carousel }) }, inMessagesOnly),
  ...block('plan', { title: text(), tasks: maybe(list(kinds(taskCard), { min: 0 })) }, inMessagesOnly),
  ...block(
    'container',
    {
      title: maybe(plain(limits.container.title)),
      rich_text_title: maybe(richText),
      subtitle: maybe(anyText(limits.container.title)),
      child_blocks: list(kinds(inContainer), { max: limits.container.children }),
      width: maybe(oneOf('narrow', 'standard', 'wide', 'full')),
      icon: maybe(imageElement),
      is_collapsible: maybe(flag),
      default_collapsed: maybe(flag),
      has_header_divider: maybe(flag),
    },
    (value, place) => {
      inMessagesOnly(value, place)
      if (value['title'] === undefined && value['rich_text_title'] === undefined)
        report(place, 'must define either title or rich_text_title')
      if (value['default_collapsed'] === true && value['is_collapsible'] !== true)
        report(into(place, 'default_collapsed'), 'needs is_collapsible')
    },
  ),
  file: (_value, place) => report(into(place, 'type'), 'a file block cannot be sent by an app'),
}

/** Any block; which ones a surface allows is checked inside. */
export const anyBlock: Check = kinds({ ...everywhere, ...inMessages })
