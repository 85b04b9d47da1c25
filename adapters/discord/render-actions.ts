import { type APIButtonComponent, type APIComponentInContainer, ButtonStyle, ComponentType } from 'discord.js'
import type { Action, Block, Choice } from '../../src/chat/card.js'
import { customId, type Kept, type Pressed, shortValue } from './custom-id.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { atomsOf, bare, type Reader, webAddress } from './markdown.js'
import { type Piece, piece, textPieces } from './piece.js'

/** Numbers the components of a card, so that no two have the same id. */
export interface Counter {
  next(): number
}

const { component } = limits

/** A button, and what of it had no room: the words that must be said beside it and what must be kept. */
export interface Button {
  readonly component?: APIButtonComponent
  readonly beside: readonly string[]
  readonly kept: Readonly<Record<string, Kept>>
}

export function renderButton(action: Action, reader: Reader, counter: Counter): Button {
  const label = bare(action.label)
  const shown = cut(label.trim(), component.buttonLabel) || '…'
  const beside = shown.length < label.trim().length ? [label] : []
  if (action.kind === 'link') {
    const url = webAddress(action.url, reader)
    return url && url.length <= component.buttonUrl
      ? { component: { type: ComponentType.Button, style: ButtonStyle.Link, label: shown, url }, beside, kept: {} }
      : { beside: [`${label}: ${action.url}`], kept: {} }
  }
  const pressed: Pressed = { press: action.press, asks: action.confirm !== undefined }
  const { id, whole } = customId(pressed, counter.next())
  const kept = { pressed, ...(action.confirm ? { confirm: action.confirm } : {}) }
  return {
    component: { type: ComponentType.Button, style: styleOf(action.style), label: shown, custom_id: id },
    beside,
    kept: whole && !action.confirm ? {} : { [id]: kept },
  }
}

const styleOf = (style: 'primary' | 'danger' | undefined) => {
  if (style === 'primary') return ButtonStyle.Primary
  return style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary
}

/** Rows of five buttons; a label or link that is too long is said in full above them. */
export function renderActions(actions: readonly Action[], reader: Reader, counter: Counter): readonly Piece[] {
  const buttons = actions.map((action) => renderButton(action, reader, counter))
  const beside = buttons.flatMap((button) => button.beside.flatMap((text) => textPieces(atomsOf(text), besideSetting)))
  const pressable = buttons.filter((button) => button.component)
  return [
    ...beside,
    ...chunks(pressable, component.buttons).map((row) => {
      const components = row.flatMap((button) => (button.component ? [button.component] : []))
      const kept = Object.assign({}, ...row.map((button) => button.kept))
      return piece([{ type: ComponentType.ActionRow, components }], 1 + components.length, { kept })
    }),
  ]
}

/** A menu for every twenty-five options; texts that are too long are said in full above theirs. */
export function renderMenu(
  block: Extract<Block, { kind: 'choices' }>,
  reader: Reader,
  counter: Counter,
): readonly Piece[] {
  const pressed: Pressed = { press: block.press, argument: block.argument, asks: false }
  const parts = chunks(block.options, component.options)
  return parts.flatMap((options, at) => {
    const { id, whole } = customId(pressed, counter.next())
    const values = longValues(options)
    const kept = whole && !values ? {} : { [id]: { pressed, ...(values ? { values } : {}) } }
    const title =
      parts.length > 1 ? numbered(bare(block.placeholder), at, parts.length, reader) : bare(block.placeholder).trim()
    const placeholder = cut(title, component.placeholder) || '…'
    const beside = [...(placeholder === title || title === '' ? [] : [title]), ...longTexts(options)]
    const menu: APIComponentInContainer = {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.StringSelect, custom_id: id, placeholder, options: options.map(renderOption) },
      ],
    }
    return [...beside.flatMap((text) => textPieces(atomsOf(text), besideSetting)), piece([menu], 2, { kept })]
  })
}

/** What an option looks like in a menu, on a card and in a form alike. */
export function renderOption({ value, label, detail }: Choice) {
  const description = detail === undefined ? '' : cut(bare(detail), component.optionDescription)
  return {
    value: shortValue(value),
    label: cut(bare(label).trim(), component.optionLabel) || '…',
    ...(description.trim() === '' ? {} : { description }),
  }
}

/** The options that do not fit, in full. */
export const longTexts = (options: readonly Choice[]): readonly string[] =>
  options
    .filter(({ label, detail = '' }) => {
      return bare(label).length > component.optionLabel || bare(detail).length > component.optionDescription
    })
    .map(({ label, detail }) => (detail ? `${label} – ${detail}` : label))

/** The full values of options that go by a short one. */
export function longValues(options: readonly Choice[]): Readonly<Record<string, string>> | undefined {
  const long = options.filter(({ value }) => shortValue(value) !== value)
  return long.length > 0 ? Object.fromEntries(long.map(({ value }) => [shortValue(value), value])) : undefined
}

/** A title of several parts, with its place among them. */
export const numbered = (text: string, at: number, parts: number, { voice }: Reader): string =>
  voice.say('discord.part', { text, part: at + 1, parts })

export const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

const besideSetting = { first: '- ', next: '  ' }
