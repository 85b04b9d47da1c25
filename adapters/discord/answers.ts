import { ButtonStyle, ComponentType } from 'discord.js'
import type { Card, Choice } from '../../src/chat/card.js'
import { plainLine } from '../../src/chat/card.js'
import type { Form } from '../../src/chat/form.js'
import type { Ack, Answers } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import type { Voice } from '../../src/chat/language.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import { unreachable } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import type { Kept } from './custom-id.js'
import { cut } from './cut.js'
import { noId, yesId } from './form-id.js'
import { buttonTo, type Forms, modalAt, refilled, type Shown, stepWith } from './forms.js'
import type { Keeps } from './kept.js'
import type { Late } from './late.js'
import { limits } from './limits.js'
import { bare, type Reader } from './markdown.js'
import type { Mentionable } from './mentionable.js'
import { answers as first, followUp, joined, type Message, sentence } from './outward.js'
import { drawable } from './pictures.js'
import { answerBy } from './receive.js'
import { renderCard } from './render-card.js'
import { DiscordSaysNo, type Web } from './web.js'

export interface AnswerParts {
  readonly house: House
  readonly web: Web
  readonly forms: Forms
  readonly keeps: Keeps
  readonly mentionable: Mentionable
  readonly late: Late
  readonly log: Log
}

type Problems = Extract<Reply, { kind: 'problems' }>

/** Turns replies into what Discord understands, by the way each inbound came. */
export function createAnswers({ house, web, forms, keeps, mentionable, late, log }: AnswerParts) {
  const voiceFor = (inbound: Inbound): Voice => house.registry.voice(house.languageOf(inbound.account, inbound.profile))
  const readerFor = (inbound: Inbound): Reader => ({
    voice: voiceFor(inbound),
    workspace: inbound.account.workspace,
    commands: mentionable.in(inbound.account.workspace),
    pictures: house.pictures,
    ...(house.publicUrl ? { publicUrl: house.publicUrl } : {}),
  })
  const says = (inbound: Inbound, key: string, params = {}): Message => sentence(voiceFor(inbound).say(key, params))

  const drawn = (inbound: Inbound, card: Card): readonly Message[] => {
    const { messages, kept } = renderCard(card, readerFor(inbound))
    keeps.put(kept)
    return messages.map(({ body, pictures }) => ({
      components: body.components,
      calls: body.allowed_mentions.users,
      pictures,
    }))
  }

  /** What has no room in the first words follows them. That it does not is no reason to take the answer back. */
  const following = (inbound: Inbound, messages: readonly Message[], whispered: boolean) => async () => {
    const by = answerBy(inbound)
    if (!by) return
    try {
      for (const message of messages) await followUp(web, by, message, whispered)
    } catch (error) {
      if (!(error instanceof DiscordSaysNo)) throw error
      log.warn({ code: error.code }, 'the rest of an answer was not taken')
    }
  }

  const alone = (inbound: Inbound, messages: readonly Message[]): Ack => {
    const [message = says(inbound, 'discord.done'), ...rest] = messages
    if (message.pictures.length > 0) return waiting(inbound, messages, true)
    const body = answerBy(inbound)?.replaces ? first.instead(message) : first.message(message, true)
    return rest.length > 0 ? { body, after: following(inbound, rest, true) } : { body }
  }

  const aloud = (inbound: Inbound, messages: readonly Message[]): Ack => {
    // Our question to the person alone cannot become a message for all: it says that it is done, and that follows.
    if (answerBy(inbound)?.replaces)
      return { body: first.instead(says(inbound, 'discord.done')), after: following(inbound, messages, false) }
    const [message = says(inbound, 'discord.done'), ...rest] = messages
    if (message.pictures.length > 0) return waiting(inbound, messages, false)
    const body = first.message(message, false)
    return rest.length > 0 ? { body, after: following(inbound, rest, false) } : { body }
  }

  /** That we cannot draw is ours to mend; the person gets the words. */
  const changeTo = async (inbound: Inbound, messages: readonly Message[], whispered: boolean): Promise<void> => {
    const ready = await Promise.all(messages.map(drawable))
    const failed = ready.flatMap(({ why }) => (why === undefined ? [] : [why]))
    if (failed.length > 0) log.error({ err: failed[0] }, 'a picture could not be drawn')
    await late.change(
      inbound,
      ready.map(({ message }) => message),
      whispered,
    )
  }

  const waiting = (inbound: Inbound, messages: readonly Message[], whispered: boolean): Ack => ({
    body: first.wait(whispered),
    after: () => changeTo(inbound, messages, whispered),
  })

  const opening = (inbound: Inbound, key: string, label: string, shown: Shown, at: number): Message => {
    const voice = voiceFor(inbound)
    return sentence(voice.say(key, { title: bare(shown.form.title) }), buttonTo(shown, at, voice.say(label)))
  }

  /** What no modal has room for is said first. */
  const before = ({ rendered }: Shown): readonly Message[] => rendered.before.map((text) => textMessage(text))

  const openForm = (inbound: Inbound, form: Form): Ack => {
    const shown = forms.draw(form, readerFor(inbound))
    const modal = modalAt(shown, 0, answerBy(inbound)?.replaces ?? false)
    const mayOpen = inbound.kind !== 'submit' && shown.rendered.before.length === 0
    if (modal && mayOpen) return { body: first.modal(modal) }
    return alone(inbound, joined(before(shown), opening(inbound, 'discord.formGoesOn', 'discord.openForm', shown, 0)))
  }

  /** What was wrong, and the form once more with what was filled in, at the step where the first of it is asked for. */
  const problems = (inbound: Inbound, reply: Problems): readonly Message[] => {
    const card = drawn(inbound, withProblems(reply, sentForm(inbound)?.form))
    return again(inbound, card, Object.keys(reply.fields))
  }

  const sentForm = (inbound: Inbound): Shown | undefined => {
    const mark = answerBy(inbound)?.form
    return mark === undefined ? undefined : forms.recall(mark)
  }

  /** A modal is gone when it is sent: what was filled in would be lost with it. */
  const again = (inbound: Inbound, messages: readonly Message[], fields: readonly string[]): readonly Message[] => {
    const sent = sentForm(inbound)
    if (!sent || inbound.kind !== 'submit') return messages
    const filled = { values: valuesOf(inbound.args, sent.form), files: inbound.files ?? {} }
    const shown = forms.draw(refilled(sent.form, inbound.args), readerFor(inbound), filled)
    return joined(messages, opening(inbound, 'discord.formAgain', 'discord.openForm', shown, stepWith(shown, fields)))
  }

  const messagesOf = (inbound: Inbound, reply: Reply): readonly Message[] => {
    switch (reply.kind) {
      case 'whisper':
      case 'say':
        return drawn(inbound, reply.card)
      case 'problems':
        return problems(inbound, reply)
      case 'form': {
        const shown = forms.draw(reply.form, readerFor(inbound))
        return joined(before(shown), opening(inbound, 'discord.formLate', 'discord.openForm', shown, 0))
      }
      case 'choices':
      case 'done':
        return wasAsked(inbound) ? [says(inbound, 'discord.done')] : []
      default:
        return unreachable(reply)
    }
  }

  const done = (inbound: Inbound): Ack => {
    const by = answerBy(inbound)
    if (by?.on === 'component' && !by.replaces) return { body: first.nothing }
    return alone(inbound, [says(inbound, 'discord.done')])
  }

  const core: Answers = {
    async first(inbound, reply) {
      switch (reply.kind) {
        case 'say':
          return aloud(inbound, messagesOf(inbound, reply))
        case 'form':
          return openForm(inbound, reply.form)
        case 'choices':
          return { body: first.choices(reply.choices.slice(0, limits.interaction.autocomplete).map(choiceOf)) }
        case 'done':
          return done(inbound)
        default:
          return alone(inbound, messagesOf(inbound, reply))
      }
    },
    working(inbound, kept) {
      late.expect(inbound)
      return alone(inbound, [says(inbound, kept ? 'discord.working' : 'discord.unsure')])
    },
    sorry(inbound, fault) {
      const why = fault === undefined ? says(inbound, 'discord.outage') : says(inbound, 'discord.fault', { id: fault })
      return alone(inbound, again(inbound, [why], []))
    },
    async late(inbound, reply) {
      const messages = messagesOf(inbound, reply)
      if (messages.length === 0) return
      if (reply.kind === 'say') await late.aloud(inbound, messages, says(inbound, 'discord.done'))
      else await late.alone(inbound, messages, says(inbound, 'discord.closed'))
    },
  }

  return {
    ...core,
    /** One of our own sentences, for the person alone. */
    sentence: (inbound: Inbound, key: string, params = {}): Ack => alone(inbound, [says(inbound, key, params)]),
    /** The next step of a form that is remembered. */
    step(inbound: Inbound, shown: Shown, at: number): Ack {
      const modal = modalAt(shown, at, true)
      return modal ? { body: first.modal(modal) } : alone(inbound, [says(inbound, 'discord.formUnknown')])
    },
    /** A step is filled in, and there are more: a modal cannot open the next one itself. */
    goOn(inbound: Inbound, shown: Shown, at: number): Ack {
      const voice = voiceFor(inbound)
      const params = { title: bare(shown.form.title), part: at, parts: shown.rendered.steps.length }
      return alone(inbound, [
        sentence(voice.say('discord.step', params), buttonTo(shown, at, voice.say('discord.goOn'))),
      ])
    },
    /** Asks once more before something is done. */
    confirm(inbound: Inbound, id: string, confirm: Kept['confirm']): Ack {
      const voice = voiceFor(inbound)
      const asked = confirm ?? {
        title: voice.say('discord.sure'),
        text: voice.say('discord.sureText'),
        yes: voice.say('discord.yes'),
        no: voice.say('discord.no'),
      }
      const row = {
        type: ComponentType.ActionRow as const,
        components: [button(asked.yes, yesId(id), ButtonStyle.Danger), button(asked.no, noId, ButtonStyle.Secondary)],
      }
      return alone(inbound, [sentence(`${asked.title}\n${asked.text}`, row)])
    },
    /** A form's part that was filled in is all that is left of it: it is asked for anew with that. */
    startAgain(
      inbound: Inbound,
      press: { readonly command: string; readonly args: Readonly<Record<string, string>> },
    ): Ack {
      const voice = voiceFor(inbound)
      const actions = [{ kind: 'press', label: voice.say('discord.openForm'), press, style: 'primary' }] as const
      const card: Card = {
        title: [voice.say('discord.formLost')],
        tone: 'attention',
        blocks: [{ kind: 'actions', actions }],
      }
      return alone(inbound, drawn(inbound, card))
    },
  }
}
export type DiscordAnswers = ReturnType<typeof createAnswers>

const textMessage = (content: string): Message => ({
  components: [{ type: ComponentType.TextDisplay, content }],
  calls: [],
  pictures: [],
})

const button = (label: string, custom_id: string, style: ButtonStyle.Danger | ButtonStyle.Secondary) => ({
  type: ComponentType.Button as const,
  label: cut(bare(label).trim(), limits.component.buttonLabel) || '…',
  custom_id,
  style,
})

/** Only whoever was told "still working on it" waits to hear that it is done. */
const wasAsked = ({ kind }: Inbound): boolean =>
  kind === 'command' || kind === 'press' || kind === 'shortcut' || kind === 'submit'

function choiceOf({ value, label, detail }: Choice) {
  const { choiceName, choiceValue } = limits.command
  const name = bare(detail ? `${label} – ${detail}` : label).trim() || value
  return { name: cut(name, choiceName), value: value.slice(0, choiceValue) }
}

/** What is wrong, each sentence behind the question that it is about. */
const withProblems = ({ card, fields }: Problems, form: Form | undefined): Card => {
  const title = plainLine(card.title)
  const items = Object.entries(fields).flatMap(([name, says]) => {
    const label = form?.fields.find((field) => field.name === name)?.label
    if (!label) return says === title ? [] : [{ line: [says] }]
    return [{ line: [{ kind: 'strong' as const, text: label }, `: ${says}`] }]
  })
  return items.length > 0 ? { ...card, blocks: [...card.blocks, { kind: 'list', items }] } : card
}

/** What a form's fields hold, without what it knew before. */
const valuesOf = (args: Readonly<Record<string, string>>, { fields }: Form): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.flatMap(({ name }) => (args[name] === undefined ? [] : [[name, args[name]] as const])))
