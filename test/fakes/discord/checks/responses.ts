import { type Fields, fieldsOf, isFields, listOf } from '../../fields.js'
import { interactionTypes, messageFlags, optionTypes, callbackTypes as type } from '../bits.js'
import { type Check, integer, into, list, maybe, number, oneOf, type Place, report, shape, text } from './check.js'
import { type Before, editedMessage, interactionMessage } from './messages.js'
import { modal } from './modal.js'

const choices: Check = shape({
  choices: list(
    shape({
      name: text({ max: 100 }),
      name_localizations: maybe((value, place) => {
        if (!isFields(value)) report(place, 'DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType')
      }),
      value: (value, place) => (typeof value === 'number' ? number(value, place) : text({ max: 100 })(value, place)),
    }),
    { max: 25 },
  ),
})

/** Choices are of the kind that the option takes. */
const fitting = (data: Fields, completes: number, place: Place): void => {
  const kind = completes === optionTypes.string ? 'string' : 'number'
  for (const [index, { value }] of listOf(data, 'choices').entries())
    if (typeof value !== kind)
      report(into(place, 'choices', index, 'value'), 'BASE_TYPE_CHOICES', `The option takes a ${kind}.`)
}

const deferral: Check = shape({ flags: maybe(integer()) }, (value, place) => {
  if (Number(value['flags'] ?? 0) & ~messageFlags.ephemeral)
    report(into(place, 'flags'), 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL may be set when deferring')
})

/** The kinds of response that each kind of interaction may be given (Discord: receiving and responding). */
const allowed: Readonly<Record<number, readonly number[]>> = {
  [interactionTypes.ping]: [type.pong],
  [interactionTypes.command]: [type.reply, type.defer, type.modal],
  [interactionTypes.component]: [type.reply, type.defer, type.deferUpdate, type.update, type.modal],
  [interactionTypes.autocomplete]: [type.autocomplete],
  [interactionTypes.modal]: [type.reply, type.defer, type.deferUpdate, type.update],
}

const dataChecks: Readonly<Record<number, Check>> = {
  [type.reply]: interactionMessage,
  [type.defer]: deferral,
  [type.deferUpdate]: deferral,
  [type.autocomplete]: choices,
  [type.modal]: modal,
}

const optionalData: readonly number[] = [type.pong, type.defer, type.deferUpdate]

/** What a response must fit. */
export interface Answered {
  readonly type: number
  /** The message whose component was used, which an update changes. */
  readonly from: Before | undefined
  /** What the option that is completed takes: 3 text, else a number. */
  readonly completes: number
}

/** The first response to an interaction. */
export const callback =
  (interaction: Answered): Check =>
  (value, place) => {
    shape({ type: integer(), data: maybe(() => undefined) })(value, place)
    if (!isFields(value)) return
    const given = Number(value['type'])
    const kinds = (allowed[interaction.type] ?? []).filter(
      (one) => interaction.from || (one !== type.update && one !== type.deferUpdate),
    )
    oneOf(...kinds)(given, into(place, 'type'))
    if (!kinds.includes(given)) return
    if (value['data'] == null && optionalData.includes(given)) return
    const check = given === type.update && interaction.from ? editedMessage(interaction.from) : dataChecks[given]
    check?.(fieldsOf(value, 'data'), into(place, 'data'))
    if (given === type.autocomplete) fitting(fieldsOf(value, 'data'), interaction.completes, into(place, 'data'))
  }
