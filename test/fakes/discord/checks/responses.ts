import { type Fields, fieldsOf, isFields } from '../../fields.js'
import { interactionTypes, messageFlags, callbackTypes as type } from '../bits.js'
import { type Check, integer, into, list, maybe, number, oneOf, type Place, report, shape, text } from './check.js'
import { interactionMessage } from './messages.js'
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
  [type.update]: interactionMessage,
  [type.autocomplete]: choices,
  [type.modal]: modal,
}

const optionalData: readonly number[] = [type.pong, type.defer, type.deferUpdate]

/** The first response to an interaction. */
export const callback =
  (interaction: { readonly type: number; readonly fromMessage: boolean }): Check =>
  (value, place) => {
    shape({ type: integer(), data: maybe(() => undefined) })(value, place)
    if (!isFields(value)) return
    const given = Number(value['type'])
    const kinds = (allowed[interaction.type] ?? []).filter(
      (one) => interaction.fromMessage || (one !== type.update && one !== type.deferUpdate),
    )
    oneOf(...kinds)(given, into(place, 'type'))
    if (!kinds.includes(given)) return
    if (value['data'] == null && optionalData.includes(given)) return
    dataChecks[given]?.(fieldsOf(value, 'data'), into(place, 'data'))
    seen(value, given, place)
  }

const seen = (value: Fields, given: number, place: Place): void => {
  if (given !== type.reply) return
  const flags = Number(fieldsOf(value, 'data')['flags'] ?? 0)
  const may =
    messageFlags.ephemeral |
    messageFlags.suppressEmbeds |
    messageFlags.componentsV2 |
    messageFlags.suppressNotifications
  if (flags & ~may) report(into(place, 'data', 'flags'), 'MESSAGE_FLAGS_INVALID', 'These flags may not be set')
}
