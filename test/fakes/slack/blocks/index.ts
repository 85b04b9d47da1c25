import { type Fields, isFields, lengthOf, textOf } from '../fields.js'
import { anyBlock } from './blocks.js'
import {
  type Check,
  flag,
  into,
  list,
  maybe,
  oneOf,
  type Place,
  type Problem,
  report,
  type Setting,
  shape,
  start,
  text,
} from './check.js'
import { limits } from './limits.js'
import { plain } from './objects.js'

export type { Problem, Setting, Surface } from './check.js'
export { limits } from './limits.js'

/** Rules between blocks: ids that repeat, more than one table, more than one focus, markdown in total. */
const together = (blocks: readonly unknown[], place: Place): void => {
  const ids = new Set<string>()
  let tables = 0
  let focused = 0
  let markdown = 0
  for (const [index, block] of blocks.entries()) {
    if (!isFields(block)) continue
    const id = textOf(block, 'block_id')
    if (id && ids.has(id)) report(into(into(place, index), 'block_id'), `block_id is used twice: ${id}`)
    ids.add(id)
    if (block['type'] === 'table') tables += 1
    if (block['type'] === 'table' && tables > 1) report(into(place, index), 'only one table is allowed in a message')
    if (block['type'] === 'markdown') markdown += lengthOf(textOf(block, 'text'))
    for (const element of elementsIn(block)) if (element['focus_on_load'] === true) focused += 1
  }
  if (focused > 1) report(place, 'only one element may have focus_on_load')
  if (markdown > limits.markdown) report(place, `no more than ${limits.markdown} characters of markdown allowed in all`)
}

/** The interactive elements of one block, at whatever field they stand. */
export const elementsIn = (block: Fields): Fields[] => {
  const one = [block['element'], block['accessory']].filter(isFields)
  const lists = [block['elements'], block['actions']].filter(Array.isArray)
  const nested = Array.isArray(block['child_blocks']) ? block['child_blocks'].filter(isFields).flatMap(elementsIn) : []
  const cards = block['type'] === 'carousel' ? (lists.flat().filter(isFields) as Fields[]).flatMap(elementsIn) : []
  return [...one, ...(block['type'] === 'rich_text' ? [] : lists.flat().filter(isFields)), ...nested, ...cards]
}

const checkBlocks = (blocks: unknown, place: Place): void => {
  list(anyBlock, { min: 0, max: limits.blocks[place.setting.surface] })(blocks, place)
  if (Array.isArray(blocks)) together(blocks, place)
}

/** Everything wrong with the blocks of a message; empty when Slack would take them. */
export const problemsInBlocks = (blocks: unknown, setting: Setting, pointer = '/blocks'): Problem[] => {
  const place = start(setting, pointer)
  checkBlocks(blocks, place)
  return place.problems
}

const common: Parameters<typeof shape>[0] = {
  blocks: (value, place) => checkBlocks(value, place),
  private_metadata: maybe(text({ max: limits.view.privateMetadata, min: 0 })),
  callback_id: maybe(text({ max: limits.view.callbackId, min: 0 })),
  external_id: maybe(text({ max: limits.view.externalId, min: 0 })),
}

const modal: Check = shape(
  {
    type: oneOf('modal'),
    ...common,
    title: plain(limits.view.title),
    submit: maybe(plain(limits.view.button)),
    close: maybe(plain(limits.view.button)),
    clear_on_close: maybe(flag),
    notify_on_close: maybe(flag),
    submit_disabled: maybe(flag),
  },
  (value, place) => {
    const blocks = Array.isArray(value['blocks']) ? value['blocks'] : []
    const hasInput = blocks.some((block) => isFields(block) && block['type'] === 'input')
    if (hasInput && !isFields(value['submit'])) report(into(place, 'submit'), 'missing required field: submit')
  },
)

const home: Check = shape({ type: oneOf('home'), ...common })

/** Everything wrong with a modal or a Home tab; pointers start at `/view`. */
export const problemsInView = (view: unknown, setting: Omit<Setting, 'surface'>): Problem[] => {
  const type = isFields(view) ? view['type'] : undefined
  const place = start({ ...setting, surface: type === 'home' ? 'home' : 'modal' }, '/view')
  if (type === 'home') home(view, place)
  else if (type === 'modal') modal(view, place)
  else report(into(place, 'type'), 'unsupported type')
  return place.problems
}

/** The size of a view as Slack counts it; above 250 kB it answers view_too_large. */
export const isTooLarge = (view: unknown): boolean => Buffer.byteLength(JSON.stringify(view)) > limits.view.bytes

/** Problems in the form of response_metadata.messages. */
export const messagesOf = (problems: readonly Problem[]): string[] =>
  problems.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`)
