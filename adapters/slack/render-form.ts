import type { types } from '@slack/bolt'
import type { AccountRef, Place } from '../../src/chat/address.js'
import type { Line } from '../../src/chat/card.js'
import type { Field, Form } from '../../src/chat/form.js'
import type { Voice } from '../../src/chat/language.js'
import { Fault, unreachable } from '../../src/kernel/errors.js'
import { length } from '../../src/kernel/text.js'
import { limits } from './limits.js'
import { clean } from './mrkdwn.js'
import { distinct, option, optionSets, plain } from './render-actions.js'
import { bullets, type Ink, inkLine, inkText, type RichPart, richBlocks, sections } from './rich-text.js'

export const formCallback = 'form'
export const fieldAction = 'value'
export const fieldBlock = (name: string): string => `field:${name}`

/** What a form carries along, to be read back when it is submitted. */
export interface FormMark {
  readonly command: string
  readonly known: Readonly<Record<string, string>>
  /** Ours, new for each form: two submissions of one form are the same happening. */
  readonly nonce: string
  readonly seen?: number
  /** Where it was opened from. */
  readonly place: Place
}

export interface FormPainter {
  readonly voice: Voice
  readonly ink: Ink
  readonly nonce: string
  readonly place: Place
  /** What was wrong with a submission whose form is shown again. */
  readonly problems?: readonly Line[]
}

/** Draws a form as a modal. Throws a Fault when what it must carry is longer than Slack carries: it is never cut. */
export function renderForm(form: Form, painter: FormPainter): types.ModalView {
  const { voice } = painter
  const mark: FormMark = {
    command: form.command,
    known: form.known,
    nonce: painter.nonce,
    place: painter.place,
    ...(form.seen === undefined ? {} : { seen: form.seen }),
  }
  const metadata = JSON.stringify(mark)
  if (length(metadata) > limits.view.metadata) {
    throw new Fault(painter.nonce, new Error(`the form ${form.command} carries ${length(metadata)} characters`))
  }
  const blocks = [...above(form, painter), ...form.fields.flatMap((field) => input(field, painter))]
  const asks = blocks.some(({ type }) => type === 'input')
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: metadata,
    title: plain(form.title, limits.view.title),
    ...(asks || form.fields.length === 0 ? { submit: plain(form.submit, limits.view.button) } : {}),
    close: plain(form.cancel || voice.say('slack.close'), limits.view.button),
    blocks: blocks.slice(0, limits.blocks.modal),
  }
}

/** Reads what a form carried, or undefined when it is not one of ours. */
export function formMark(metadata: string): FormMark | undefined {
  try {
    const mark = JSON.parse(metadata) as Partial<FormMark> | null
    const whole = mark && typeof mark.command === 'string' && typeof mark.nonce === 'string'
    return whole && mark.known && mark.place ? (mark as FormMark) : undefined
  } catch {
    return undefined
  }
}

/** The whole title when the bar has no room for it, the problems, the introduction. */
function above({ title, intro = [] }: Form, { ink, problems = [] }: FormPainter): types.KnownBlock[] {
  const long = length(clean(title).trim()) > limits.view.title
  const parts: RichPart[] = [
    ...(long ? sections(inkText(title, { bold: true })) : []),
    ...bullets(problems.map((line) => inkLine(line, ink, { bold: true }))),
    ...intro.flatMap((line) => sections(inkLine(line, ink))),
  ]
  return richBlocks(parts)
}

function input(field: Field, painter: FormPainter): types.KnownBlock[] {
  const { voice } = painter
  if ('options' in field && field.options.length === 0) {
    return richBlocks(
      sections([...inkText(`${field.label}: `, { bold: true }), ...inkText(voice.say('slack.noOptions'))]),
    )
  }
  const block: types.InputBlock = {
    type: 'input',
    block_id: fieldBlock(field.name),
    label: plain(field.label, limits.input.label),
    element: element(field, painter),
    optional: field.optional ?? false,
    ...(field.hint ? { hint: plain(field.hint, limits.input.hint) } : {}),
  }
  return [...notes(field, painter), block]
}

/** What the field itself cannot show in full. */
function notes(field: Field, { voice }: FormPainter): types.KnownBlock[] {
  if (field.kind === 'text') {
    const cut = length(clean(field.value ?? '')) > room(field)
    return cut ? [{ type: 'context', elements: [plain(voice.say('slack.wasCut'), limits.contextElement)] }] : []
  }
  if (field.kind !== 'choice' && field.kind !== 'radio') return []
  const long = field.options
    .flatMap(({ label, detail }) => [label, detail ?? ''])
    .filter((text) => length(text) > limits.option.text)
  return richBlocks(bullets(long.map((text) => inkText(text))))
}

const room = ({ limit }: Extract<Field, { kind: 'text' }>): number => Math.max(1, Math.min(limit, limits.input.text))

type Element = types.InputBlock['element']

function element(field: Field, { ink }: FormPainter): Element {
  switch (field.kind) {
    case 'text':
      return text(field)
    case 'choice':
      return select(field)
    case 'radio':
      return field.options.length <= limits.radio ? radio(field) : select(field)
    case 'person': {
      const user = userOf(field.value, ink)
      return { type: 'users_select', action_id: fieldAction, ...(user ? { initial_user: user } : {}) }
    }
    case 'moment': {
      const at = Date.parse(field.value ?? '')
      const known = Number.isNaN(at) ? {} : { initial_date_time: Math.floor(at / 1_000) }
      return { type: 'datetimepicker', action_id: fieldAction, ...known }
    }
    case 'files':
      return { type: 'file_input', action_id: fieldAction, max_files: Math.min(field.most, limits.files) }
    default:
      return unreachable(field)
  }
}

function text(field: Extract<Field, { kind: 'text' }>): types.PlainTextInput {
  const most = room(field)
  const typed = clean(field.value ?? '')
  const value = [...(field.lines === 'one' ? typed.replace(/\s+/g, ' ') : typed)].slice(0, most).join('')
  return {
    type: 'plain_text_input',
    action_id: fieldAction,
    multiline: field.lines === 'many',
    max_length: most,
    ...(value === '' ? {} : { initial_value: value }),
    ...(field.placeholder ? { placeholder: plain(field.placeholder, limits.placeholder) } : {}),
  }
}

type Chooser = Extract<Field, { kind: 'choice' | 'radio' }>

function select(field: Chooser): types.StaticSelect {
  const options = optionsOf(field)
  const chosen = options.find(({ value }) => value === field.value)
  return {
    type: 'static_select',
    action_id: fieldAction,
    ...optionSets(options),
    ...(chosen ? { initial_option: chosen } : {}),
  }
}

function radio(field: Chooser): types.RadioButtons {
  const options = optionsOf(field)
  const chosen = options.find(({ value }) => value === field.value)
  return { type: 'radio_buttons', action_id: fieldAction, options, ...(chosen ? { initial_option: chosen } : {}) }
}

function optionsOf(field: Chooser): types.PlainTextOption[] {
  const wrong = field.options.find(({ value }) => value === '' || length(value) > limits.option.value)
  if (wrong)
    throw new Fault(
      `field-${field.name}`,
      new Error(`an option of ${field.name} has a value of ${length(wrong.value)} characters`),
    )
  return distinct(field.options).map(option)
}

/** An account as the value of a person field. */
export const personValue = (account: Pick<AccountRef, 'workspace' | 'user'>): string =>
  `slack:${account.workspace}/${account.user}`

const userOf = (value: string | undefined, { workspace }: Ink): string | undefined => {
  const user = value?.startsWith(`slack:${workspace}/`) ? value.slice(`slack:${workspace}/`.length) : undefined
  return user && /^[UW][A-Z0-9]+$/.test(user) ? user : undefined
}
