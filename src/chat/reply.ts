import type { Card, Choice } from './card.js'
import type { Form } from './form.js'

/** What the core answers to one inbound. It exists only after the unit of work has committed. */
export type Reply =
  /** Shown to the caller alone, where the platform can; else in a direct conversation. */
  | { readonly kind: 'whisper'; readonly card: Card }
  /** Said where the caller is, for all to see. */
  | { readonly kind: 'say'; readonly card: Card }
  /** Opens a form, or replaces the one that was submitted by the next step. */
  | { readonly kind: 'form'; readonly form: Form }
  /** The submitted form stays open; each field's sentence says what is wrong. */
  | { readonly kind: 'problems'; readonly fields: Readonly<Record<string, string>>; readonly card: Card }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Done, and there is nothing to show: the card in the channel tells it. */
  | { readonly kind: 'done' }
