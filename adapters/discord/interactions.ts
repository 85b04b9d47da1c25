import { InteractionResponseType, InteractionType, MessageFlags, Routes } from 'discord.js'
import { ZodError } from 'zod'
import type { Delivery, Wire } from '../../src/chat/delivery.js'
import type { HandOver } from '../../src/chat/hand-over.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { within } from '../../src/chat/patience.js'
import type { House } from '../../src/chat/platform.js'
import { seconds } from '../../src/kernel/duration.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Log } from '../../src/kernel/log.js'
import type { DiscordAnswers } from './answers.js'
import { pressOf, stepOf, used } from './form-id.js'
import { type Forms, filesIn, filledIn } from './forms.js'
import { type Shelter, someFiles } from './handed-in.js'
import type { Keeps } from './kept.js'
import { answers as first, sentence } from './outward.js'
import { componentData, type InteractionTold, interactionShape, modalData } from './payloads.js'
import { attachedTo, baseOf, cardUnder, commandFrom, completeFrom, isWhisper, type Reception } from './receive.js'
import { ask, DiscordSaysNo, type Web } from './web.js'

export interface InteractionParts {
  readonly house: House
  readonly reception: Reception
  readonly answers: DiscordAnswers
  readonly forms: Forms
  readonly keeps: Keeps
  readonly handOver: HandOver
  readonly shelter: Pick<Shelter, 'take'>
  readonly log: Log
}

type Base = NonNullable<Awaited<ReturnType<typeof baseOf>>>

/** How long Discord may take to tell whose a direct conversation is. */
const firstContact = seconds(1.5)

/** Takes one interaction to its answer, whichever way it came in. Never rejects. */
export function createInteractions(parts: InteractionParts): (delivery: Delivery, raw: unknown) => Promise<void> {
  const { house, reception, log } = parts

  /** What we say to somebody of whom nothing more is known than the language of their Discord. */
  const strangely = (told: InteractionTold, key: string): object => {
    if (told.type === InteractionType.ApplicationCommandAutocomplete) return first.choices([])
    const account = { platform: 'discord', workspace: '0', user: told.user?.id ?? told.member?.user.id ?? '0' }
    const language = house.languageOf(account, told.locale ? { language: told.locale } : {})
    return first.message(sentence(house.registry.voice(language).say(key)), true)
  }

  const take = async (delivery: Delivery, raw: unknown): Promise<void> => {
    const told = interactionShape.parse(raw)
    const asked = await within(firstContact, baseOf(told, reception))
    if (asked.kind === 'late') throw new LeftOut(strangely(told, 'discord.outage'))
    if (!asked.value) throw new LeftOut(strangely(told, 'discord.stranger'))
    const base = asked.value
    switch (told.type) {
      case InteractionType.ApplicationCommand:
        await parts.shelter.take(attachedTo(told))
        return parts.handOver.interaction(delivery, commandFrom(told, base, reception))
      case InteractionType.ApplicationCommandAutocomplete:
        return suggest(parts, delivery, completeFrom(told, base))
      case InteractionType.MessageComponent:
        return component(parts, delivery, told, base)
      case InteractionType.ModalSubmit:
        return submit(parts, delivery, told, base)
    }
  }

  return async (delivery, raw) => {
    try {
      await take(delivery, raw)
    } catch (error) {
      if (error instanceof LeftOut) return void (await delivery.acknowledge(error.answer))
      if (error instanceof ZodError) {
        const at = error.issues.map(({ path }) => path.join('.'))
        log.warn({ at }, 'discord sent an interaction that cannot be understood')
      } else {
        const outage = error instanceof Outage || error instanceof DiscordSaysNo
        log[outage ? 'warn' : 'error']({ err: error }, 'an interaction could not be handled to its end')
      }
      const told = interactionShape.safeParse(raw)
      await delivery.acknowledge(told.success ? strangely(told.data, 'discord.outage') : silence)
    }
  }
}

/** Somebody is answered without the core. */
class LeftOut extends Error {
  constructor(readonly answer: object) {
    super('answered without the core')
  }
}

/** The least that can be said, to what we cannot read. */
export const silence = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
}

/** Suggestions come in time or not at all. */
async function suggest({ house, handOver, answers, log }: InteractionParts, delivery: Delivery, inbound: Inbound) {
  const work = house.handle(inbound).catch((error: unknown) => {
    log.debug({ err: error }, 'there are no suggestions')
    return { kind: 'choices', choices: [] } as const
  })
  const outcome = await within(Math.min(handOver.left(delivery), seconds(2)), work)
  const reply = outcome.kind === 'done' && outcome.value.kind === 'choices' ? outcome.value : undefined
  await handOver.finish(delivery, await answers.first(inbound, reply ?? { kind: 'choices', choices: [] }, 0))
}

/** A button or a menu: on a card, between two steps of a form, or under a question of ours. */
async function component(parts: InteractionParts, delivery: Delivery, told: InteractionTold, base: Base) {
  const { answers, forms, keeps, handOver } = parts
  const { custom_id, values } = componentData.parse(told.data)
  const meant = used(custom_id, keeps)
  const pressed = (what: { command: string; args: Readonly<Record<string, string>>; seen?: number }): Inbound => ({
    ...base,
    kind: 'press',
    ...what,
    ...cardUnder(told, base.place),
  })
  const empty = pressed({ command: '', args: {} })
  const replacing = { ...base, answerBy: { ...base.answerBy, replaces: true as const } }
  switch (meant.kind) {
    case 'no':
      return void (await handOver.finish(delivery, answers.sentence({ ...empty, ...replacing }, 'discord.left')))
    case 'step': {
      const shown = forms.recall(meant.step.mark)
      if (shown) return void (await handOver.finish(delivery, answers.step(empty, shown, meant.step.at)))
      // After a restart the core is asked for the form anew.
      if (meant.step.press) return handOver.interaction(delivery, { ...pressed(meant.step.press), ...replacing })
      return void (await handOver.finish(delivery, answers.sentence(empty, 'discord.buttonForgotten')))
    }
    case 'press': {
      if (meant.pressed.asks) {
        const confirm = keeps.get(meant.id)?.confirm
        return void (await handOver.finish(delivery, answers.confirm(empty, meant.id, confirm)))
      }
      const press = pressOf(meant.pressed, values, keeps.get(meant.id))
      if (press) return handOver.interaction(delivery, { ...pressed(press), ...(meant.replaces ? replacing : {}) })
      return void (await handOver.finish(delivery, answers.sentence(empty, 'discord.buttonForgotten')))
    }
    case 'forgotten':
      return void (await handOver.finish(delivery, answers.sentence(empty, 'discord.buttonForgotten')))
    case 'unknown':
      return void (await handOver.finish(delivery, answers.sentence(empty, 'discord.buttonUnknown')))
  }
}

/** A modal that was sent: the last step of a form, or one of several. */
async function submit(parts: InteractionParts, delivery: Delivery, told: InteractionTold, base: Base) {
  const { answers, forms, handOver } = parts
  const data = modalData.parse(told.data)
  const { custom_id, components } = data
  await parts.shelter.take(Object.values(data.resolved?.attachments ?? {}))
  const step = stepOf('modal', custom_id)
  const onOurs = told.message != null && isWhisper(told.message.flags) && (step?.replaces ?? false)
  const from = {
    ...base,
    ids: step ? ([base.ids[0], `discord:form:${step.mark}`] as [string, string]) : base.ids,
    answerBy: {
      ...base.answerBy,
      ...(step ? { form: step.mark } : {}),
      ...(onOurs ? { replaces: true as const } : {}),
    },
  }
  const nothing = { ...from, kind: 'submit', command: '', args: {} } as const
  if (!step) return void (await handOver.finish(delivery, answers.sentence(nothing, 'discord.formUnknown')))
  const before = forms.recall(step.mark)
  if (before) {
    const shown = forms.fill(before, data, base.account.workspace)
    const next = step.at + 1
    if (next < shown.rendered.steps.length) {
      return void (await handOver.finish(delivery, answers.goOn(nothing, shown, next)))
    }
    const { command, known, seen } = shown.form
    const args = { ...known, ...shown.values }
    const rest = { ...(seen === undefined ? {} : { seen }), ...someFiles(shown.files) }
    return handOver.interaction(delivery, { ...nothing, command, args, ...rest })
  }
  if (!step.press) return void (await handOver.finish(delivery, answers.sentence(nothing, 'discord.formUnknown')))
  const args = { ...step.press.args, ...filledIn(components, base.account.workspace).args }
  // Only a form of one step is whole after a restart; a short value of a menu stands for one that is forgotten.
  const whole = step.of === 1 && !Object.values(args).some((value) => value.startsWith('~'))
  const files = someFiles(filesIn(components, data.resolved))
  if (whole) return handOver.interaction(delivery, { ...nothing, ...step.press, args, ...files })
  const left = Object.fromEntries(Object.entries(args).filter(([, value]) => !value.startsWith('~')))
  await handOver.finish(delivery, answers.startAgain(nothing, { ...step.press, args: left }))
}

/** Answers by a call of its own, as the gateway has it. */
export function byCall(web: Web, raw: unknown, log: Log): Wire {
  const id = idOf(raw)
  const { token } = (raw ?? {}) as { readonly token?: unknown }
  return {
    carries: true,
    async acknowledge(body = silence) {
      if (id === '' || typeof token !== 'string') return true
      try {
        await ask(() => web.post(Routes.interactionCallback(id, token), { body, auth: false }))
        return true
      } catch (error) {
        const code = error instanceof DiscordSaysNo ? error.code : 'outage'
        // Another process has answered with what is the same answer: what is handled once is told alike to both.
        if (code === answeredAlready) return true
        log.warn({ code }, 'the first answer to an interaction was not taken')
        return false
      }
    },
    decline: () => undefined,
    malformed: () => undefined,
  }
}

const answeredAlready = 40_060

export const idOf = (raw: unknown): string => {
  const { id } = (raw ?? {}) as { readonly id?: unknown }
  return typeof id === 'string' ? id : ''
}

const mostSeen = 5_000

/** What has come lately. What has no id is always new. */
export function createSeen() {
  const all = new Set<string>()
  return {
    isNew(id: string): boolean {
      if (id !== '' && all.has(id)) return false
      all.add(id)
      if (all.size > mostSeen) all.delete(all.values().next().value ?? '')
      return true
    },
  }
}
