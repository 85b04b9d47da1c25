import type { ShelfMessage } from '../../src/chat/shelf.js'
import type { Refusal } from '../../src/kernel/errors.js'
import type { ConsolePerson } from './doors.js'
import { type Outcome, withProblems } from './hand-over.js'
import { CardView } from './render-card.js'
import { FormView } from './render-form.js'
import { type MessageSetting, MessageView, WhisperView } from './render-message.js'

/** A message in the words of the JSON API. */
export const messageJson = (message: ShelfMessage, setting: MessageSetting) => ({
  id: message.address.message,
  channel: message.address.channel,
  ...(message.address.thread === undefined ? {} : { thread: message.address.thread }),
  seq: message.seq,
  ...(message.author ? { author: { id: message.author.account.user, name: message.author.name } } : {}),
  ...(message.text === undefined || message.deleted ? {} : { text: message.text }),
  ...(message.files === undefined || message.deleted ? {} : { files: message.files }),
  ...(message.card === undefined || message.deleted ? {} : { card: message.card }),
  at: message.at,
  ...(message.editedAt ? { editedAt: message.editedAt } : {}),
  deleted: message.deleted,
  replies: message.replies,
  html: String(<MessageView message={message} setting={setting} />),
})

interface Worded {
  readonly people: readonly ConsolePerson[]
  readonly setting: MessageSetting
  readonly at: string
}

/** An outcome in the words of the JSON API: its data, and the markup that the console shows for it. */
export function answerJson(outcome: Outcome, { people, setting, at }: Worded): Record<string, unknown> {
  switch (outcome.kind) {
    case 'say':
    case 'whisper': {
      const html = String(<WhisperView card={outcome.card} at={at} setting={setting} />)
      return { kind: 'whisper', card: outcome.card, html }
    }
    case 'said':
      return { kind: 'said', message: messageJson(outcome.message, setting) }
    case 'form': {
      const html = String(<FormView form={outcome.form} people={people} setting={setting} />)
      return { kind: 'form', form: outcome.form, html }
    }
    case 'problems': {
      const alone = withProblems(outcome.card, outcome.fields)
      return {
        kind: 'problems',
        fields: outcome.fields,
        card: outcome.card,
        html: String(<CardView card={outcome.card} setting={setting} />),
        whisper: String(<WhisperView card={alone} at={at} setting={setting} />),
      }
    }
    case 'choices':
    case 'done':
    case 'late':
      return { ...outcome }
  }
}

/** A sentence for each refusal of the console, and the status that goes with it. */
const statuses: Readonly<Record<string, number>> = {
  'web.malformed': 400,
  'web.signedOut': 401,
  'web.closed': 403,
  'web.foreign': 403,
  'web.notYours': 403,
  'web.channel': 404,
  'web.message': 404,
  'web.file': 404,
  'web.upload': 404,
  'web.record': 404,
  'web.nowhere': 404,
  'web.large': 413,
  'web.host': 421,
  'web.often': 429,
}

export const statusOf = (refusal: Refusal): number => statuses[refusal.code] ?? 422
