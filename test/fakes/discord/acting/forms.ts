import { type Fields, fieldsOf, isFields, listOf, textOf } from '../../fields.js'
import { interactionTypes, components as kinds } from '../bits.js'
import type { Deliveries } from '../deliveries.js'
import { sourceOf } from '../interactions.js'
import { messageJson } from '../message-json.js'
import type { FakeChannel, FakeInteraction } from '../model.js'
import { ClientRefusal } from '../refused.js'
import { type Body, type FileSpec, roomFor, uploaded } from './body.js'
import { openResolved, type Resolved } from './resolved.js'

/** What a person puts into one input: text, a choice by label or value, ids, yes or no, or files. */
export type Filling = string | boolean | readonly string[] | readonly FileSpec[]

/** One input of a form, as a person sees it. */
export interface SeenInput {
  readonly customId: string
  readonly type: number
  readonly label: string
  readonly description: string
  readonly required: boolean
  /** What stands in it before anybody touched it. */
  readonly value: string | boolean | readonly string[]
  readonly part: Fields
}

export interface SeenForm {
  readonly title: string
  readonly customId: string
  /** The texts that stand between the inputs. */
  readonly texts: readonly string[]
  readonly inputs: readonly SeenInput[]
  /** As the application sent it. */
  readonly raw: Fields
}

const initial = (part: Fields): SeenInput['value'] => {
  if (part['type'] === kinds.textInput) return textOf(part, 'value')
  if (part['type'] === kinds.checkbox) return part['default'] === true
  const chosen = listOf(part, 'options').filter((one) => one['default'] === true)
  return [
    ...chosen.map((one) => textOf(one, 'value')),
    ...listOf(part, 'default_values').map((one) => textOf(one, 'id')),
  ]
}

const inputOf = (part: Fields, label: string, description: string): SeenInput => ({
  customId: textOf(part, 'custom_id'),
  type: Number(part['type']),
  label,
  description,
  required: part['type'] !== kinds.checkbox && part['required'] !== false,
  value: initial(part),
  part,
})

const inputsIn = (component: Fields): SeenInput[] => {
  if (component['type'] === kinds.label)
    return [inputOf(fieldsOf(component, 'component'), textOf(component, 'label'), textOf(component, 'description'))]
  if (component['type'] === kinds.actionRow)
    return listOf(component, 'components').map((part) => inputOf(part, textOf(part, 'label'), ''))
  return []
}

/** A form as a person reads it. */
export const seenForm = (modal: Fields): SeenForm => ({
  title: textOf(modal, 'title'),
  customId: textOf(modal, 'custom_id'),
  texts: listOf(modal, 'components')
    .filter((one) => one['type'] === kinds.textDisplay)
    .map((one) => textOf(one, 'content')),
  inputs: listOf(modal, 'components').flatMap(inputsIn),
  raw: modal,
})

interface Filled {
  readonly input: SeenInput
  readonly given: Filling
}

const asList = (given: Filling): readonly (string | FileSpec)[] => {
  if (typeof given === 'string') return given === '' ? [] : [given]
  return typeof given === 'boolean' ? [] : given
}

const written = ({ input, given }: Filled): Fields => {
  const value = String(given)
  const { part, label, required } = input
  if (required && value.trim() === '') throw new ClientRefusal(`“${label}” is required`)
  const [least, most] = [part['min_length'], part['max_length'] ?? 4_000]
  if (value !== '' && typeof least === 'number' && value.length < least)
    throw new ClientRefusal(`“${label}” needs at least ${least} characters`)
  if (value.length > Number(most)) throw new ClientRefusal(`“${label}” takes at most ${most} characters`)
  return { value }
}

const optionsOf = ({ input, given }: Filled): string[] =>
  asList(given).map((wanted) => {
    const options = listOf(input.part, 'options')
    const found = options.find(({ value }) => value === wanted) ?? options.find(({ label }) => label === wanted)
    const there = options.map((one) => textOf(one, 'label')).join(', ')
    if (!found) throw new ClientRefusal(`“${input.label}” does not offer ${String(wanted)}; it offers: ${there}`)
    return textOf(found, 'value')
  })

const counted = ({ part, label, required }: SeenInput, values: readonly string[], most: number): Fields => {
  const least = required
    ? Math.max(1, Number(part['min_values'] ?? 1))
    : values.length === 0
      ? 0
      : Number(part['min_values'] ?? 1)
  if (values.length < least) throw new ClientRefusal(`“${label}” is required`)
  if (values.length > most) throw new ClientRefusal(`“${label}” takes at most ${most}`)
  return { values }
}

const state = (body: Body, channel: FakeChannel, filled: Filled, resolved: Resolved): Fields => {
  const { input, given } = filled
  const most = Number(input.part['max_values'] ?? 1)
  const ids = asList(given).map(String)
  switch (input.type) {
    case kinds.textInput:
      return written(filled)
    case kinds.checkbox:
      return { value: given === true }
    case kinds.radioGroup: {
      const [value = null] = optionsOf(filled)
      if (value === null && input.required) throw new ClientRefusal(`“${input.label}” is required`)
      return { value }
    }
    case kinds.stringSelect:
      return counted(input, optionsOf(filled), most)
    case kinds.checkboxGroup:
      return counted(input, optionsOf(filled), Number(input.part['max_values'] ?? listOf(input.part, 'options').length))
    case kinds.userSelect:
      return counted(input, ids.map(resolved.person), most)
    case kinds.roleSelect:
      return counted(input, ids.map(resolved.role), most)
    case kinds.channelSelect:
      return counted(input, ids.map(resolved.channel), most)
    case kinds.mentionableSelect:
      return counted(input, ids.map(resolved.mentionable), most)
    default: {
      const files = asList(given).filter((one): one is FileSpec => typeof one === 'object')
      return counted(input, uploaded(body.world, channel.id, files).map(resolved.file), most)
    }
  }
}

/** Forms on the screen: looking at them, sending them and waving them away. */
export const formActs = (body: Body, deliveries: Deliveries) => {
  const { world, user } = body
  const open = (): { interaction: FakeInteraction; modal: Fields } => {
    const shown = world.modals.get(user.id)
    if (!shown) throw new ClientRefusal(`${user.name} has no form on the screen`)
    return shown
  }

  const match = (form: SeenForm, values: Readonly<Record<string, Filling>>): Map<SeenInput, Filling> => {
    const filled = new Map<SeenInput, Filling>(form.inputs.map((input) => [input, input.value]))
    for (const [name, given] of Object.entries(values)) {
      const input =
        form.inputs.find(({ customId }) => customId === name) ?? form.inputs.find(({ label }) => label === name)
      const there = form.inputs.map(({ customId, label }) => `${label} (${customId})`).join(', ')
      if (!input) throw new ClientRefusal(`The form has no ${name}; it has: ${there}`)
      filled.set(input, given)
    }
    return filled
  }

  return {
    /** The form on the screen, if there is one. */
    form(): SeenForm | undefined {
      const shown = world.modals.get(user.id)
      return shown ? seenForm(shown.modal) : undefined
    },

    /** Fills in the form on the screen, by custom_id or label, and sends it; what is not named stays as it is. */
    submits(values: Readonly<Record<string, Filling>> = {}): Promise<FakeInteraction> {
      const { interaction, modal } = open()
      const channel = roomFor(body, interaction.channelId)
      const resolved = openResolved(body, channel)
      const filled = match(seenForm(modal), values)
      const answer = (part: Fields): Fields => {
        const [input, given] = [...filled].find(([one]) => one.part === part) ?? []
        const more = input === undefined || given === undefined ? {} : state(body, channel, { input, given }, resolved)
        return { type: part['type'], id: part['id'] ?? 1, custom_id: part['custom_id'], ...more }
      }
      const components = listOf(modal, 'components').map((component, index): Fields => {
        const id = component['id'] ?? index + 1
        if (isFields(component['component']))
          return { type: kinds.label, id, component: answer(component['component']) }
        if (component['type'] === kinds.actionRow)
          return { type: kinds.actionRow, id, components: listOf(component, 'components').map(answer) }
        return { type: component['type'], id }
      })
      world.modals.delete(user.id)
      const source = sourceOf(world, interaction)
      return deliveries.send({
        type: interactionTypes.modal,
        userId: user.id,
        channel,
        data: { custom_id: modal['custom_id'], components, ...resolved.field() },
        label: `the form “${textOf(modal, 'title')}” by ${user.name}`,
        ...(source ? { message: messageJson(world, source) } : {}),
      })
    },

    /** Closes the form; the application does not hear of it. */
    dismisses(): void {
      open()
      world.modals.delete(user.id)
    },
  }
}
