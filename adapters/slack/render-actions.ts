import type { types } from '@slack/bolt'
import type { Action, Block, Choice } from '../../src/chat/card.js'
import { length, shorten } from '../../src/kernel/text.js'
import type { Canvas, Piece } from './canvas.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'
import { linkId, moreId, moreValue, pickBlockId, pickId, pressId, pressValue } from './press.js'
import { absolute, bullets, inkText, type RichPart, sections } from './rich-text.js'

type Element = types.ActionsBlockElement

/** Plain text that Slack takes literally; an empty one would be refused. */
export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: shorten(clean(text).trim(), limit) || '–',
  emoji: false,
})

/** A button. A link without an address that Slack can open is none. */
export function button(action: Action, canvas: Canvas): types.Button | undefined {
  const text = plain(action.label, limits.button.text)
  if (action.kind === 'link') {
    const url = absolute(action.url, canvas.ink)
    return url ? { type: 'button', action_id: linkId(canvas.next()), text, url } : undefined
  }
  const { press, confirm } = action
  return {
    type: 'button',
    action_id: pressId(press.command, canvas.next()),
    text,
    value: pressValue(press),
    ...styleOf(action.style, canvas),
    ...(confirm ? { confirm: confirmation(confirm) } : {}),
  }
}

const styleOf = (style: 'primary' | 'danger' | undefined, canvas: Canvas): { style?: 'primary' | 'danger' } => {
  if (style === 'danger') return { style }
  return style === 'primary' && canvas.firstPrimary() ? { style } : {}
}

const confirmation = (ask: { title: string; text: string; yes: string; no: string }): types.ConfirmationDialog => ({
  title: plain(ask.title, limits.confirm.title),
  text: plain(ask.text, limits.confirm.text),
  confirm: plain(ask.yes, limits.confirm.button),
  deny: plain(ask.no, limits.confirm.button),
})

/** Buttons side by side; above five, those without a question or a colour go into menus. */
export function actionPieces(actions: readonly Action[], canvas: Canvas): Piece[] {
  const few = actions.length <= limits.shownActions
  const elements = few ? buttons(actions, canvas) : buttonsAndMenus(actions, canvas)
  const pieces: Piece[] = legend(
    actions.map(({ label }) => label),
    limits.button.text,
    canvas,
  )
  for (let at = 0; at < elements.length; at += limits.actions) {
    pieces.push({ block: { type: 'actions', elements: elements.slice(at, at + limits.actions) } })
  }
  return pieces
}

const buttons = (actions: readonly Action[], canvas: Canvas): Element[] =>
  actions.map((action) => button(action, canvas)).filter((one) => one !== undefined)

function buttonsAndMenus(actions: readonly Action[], canvas: Canvas): Element[] {
  const shown: Action[] = []
  const hidden: types.PlainTextOption[] = []
  for (const action of actions) {
    const value = hides(action) ? moreValue(action.press) : undefined
    const room = shown.length < limits.shownActions - 1
    const known = hidden.some((option) => option.value === value)
    if (room || value === undefined || known) shown.push(action)
    else hidden.push({ text: plain(action.label, limits.option.text), value })
  }
  const elements = buttons(shown, canvas)
  for (let at = 0; at < hidden.length; at += limits.overflow) {
    elements.push({
      type: 'overflow',
      action_id: moreId(canvas.next()),
      options: hidden.slice(at, at + limits.overflow),
    })
  }
  return elements
}

const hides = (action: Action): action is Extract<Action, { kind: 'press' }> =>
  action.kind === 'press' && !action.style && !action.confirm

/** Labels that are too long for their element are written out in full above it. */
export function legend(labels: readonly string[], limit: number, canvas: Canvas): Piece[] {
  const long = labels.map(clean).filter((label) => length(label.trim()) > limit)
  if (long.length === 0) return []
  const parts: RichPart[] = [
    ...sections(inkText(canvas.voice.say('slack.inFull'), { italic: true })),
    ...bullets(long.map((label) => inkText(label))),
  ]
  return [{ parts }]
}

/** An option of a menu. */
export const option = ({ value, label, detail }: Choice): types.PlainTextOption => ({
  text: plain(label, limits.option.text),
  value,
  ...(detail && clean(detail).trim() !== '' ? { description: plain(detail, limits.option.description) } : {}),
})

/** Options as Slack wants them: at most a hundred, or in groups that are named by what stands first and last in them. */
export function optionSets(
  options: readonly types.PlainTextOption[],
): Pick<types.StaticSelect, 'options' | 'option_groups'> {
  if (options.length <= limits.options) return { options: [...options] }
  const groups: NonNullable<types.StaticSelect['option_groups']> = []
  for (let at = 0; at < options.length && groups.length < limits.optionGroups; at += limits.options) {
    const part = options.slice(at, at + limits.options)
    const ends = [part[0], part.at(-1)].map((one) => shorten(one?.text.text ?? '', 35))
    groups.push({ label: plain(ends.join(' – '), limits.option.text), options: part })
  }
  return { option_groups: groups }
}

/** Each value once: Slack refuses a menu with two options of one value. */
export const distinct = (choices: readonly Choice[]): Choice[] => [
  ...new Map(choices.map((choice) => [choice.value, choice])).values(),
]

/** A menu; where its values or what it carries are too long for one, a row of buttons that mean the same. */
export function choicePieces(block: Extract<Block, { kind: 'choices' }>, canvas: Canvas): Piece[] {
  const choices = distinct(block.options)
  if (choices.length === 0) return []
  const n = canvas.next()
  const id = pickBlockId(block.press, block.argument, n)
  const fits = choices.every(({ value }) => value !== '' && length(value) <= limits.option.value)
  if (!id || !fits || choices.length > limits.options * limits.optionGroups) return asButtons(block, choices, canvas)
  const select: types.StaticSelect = {
    type: 'static_select',
    action_id: pickId(block.press.command, n),
    placeholder: plain(block.placeholder, limits.placeholder),
    ...optionSets(choices.map(option)),
  }
  return [...choiceLegend(choices, canvas), { block: { type: 'actions', block_id: id, elements: [select] } }]
}

/** Labels and details of options that are shown shortened, in full. */
export const choiceLegend = (choices: readonly Choice[], canvas: Canvas): Piece[] =>
  legend(
    choices.flatMap(({ label, detail }) => (detail ? [label, detail] : [label])),
    limits.option.text,
    canvas,
  )

function asButtons(block: Extract<Block, { kind: 'choices' }>, choices: readonly Choice[], canvas: Canvas): Piece[] {
  const actions = choices.map(({ value, label }): Action => {
    const press = { ...block.press, args: { ...block.press.args, [block.argument]: value } }
    return { kind: 'press', label, press }
  })
  const elements = buttons(actions, canvas)
  // A button has no room for what a menu says below its label.
  const explained = choices.filter(({ label, detail }) => detail || length(clean(label).trim()) > limits.button.text)
  const pieces: Piece[] = [
    { parts: sections(inkText(block.placeholder)) },
    { parts: bullets(explained.map(({ label, detail }) => inkText(detail ? `${label}: ${detail}` : label))) },
  ]
  for (let at = 0; at < elements.length; at += limits.actions) {
    pieces.push({ block: { type: 'actions', elements: elements.slice(at, at + limits.actions) } })
  }
  return pieces
}
