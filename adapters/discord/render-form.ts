import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js'
import type { Choice } from '../../src/chat/card.js'
import type { Field, Form } from '../../src/chat/form.js'
import { unreachable } from '../../src/kernel/errors.js'
import { customId } from './custom-id.js'
import { cut } from './cut.js'
import { limits } from './limits.js'
import { atomsOf, bare, lineAtoms, type Reader } from './markdown.js'
import { foldText } from './piece.js'
import { chunks, longTexts, longValues, numbered, renderOption } from './render-actions.js'

type ModalComponent = APIModalInteractionResponseCallbackData['components'][number]

/** A form as modals, one after the other: a modal has room for five components and cannot open the next one itself. */
export interface RenderedForm {
  /** Markdown that no modal has room for, to be whispered before the first one. */
  readonly before: readonly string[]
  readonly steps: readonly APIModalInteractionResponseCallbackData[]
  /** The full values of options that go by a short one. */
  readonly values: Readonly<Record<string, string>>
}

/** The field that a component of a modal fills in. A long menu is several components: whichever is used counts. */
export const fieldOf = (id: string): string => id.slice(id.indexOf('|') + 1)

/** Components of one field: a label with the input, and above it what the label has no room for. */
interface Question {
  readonly above?: string
  readonly label: string
  readonly description?: string
  readonly input: APIComponentInLabel
}

const { modal } = limits

/** What ` (10/10)` takes of a title. */
const roomForPart = 8

export function renderForm(form: Form, reader: Reader): RenderedForm {
  const parts = form.fields.flatMap((field) => renderField(field, reader))
  const title = bare(form.title).trim()
  const intro = [
    ...(title.length > modal.title - roomForPart ? foldText(atomsOf(title)) : []),
    ...(form.intro ?? []).flatMap((line) => foldText(lineAtoms(line, reader))),
  ].map(({ text }) => text)
  // One text stands in the first modal; more would push the questions out of it.
  const opening = intro.length === 1 ? intro : []
  const steps = pack([
    ...opening.map((content) => [{ type: ComponentType.TextDisplay as const, content }]),
    ...parts.flatMap((part) => part.questions.map(toComponents)),
  ])
  const spilt = parts.flatMap((part) => part.questions.flatMap(spill))
  return {
    before: [...(opening.length > 0 ? [] : intro), ...parts.flatMap((part) => part.before), ...spilt],
    steps: steps.map((components, at) => ({
      custom_id: stepId(form, at),
      title: titleOf(title, at, steps.length, reader),
      components: [...components],
    })),
    values: Object.assign({}, ...parts.map((part) => part.values)),
  }
}

interface Part {
  readonly questions: readonly Question[]
  readonly before: readonly string[]
  readonly values: Readonly<Record<string, string>>
}

function renderField(field: Field, reader: Reader): Part {
  switch (field.kind) {
    case 'text': {
      const whole = bare(field.value ?? '')
      const value = cut(whole, modal.input)
      const placeholder = bare(field.placeholder ?? '')
      const shown = cut(placeholder, modal.inputPlaceholder)
      const input: APIComponentInLabel = {
        type: ComponentType.TextInput,
        custom_id: `0|${field.name}`,
        style: field.lines === 'one' ? TextInputStyle.Short : TextInputStyle.Paragraph,
        max_length: Math.min(modal.input, Math.max(field.limit, value.length)),
        required: !field.optional,
        ...(value === '' ? {} : { value }),
        ...(shown.trim() === '' ? {} : { placeholder: shown }),
      }
      const above = shown === placeholder || value !== '' ? [] : [placeholder]
      return { questions: [question(field, input, above)], before: value === whole ? [] : quotation(whole), values: {} }
    }
    case 'choice':
      return renderChoice(field, reader)
    case 'radio':
      return field.options.length < modal.radioLeast || field.options.length > modal.radioMost
        ? renderChoice(field, reader)
        : renderRadio(field)
    case 'person': {
      const [, user] = /^discord:[^/]+\/(\d+)$/.exec(field.value ?? '') ?? []
      const input: APIComponentInLabel = {
        type: ComponentType.UserSelect,
        custom_id: `0|${field.name}`,
        required: !field.optional,
        ...(user ? { default_values: [{ id: user, type: SelectMenuDefaultValueType.User }] } : {}),
      }
      return { questions: [question(field, input)], before: [], values: {} }
    }
    case 'moment': {
      const input: APIComponentInLabel = {
        type: ComponentType.TextInput,
        custom_id: `0|${field.name}`,
        style: TextInputStyle.Short,
        max_length: 100,
        required: !field.optional,
        placeholder: cut(reader.voice.say('discord.moment'), modal.inputPlaceholder),
        ...(field.value ? { value: field.value } : {}),
      }
      return { questions: [question(field, input)], before: [], values: {} }
    }
    case 'files': {
      const input: APIComponentInLabel = {
        type: ComponentType.FileUpload,
        custom_id: `0|${field.name}`,
        min_values: 0,
        max_values: Math.min(field.most, modal.files),
        required: false,
      }
      return { questions: [question(field, input)], before: [], values: {} }
    }
    default:
      return unreachable(field)
  }
}

type Asked = Extract<Field, { kind: 'choice' | 'radio' }>

function renderRadio(field: Asked): Part {
  const input: APIComponentInLabel = {
    type: ComponentType.RadioGroup,
    custom_id: `0|${field.name}`,
    required: !field.optional,
    options: field.options.map((option) => withDefault(option, field)),
  }
  return {
    questions: [question(field, input, longTexts(field.options))],
    before: [],
    values: longValues(field.options) ?? {},
  }
}

/** A menu for every twenty-five options; of several none can be required, so the house asks again when all are empty. */
function renderChoice(field: Asked, reader: Reader): Part {
  const parts = chunks(field.options, limits.component.options)
  const questions = parts.map((options, at): Question => {
    const input: APIComponentInLabel = {
      type: ComponentType.StringSelect,
      custom_id: `${at}|${field.name}`,
      required: parts.length === 1 && !field.optional,
      options: options.map((option) => withDefault(option, field)),
    }
    const label = parts.length > 1 ? numbered(bare(field.label), at, parts.length, reader) : field.label
    return question({ ...field, label }, input)
  })
  return { questions, before: longTexts(field.options).flatMap(quotation), values: longValues(field.options) ?? {} }
}

const withDefault = (option: Choice, { value }: Asked) => ({
  ...renderOption(option),
  ...(option.value === value ? { default: true } : {}),
})

const quotation = (text: string): readonly string[] =>
  foldText(atomsOf(text), { first: '> ', next: '> ' }).map((part) => part.text)

function question(
  field: Pick<Field, 'label' | 'hint'>,
  input: APIComponentInLabel,
  more: readonly string[] = [],
): Question {
  const label = bare(field.label).trim()
  const hint = bare(field.hint ?? '').trim()
  const above = [
    ...(label.length > modal.label ? [label] : []),
    ...(hint.length > modal.description ? [hint] : []),
    ...more,
  ]
  return {
    label: cut(label, modal.label) || '…',
    input,
    ...(hint === '' ? {} : { description: cut(hint, modal.description) }),
    ...(above.length > 0 ? { above: above.join('\n') } : {}),
  }
}

const toComponents = ({ above, label, description, input }: Question): readonly ModalComponent[] => {
  const [content, ...more] = aboveIn(above)
  const fitting = content !== undefined && more.length === 0
  return [
    ...(fitting ? [{ type: ComponentType.TextDisplay as const, content }] : []),
    { type: ComponentType.Label, label, ...(description === undefined ? {} : { description }), component: input },
  ]
}

/** What is too long to stand above its input. */
const spill = ({ above }: Question): readonly string[] => {
  const parts = aboveIn(above)
  return parts.length > 1 ? parts : []
}

/** Together with the form's opening it fits into one modal. */
const aboveIn = (above = ''): readonly string[] => foldText(atomsOf(above), { room: 2_000 }).map(({ text }) => text)

/** Fills one modal after the other with what belongs together. */
function pack(groups: readonly (readonly ModalComponent[])[]): readonly (readonly ModalComponent[])[] {
  const packed: ModalComponent[][] = []
  for (const group of groups) {
    const open = packed.at(-1)
    if (open && fits([...open, ...group])) open.push(...group)
    else packed.push([...group])
  }
  return packed
}

function fits(components: readonly ModalComponent[]): boolean {
  const texts = components.map((one) => (one.type === ComponentType.TextDisplay ? one.content : '')).join('')
  return (
    components.length <= modal.components &&
    texts.length <= limits.message.ourText &&
    Buffer.byteLength(texts) <= limits.message.ourBytes
  )
}

/** The form itself, so that a modal still works after a restart; a fingerprint where it is too long. */
const stepId = (form: Form, at: number): string =>
  customId(
    {
      press: { command: form.command, args: form.known, ...(form.seen === undefined ? {} : { seen: form.seen }) },
      asks: false,
    },
    at,
  ).id

function titleOf(title: string, at: number, steps: number, reader: Reader): string {
  if (steps === 1) return cut(title, modal.title) || '…'
  const around = numbered('', at, steps, reader).length
  return numbered(cut(title, modal.title - around), at, steps, reader).trim()
}
