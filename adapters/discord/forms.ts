import { ButtonStyle, ComponentType } from 'discord.js'
import { accountWord } from '../../src/chat/address.js'
import type { Form } from '../../src/chat/form.js'
import type { HandedIn } from '../../src/chat/inbound.js'
import type { Ids } from '../../src/kernel/ids.js'
import { type Step, stepId } from './form-id.js'
import { filesBy } from './handed-in.js'
import type { Reader } from './markdown.js'
import type { Message, Modal } from './outward.js'
import type { Filled, ModalData } from './payloads.js'
import { fieldOf, type RenderedForm, renderForm } from './render-form.js'

type Values = Readonly<Record<string, string>>

/** A form as it was shown, with what was filled in so far. */
export interface Shown {
  readonly form: Form
  readonly reader: Reader
  readonly rendered: RenderedForm
  readonly mark: string
  readonly values: Values
  readonly files: HandedIn
}

const mostKept = 1_000

/**
 * Draws forms and remembers the last ones with what was filled in between their steps. The memory is a comfort: after a
 * restart a step asks the core for the form anew, with what stands in its id.
 */
export function createForms({ ids }: { ids: Ids }) {
  const kept = new Map<string, Shown>()
  const keep = (shown: Shown): Shown => {
    kept.delete(shown.mark)
    kept.set(shown.mark, shown)
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    return shown
  }
  return {
    draw: (
      form: Form,
      reader: Reader,
      { values = {}, files = {} }: Partial<Pick<Shown, 'values' | 'files'>> = {},
    ): Shown => keep({ form, reader, values, files, mark: ids.next(), rendered: renderForm(form, reader) }),
    recall: (mark: string): Shown | undefined => kept.get(mark),
    /** Takes over what one step was filled with; what was emptied in it is gone. */
    fill(shown: Shown, { components, resolved }: ModalData, guild: string): Shown {
      const { args, shownHere } = filledIn(components, guild, shown.rendered.values)
      const before = Object.entries(shown.values).filter(([name]) => !shownHere.has(name))
      // A modal cannot show files that were handed in before: they stay until there are others.
      const files = { ...shown.files, ...filesIn(components, resolved) }
      return keep({ ...shown, values: { ...Object.fromEntries(before), ...args }, files })
    },
  }
}
export type Forms = ReturnType<typeof createForms>

/** What was filled in, and the fields that were there to be filled. A short value stands for one of `long`. */
export function filledIn(
  fields: readonly Filled[],
  guild: string,
  long: Values = {},
): { readonly args: Values; readonly shownHere: ReadonlySet<string> } {
  const args: Record<string, string> = {}
  for (const field of fields) {
    if (field.type === ComponentType.FileUpload) continue
    const [picked] = field.values
    const value = picked ?? (typeof field.value === 'string' ? field.value : '')
    if (value === '') continue
    const person = field.type === ComponentType.UserSelect
    args[fieldOf(field.custom_id)] = person
      ? accountWord({ platform: 'discord', workspace: guild, user: value })
      : (long[value] ?? value)
  }
  return { args, shownHere: new Set(fields.map(({ custom_id }) => fieldOf(custom_id))) }
}

/** What was handed in, by its field. */
export const filesIn = (fields: readonly Filled[], resolved: ModalData['resolved']): HandedIn => {
  const uploads = fields.filter(({ type }) => type === ComponentType.FileUpload)
  const ids = Object.fromEntries(uploads.map(({ custom_id, values }) => [fieldOf(custom_id), values] as const))
  return filesBy(ids, resolved?.attachments)
}

const pressOf = ({ form }: Shown) => ({
  command: form.command,
  args: form.known,
  ...(form.seen === undefined ? {} : { seen: form.seen }),
})

const stepAt = (shown: Shown, at: number, replaces: boolean): Step => ({
  mark: shown.mark,
  at,
  of: shown.rendered.steps.length,
  press: pressOf(shown),
  replaces,
})

/** One step of a form as a modal. A form without fields is one step, too. */
export function modalAt(shown: Shown, at: number, replaces: boolean): Modal | undefined {
  const step = shown.rendered.steps[at]
  return step && { ...step, custom_id: stepId('modal', stepAt(shown, at, replaces)) }
}

/** A modal cannot open the next one, nor follow a message: a button does. */
export function buttonTo(shown: Shown, at: number, label: string): Message['components'][number] {
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.Button,
        style: ButtonStyle.Primary,
        label,
        custom_id: stepId('button', stepAt(shown, at, true)),
      },
    ],
  }
}

/** The step in which a field is asked for; the first one for what no step asks. */
export function stepWith(shown: Shown, names: readonly string[]): number {
  const at = shown.rendered.steps.findIndex(({ components }) =>
    components.some((one) => one.type === ComponentType.Label && names.includes(fieldOf(one.component.custom_id))),
  )
  return Math.max(0, at)
}

export const refilled = (form: Form, args: Values): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = args[field.name]
    return value === undefined || field.kind === 'files' ? field : { ...field, value }
  }),
})
