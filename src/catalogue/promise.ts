import type { Voice } from '../chat/language.js'
import { type Agreement, type Organisation, promised } from '../organisation/index.js'
import { leadText } from './lead.js'

/** The priority of an order unless it is told. */
export const usualPriority = 4

/** What an agreement promises to whoever orders: `Fresh linen: done within 9 hours (Reception)`. */
export function promiseText(agreement: Agreement, { calendars }: Organisation, voice: Voice): string {
  const name = agreement.name[voice.language]
  const target = promised(agreement, 'request', 'fulfilment', usualPriority)
  if (!target) return name
  const hours = calendars.get(agreement.calendar)?.name?.[voice.language]
  return voice.say('catalogue.promise', { name, target: `${leadText(target, voice)}${hours ? ` (${hours})` : ''}` })
}
