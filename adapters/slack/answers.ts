import type { types } from '@slack/bolt'
import type { Card, Line } from '../../src/chat/card.js'
import { plainLine } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { Ack } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Voice } from '../../src/chat/language.js'
import { within } from '../../src/chat/patience.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import { unreachable } from '../../src/kernel/errors.js'
import type { Drawings } from './drawings.js'
import { type Forms, reopening, type Shown, saying } from './forms.js'
import { imagesOf } from './illustrate.js'
import type { Message } from './outward.js'
import { type AnswerBy, answerBy } from './receive.js'
import { sentence } from './render-card.js'
import { fieldBlock } from './render-form.js'
import type { Telling } from './telling.js'

export interface AnswerParts {
  readonly house: House
  readonly drawings: Drawings
  readonly telling: Telling
  readonly forms: Forms
}

/** Turns replies into what Slack understands, by the way each inbound came. */
export function createAnswers({ house, drawings, telling, forms }: AnswerParts) {
  const { drawn } = drawings
  const { tell, whisperCard, sayAloud } = telling
  const languageOf = (inbound: Inbound) => house.languageOf(inbound.account, inbound.profile)
  const voiceFor = (inbound: Inbound): Voice => house.registry.voice(languageOf(inbound))
  const says = (inbound: Inbound, key: string, params = {}): Message => sentence(voiceFor(inbound).say(key, params))

  const whispered = new WeakMap<Message, object>()
  const whisper = (message: Message): object => {
    const body = whispered.get(message) ?? { response_type: 'ephemeral', ...message }
    whispered.set(message, body)
    return body
  }

  const alone = (inbound: Inbound, message: Message): Ack =>
    inbound.kind === 'command' ? { body: whisper(message) } : { after: () => tell(inbound, message) }

  /** Over a view the answer is a view: elsewhere nobody would see it there. Pictures and late answers go the usual way. */
  const overView = async (inbound: Inbound, card: Card): Promise<void> => {
    const { over, trigger } = answerBy(inbound)
    const view = said(inbound, drawn(inbound, card, 'modal'))
    const isShown =
      over === 'home'
        ? trigger !== undefined && (await forms.show(trigger, view))
        : over && (await forms.update(over.view, view))
    if (!isShown) await whisperCard(inbound, card)
  }

  const aloneCard = (inbound: Inbound, card: Card): Ack => {
    if (answerBy(inbound).over && imagesOf(card).length === 0) return { after: () => overView(inbound, card) }
    const atOnce = inbound.kind === 'command' && imagesOf(card).length === 0
    if (atOnce) return { body: whisper(drawn(inbound, card)) }
    // A form that was opened over another view leaves it behind; what comes of it is told in the conversation.
    const clears = inbound.kind === 'submit' && /^[UW]/.test(inbound.place.channel)
    return { ...(clears ? { body: { response_action: 'clear' } } : {}), after: () => whisperCard(inbound, card) }
  }

  const aloud = (inbound: Inbound, card: Card): Ack =>
    inbound.kind === 'command' && imagesOf(card).length === 0
      ? { body: { response_type: 'in_channel', ...drawn(inbound, card) } }
      : { after: () => sayAloud(inbound, card) }

  const shownTo = (inbound: Inbound, form: Form): Shown => ({
    form,
    place: inbound.place,
    language: languageOf(inbound),
  })

  const openForm = async (inbound: Inbound, shown: Shown, left: number): Promise<Ack> => {
    if (inbound.kind === 'submit') return { body: { response_action: 'update', view: forms.draw(shown).view } }
    const { trigger } = answerBy(inbound)
    if (!trigger) return alone(inbound, expired(inbound, shown.form, forms.draw(shown).mark))
    const { over } = answerBy(inbound)
    const opening = forms.open(trigger, shown, typeof over === 'object' ? 'view' : undefined)
    const outcome = await within(left, opening)
    if (outcome.kind === 'done') {
      return outcome.value.opened ? {} : alone(inbound, expired(inbound, shown.form, outcome.value.mark))
    }
    const after = async (): Promise<void> => {
      const opened = await opening
      if (!opened.opened) await tell(inbound, expired(inbound, shown.form, opened.mark))
    }
    return { after }
  }

  const expired = (inbound: Inbound, form: Form, mark: string): Message => reopening(voiceFor(inbound), form, mark)

  /** The form stays open, and each sentence stands at its field; what has no field here stands at the first. */
  const errors = (inbound: Inbound, fields: Readonly<Record<string, string>>, general: string): Ack => {
    const { blocks = [] } = answerBy(inbound)
    const [first] = blocks
    if (!first) return { body: { response_action: 'update', view: said(inbound, sentence(general)) } }
    const at: Record<string, string> = {}
    for (const [name, says] of Object.entries(fields)) {
      const block = blocks.includes(fieldBlock(name)) ? fieldBlock(name) : first
      at[block] = at[block] ? `${at[block]} ${says}` : says
    }
    return { body: { response_action: 'errors', errors: Object.keys(at).length > 0 ? at : { [first]: general } } }
  }

  const said = (inbound: Inbound, { blocks }: Message, title = 'slack.answerTitle'): types.ModalView => {
    const voice = voiceFor(inbound)
    // A button in this view must know the place from which the form was opened.
    const mark = { command: '', known: {}, nonce: '', place: inbound.place }
    return saying(voice.say(title), voice.say('slack.close'), blocks, JSON.stringify(mark))
  }

  const firstAck = async (inbound: Inbound, reply: Reply, left: number): Promise<Ack> => {
    switch (reply.kind) {
      case 'whisper':
        return aloneCard(inbound, reply.card)
      case 'say':
        return aloud(inbound, reply.card)
      case 'form':
        return openForm(inbound, shownTo(inbound, reply.form), left)
      case 'problems':
        return inbound.kind === 'submit'
          ? errors(inbound, reply.fields, plainLine(reply.card.title))
          : alone(inbound, drawn(inbound, withProblems(reply)))
      case 'choices':
      case 'done':
        return {}
      default:
        return unreachable(reply)
    }
  }

  /** The outcome of a form whose place on the screen says "one moment". */
  const lateInView = async (inbound: Inbound, view: string, reply: Reply): Promise<void> => {
    if (reply.kind === 'say') await sayAloud(inbound, reply.card)
    const shown = lateView(inbound, reply)
    if (await forms.update(view, shown.view)) return
    if (shown.message) await tell(inbound, shown.message)
  }

  const lateView = (inbound: Inbound, reply: Reply): { view: types.ModalView; message?: Message } => {
    switch (reply.kind) {
      case 'whisper':
        return { view: said(inbound, drawn(inbound, reply.card, 'modal')), message: drawn(inbound, reply.card) }
      case 'form': {
        const { view, mark } = forms.draw(shownTo(inbound, reply.form))
        return { view, message: expired(inbound, reply.form, mark) }
      }
      case 'problems':
        return problemsAgain(inbound, reply)
      case 'say':
      case 'choices':
      case 'done':
        return { view: said(inbound, says(inbound, 'slack.done')) }
      default:
        return unreachable(reply)
    }
  }

  /** The form once more, with what was filled in and what was wrong. */
  const problemsAgain = (
    inbound: Inbound,
    reply: Extract<Reply, { kind: 'problems' }>,
  ): { view: types.ModalView; message: Message } => {
    const card = withProblems(reply)
    const kept = forms.recall(answerBy(inbound).nonce)
    if (!kept || inbound.kind !== 'submit')
      return { view: said(inbound, drawn(inbound, card, 'modal')), message: drawn(inbound, card) }
    const form = refilled(kept.form, inbound.args)
    const lines: Line[] = [reply.card.title, ...Object.values(reply.fields).map((one) => [one])]
    const { view, mark } = forms.draw({ ...kept, form }, lines)
    const message = drawn(inbound, card)
    const again = expired(inbound, form, mark).blocks.at(-1)
    return { view, message: { text: message.text, blocks: [...message.blocks, ...(again ? [again] : [])] } }
  }

  /** One of our own sentences, such as an apology; a form stays open below it. */
  const own = (inbound: Inbound, key: string, params = {}): Ack => {
    const text = voiceFor(inbound).say(key, params)
    return inbound.kind === 'submit' ? errors(inbound, {}, text) : alone(inbound, sentence(text))
  }

  return {
    first: firstAck,
    /** Opens a kept form again. */
    reopen: (inbound: Inbound, mark: string, left: number): Promise<Ack> | undefined => {
      const shown = forms.recall(mark)
      return shown && openForm(inbound, shown, left)
    },
    sentence: own,
    sorry: (inbound: Inbound, fault?: string): Ack =>
      fault === undefined ? own(inbound, 'slack.outage') : own(inbound, 'slack.fault', { id: fault }),
    working(inbound: Inbound, kept: boolean): Ack {
      const message = says(inbound, kept ? 'slack.working' : 'slack.unsure')
      if (inbound.kind !== 'submit') return alone(inbound, message)
      return { body: { response_action: 'update', view: said(inbound, message, 'slack.workingTitle') } }
    },
    async late(inbound: Inbound, reply: Reply): Promise<void> {
      const { view }: AnswerBy = answerBy(inbound)
      if (inbound.kind === 'submit' && view) return lateInView(inbound, view, reply)
      switch (reply.kind) {
        case 'whisper':
          return whisperCard(inbound, reply.card)
        case 'problems':
          return tell(inbound, drawn(inbound, withProblems(reply)))
        case 'say':
          return sayAloud(inbound, reply.card)
        case 'form': {
          const { mark } = forms.draw(shownTo(inbound, reply.form))
          return tell(inbound, expired(inbound, reply.form, mark))
        }
        case 'choices':
        case 'done':
          return wasAsked(inbound) ? tell(inbound, says(inbound, 'slack.done')) : undefined
        default:
          return unreachable(reply)
      }
    },
  }
}
export type Answers = ReturnType<typeof createAnswers>

/** Only whoever was told "still working on it" waits to hear that it is done. */
const wasAsked = ({ kind }: Inbound): boolean =>
  kind === 'command' || kind === 'press' || kind === 'shortcut' || kind === 'submit'

const withProblems = ({ card, fields }: Extract<Reply, { kind: 'problems' }>): Card => {
  const items = Object.values(fields).map((says) => ({ line: [says] }))
  return items.length > 0 ? { ...card, blocks: [...card.blocks, { kind: 'list', items }] } : card
}

const refilled = (form: Form, args: Readonly<Record<string, string>>): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    const value = args[field.name]
    return value === undefined || field.kind === 'files' ? field : { ...field, value }
  }),
})
