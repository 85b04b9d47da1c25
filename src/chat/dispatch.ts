import { seconds } from '../kernel/duration.js'
import { Fault, Outage, Refusal } from '../kernel/errors.js'
import { shorten, tidy } from '../kernel/text.js'
import type { AccountRef, Address, Place } from './address.js'
import { accountWord, channelOf, placeWord, withNames } from './address.js'
import type { Choice } from './card.js'
import { type AnyCommand, type Argument, type Call, type Registry, type Takes, usageLine } from './command.js'
import { completions } from './complete.js'
import { formOf, missingFrom } from './form-of.js'
import { handedIn } from './handed-in.js'
import type { Inbound, QuotedMessage } from './inbound.js'
import type { Language, Voice } from './language.js'
import { namesOf } from './names.js'
import { order, quoted, type Sealing, wordless } from './order.js'
import { parseWords } from './parse.js'
import { apologyCard, needsFormCard, refusalCard, unknownCommandCard } from './refusal-card.js'
import type { Reply } from './reply.js'

/** The core's side of dispatch: what it needs to know and do, and nothing about how. */
export interface Engine<Desk, Caller> {
  readonly registry: Registry<Desk>
  /** Without I/O: a form must be opened while its trigger lives. */
  languageOf(inbound: Inbound): Language
  /** The person behind an account; an unknown one becomes a requester. Refuses who may not speak to the desk. */
  identify(inbound: Inbound): Promise<{ readonly caller: Caller; readonly language: Language }>
  /** What was answered to this inbound before. */
  recall(inbound: Inbound): Promise<Reply | undefined>
  /** Does `run` and claims the inbound in one unit of work; a repetition gives the first answer. */
  change(inbound: Inbound, caller: Caller, run: (desk: Desk) => Promise<Reply>): Promise<Reply>
  /** A desk for reading. */
  look(caller: Caller, inbound: Inbound): Desk
  /** The number of the record whose message or thread this is, and its command's head. */
  recordAt(place: Place, message?: string): Promise<{ readonly number: string; readonly head: string } | undefined>
  /** Without I/O, too: the files of a message on their way through a form. */
  readonly seal: Sealing
  /** Understands what was typed for one argument, or refuses with that field. */
  settle(typed: Typed, caller: Caller, voice: Voice): Promise<string>
  /** What an argument may be that only the database knows: records the caller may see, people. The likeliest first. */
  suggest(argument: Argument, typed: string, caller: Caller, voice: Voice): Promise<readonly Choice[]>
  /** What someone is called, without I/O, as far as that is known. */
  nameOf(account: AccountRef): string | undefined
  /** The emoji that reports a message. */
  readonly ticketEmoji: string
  readonly conversation: {
    hear(desk: Desk, number: string, message: QuotedMessage): Promise<unknown>
    reword(desk: Desk, message: QuotedMessage): Promise<unknown>
    withdraw(desk: Desk, address: Address): Promise<unknown>
    /** Whether a record's card is just being put where this was said: its thread is not known yet. */
    comes(inbound: Inbound): Promise<boolean>
    /** Who said what a message says, where it is part of a record's conversation. */
    writer(address: Address): Promise<Caller | undefined>
  }
  /** Takes back what a reaction made, when that was a moment ago. */
  undo(inbound: Extract<Inbound, { kind: 'unreacted' }>, caller: Caller): Promise<Reply>
  /** The caller looks at their own page of the desk on a platform. */
  homeOpened(inbound: Inbound): Promise<void>
  /** News about the account itself. */
  accountChanged(inbound: Inbound): Promise<void>
  /** News of who is in a group. */
  groupChanged(inbound: Extract<Inbound, { kind: 'group' }>): Promise<void>
  /** News about a channel. */
  placeChanged(inbound: Extract<Inbound, { kind: 'place' }>): Promise<void>
  /** Notes a fault of ours and gives the id that stands in the log. */
  fault(error: unknown, inbound: Inbound): Fault
}

type Args = Readonly<Record<string, string>>

/** One argument as it was typed, and the others beside it. */
export interface Typed {
  readonly name: string
  readonly argument: Argument
  readonly value: string
  readonly given: Args
}

type Intent =
  | {
      readonly kind: 'run'
      readonly command: AnyCommand
      readonly given: Args
      readonly seen?: number
      readonly filled?: true
    }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'talk'; readonly number: string; readonly message: QuotedMessage }
  | { readonly kind: 'nothing' }

/** The way of every inbound: understand, ask for what is missing, identify, run in one unit of work, answer. */
export function createDispatch<Desk, Caller>(engine: Engine<Desk, Caller>): (inbound: Inbound) => Promise<Reply> {
  return async (inbound) => {
    let voice = engine.registry.voice(engine.languageOf(inbound))
    try {
      const intent = await understand(engine, inbound, voice)
      if (intent.kind === 'nothing') return { kind: 'done' }
      if (intent.kind === 'reply') return intent.reply
      if (intent.kind === 'run') {
        const asked = ask(engine, inbound, intent, voice)
        if (asked) return asked
      }
      const { caller, language } = await engine.identify(inbound)
      voice = engine.registry.voice(language)
      if (intent.kind === 'talk') return await talk(engine, inbound, caller, intent)
      return await run(engine, inbound, caller, voice, intent)
    } catch (error) {
      return answerTo(engine, inbound, voice, error)
    }
  }
}

async function answerTo<D, C>(engine: Engine<D, C>, inbound: Inbound, voice: Voice, error: unknown): Promise<Reply> {
  if (error instanceof Outage) throw error
  // What was done the first time is not refused the second time, whatever has changed meanwhile.
  if (error instanceof Refusal) return (await engine.recall(inbound)) ?? refused(inbound, voice, error)
  const fault = error instanceof Fault ? error : engine.fault(error, inbound)
  return { kind: 'whisper', card: apologyCard(fault.id, voice) }
}

/** Where a form was submitted, it stays open and the sentence stands at its field. */
function refused(inbound: Inbound, voice: Voice, refusal: Refusal): Reply {
  const card = refusalCard(refusal, voice)
  if (inbound.kind !== 'submit' || !refusal.field) return { kind: 'whisper', card }
  return {
    kind: 'problems',
    fields: { [refusal.field]: voice.say(`refusals.${refusal.code}.says`, refusal.params) },
    card,
  }
}

async function understand<D, C>(engine: Engine<D, C>, inbound: Inbound, voice: Voice): Promise<Intent> {
  const { registry } = engine
  switch (inbound.kind) {
    case 'command':
      return inThread(engine, inbound, withFiles(engine, inbound, typed(registry, inbound, voice)))
    case 'press':
      return pressed(registry, inbound, voice)
    case 'submit':
      return withFiles(engine, inbound, pressed(registry, inbound, voice))
    case 'shortcut':
      return shortcut(engine, inbound, voice)
    case 'complete':
      return { kind: 'reply', reply: { kind: 'choices', choices: await complete(engine, inbound, voice) } }
    case 'said':
      return said(engine, inbound)
    case 'edited':
    case 'deleted':
      return mirrored(engine, inbound)
    case 'reacted':
      return inbound.emoji === engine.ticketEmoji ? caught(engine, inbound.message) : { kind: 'nothing' }
    case 'unreacted':
      return undone(engine, inbound)
    case 'opened':
      await engine.homeOpened(inbound)
      return { kind: 'nothing' }
    case 'account':
      await engine.accountChanged(inbound)
      return { kind: 'nothing' }
    case 'group':
      await engine.groupChanged(inbound)
      return { kind: 'nothing' }
    case 'place':
      await engine.placeChanged(inbound)
      return { kind: 'nothing' }
  }
}

function typed(registry: Registry, { words, given }: Extract<Inbound, { kind: 'command' }>, voice: Voice): Intent {
  const parsed = parseWords(words, registry)
  if (parsed.kind === 'command') {
    if (parsed.left !== '') return notUnderstood(parsed.command, parsed.left, voice)
    return { kind: 'run', command: parsed.command, given: { ...parsed.given, ...given } }
  }
  // `/incident` alone reports, `/desk` alone helps: the first command of a head is what it stands for.
  const head = namesOf(registry).head(parsed.head)
  const first = registry.commands.find((command) => command.name.startsWith(`${head} `) && !command.hidden)
  if (parsed.verb === '' && first) return { kind: 'run', command: first, given: {} }
  return { kind: 'reply', reply: { kind: 'whisper', card: unknownCommandCard(registry, parsed, voice) } }
}

/** What was handed in is an argument like the others. */
function withFiles<D, C>(
  { seal }: Engine<D, C>,
  inbound: Extract<Inbound, { kind: 'command' | 'submit' }>,
  intent: Intent,
): Intent {
  if (intent.kind !== 'run' || !inbound.files) return intent
  return { ...intent, given: { ...intent.given, ...handedIn(inbound, intent.command, seal) } }
}

/** Words that no argument takes are not dropped: the command may have been meant otherwise. */
function notUnderstood(command: AnyCommand, left: string, voice: Voice): Intent {
  const refusal = new Refusal('desk.left_over', { left: shorten(left, 100) })
  const card = refusalCard(refusal, voice, { usage: usageLine(command, voice) })
  return { kind: 'reply', reply: { kind: 'whisper', card } }
}

/** In a record's thread its number may be left out, where the platform lets commands be typed there. */
async function inThread<D, C>(engine: Engine<D, C>, inbound: Inbound, intent: Intent): Promise<Intent> {
  if (intent.kind !== 'run' || !inbound.place.thread) return intent
  const [name, argument] = Object.entries(intent.command.takes as Takes)[0] ?? []
  if (!name || argument?.kind !== 'record' || intent.given[name] !== undefined) return intent
  const at = await engine.recordAt(inbound.place)
  return at ? { ...intent, given: { ...intent.given, [name]: at.number } } : intent
}

function pressed(registry: Registry, inbound: Extract<Inbound, { kind: 'press' | 'submit' }>, voice: Voice): Intent {
  const command = registry.find(inbound.command)
  if (!command) {
    const parsed = { kind: 'unknown', head: inbound.command, verb: '' } as const
    return { kind: 'reply', reply: { kind: 'whisper', card: unknownCommandCard(registry, parsed, voice) } }
  }
  const given = Object.fromEntries(Object.entries(inbound.args).filter(([, value]) => value !== ''))
  return {
    kind: 'run',
    command,
    given,
    ...(inbound.seen === undefined ? {} : { seen: inbound.seen }),
    ...(inbound.kind === 'submit' ? { filled: true } : {}),
  }
}

function shortcut<D, C>(
  { registry, seal }: Engine<D, C>,
  inbound: Extract<Inbound, { kind: 'shortcut' }>,
  voice: Voice,
): Intent {
  const command = registry.commands.find((one) => one.shortcut?.name === inbound.name)
  if (!command)
    return {
      kind: 'reply',
      reply: {
        kind: 'whisper',
        card: unknownCommandCard(registry, { kind: 'unknown', head: inbound.name, verb: '' }, voice),
      },
    }
  if (inbound.message) return { kind: 'run', command, given: quoted(inbound.message, command, seal) }
  const [who] = Object.entries(command.takes as Takes).find(([, { kind }]) => kind === 'person') ?? []
  const given = inbound.person && who ? { [who]: accountWord(inbound.person) } : {}
  return { kind: 'run', command, given }
}

/** Suggestions come from the definitions; for records, people and items the database is asked, as the one who types. */
async function complete<D, C>(
  engine: Engine<D, C>,
  inbound: Extract<Inbound, { kind: 'complete' }>,
  voice: Voice,
): Promise<readonly Choice[]> {
  const argument = (engine.registry.find(inbound.command)?.takes as Takes | undefined)?.[inbound.argument]
  const isAsked =
    argument?.kind === 'record' || argument?.kind === 'person' || (argument?.kind === 'text' && argument.suggests)
  if (!argument || !isAsked) return completions(engine.registry, inbound, voice)
  try {
    const { caller } = await engine.identify(inbound)
    return await engine.suggest(argument, inbound.typed, caller, voice)
  } catch (error) {
    // Whoever may not speak to the desk has nothing suggested; they are told why when they do.
    if (error instanceof Refusal) return []
    throw error
  }
}

async function said<D, C>(engine: Engine<D, C>, inbound: Extract<Inbound, { kind: 'said' }>): Promise<Intent> {
  const { message, answers } = inbound
  const at =
    (inbound.place.thread ? await engine.recordAt(inbound.place) : undefined) ??
    (answers && (await engine.recordAt(channelOf(answers), answers.message)))
  if (inbound.toDesk) {
    const ordered = order(engine.registry, inbound.words ?? message.text, at)
    if (ordered) return ordered
    if (!at) return wordless(engine.registry, engine.seal, inbound) ?? caught(engine, message)
  }
  if (at) return { kind: 'talk', number: at.number, message }
  // Who answers a card in the moment it appears must be heard: the platform brings it again.
  if (inbound.place.thread && (await engine.conversation.comes(inbound)))
    throw new Outage('a card is on its way here', { retryAfter: seconds(2) })
  return { kind: 'nothing' }
}

function caught<D, C>({ registry, seal }: Engine<D, C>, message: QuotedMessage): Intent {
  const command = registry.commands.find((one) => one.catches)
  const given = command ? quoted(message, command, seal) : {}
  return command && given.what ? { kind: 'run', command, given } : { kind: 'nothing' }
}

async function mirrored<D, C>(
  engine: Engine<D, C>,
  inbound: Extract<Inbound, { kind: 'edited' | 'deleted' }>,
): Promise<Intent> {
  const address = inbound.kind === 'edited' ? inbound.message.address : inbound.message
  const writer = await engine.conversation.writer(address)
  if (!writer) return { kind: 'nothing' }
  const caller = inbound.kind === 'deleted' ? writer : (await engine.identify(inbound)).caller
  const reply = await engine.change(inbound, caller, async (desk) => {
    if (inbound.kind === 'edited') await engine.conversation.reword(desk, inbound.message)
    else await engine.conversation.withdraw(desk, inbound.message)
    return { kind: 'done' }
  })
  return { kind: 'reply', reply }
}

/**
 * The names under which a reaction is claimed: the message that was marked, so that the mark of a second person makes
 * nothing anew, and the same with the person, so that they can take it back. Without the message's thread: not every
 * platform tells of it when a reaction is taken back.
 */
export const markId = (emoji: string, message: Address): string =>
  `reaction:${emoji}:${placeWord(channelOf(message))}#${message.message}`
export const reactionId = (emoji: string, message: Address, inbound: Inbound): string =>
  `${markId(emoji, message)}:${accountWord(inbound.account)}`

async function undone<D, C>(engine: Engine<D, C>, inbound: Extract<Inbound, { kind: 'unreacted' }>): Promise<Intent> {
  if (inbound.emoji !== engine.ticketEmoji) return { kind: 'nothing' }
  const { caller } = await engine.identify(inbound)
  const reply = await engine.undo(inbound, caller)
  return { kind: 'reply', reply }
}

/** Asks for what is missing. Does no I/O: what opens a form lives three seconds. */
function ask<D, C>(
  engine: Engine<D, C>,
  inbound: Inbound,
  intent: Extract<Intent, { kind: 'run' }>,
  voice: Voice,
): Reply | undefined {
  const { command } = intent
  const given = readable(command, intent.given, engine.nameOf)
  const missing = missingFrom(command, given)
  if (intent.filled && missing.length > 0) {
    const fields = Object.fromEntries(missing.map((name) => [name, voice.say('refusals.desk.empty.says')]))
    return { kind: 'problems', fields, card: refusalCard(new Refusal('desk.empty'), voice) }
  }
  const wanted = missing.length > 0 || (command.form === 'always' && !intent.filled)
  if (!wanted) return undefined
  if (!inbound.canOpenForm) return { kind: 'whisper', card: needsFormCard(command, given, missing, voice) }
  const seen = intent.seen === undefined ? {} : { seen: intent.seen }
  return { kind: 'form', form: formOf(command, given, engine.registry, voice, seen) }
}

/** Texts in a form are read by the person: who is mentioned there is called by name. */
function readable({ takes }: AnyCommand, given: Args, nameOf: (account: AccountRef) => string | undefined): Args {
  const isText = (name: string): boolean => (takes as Takes)[name]?.kind === 'text'
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, isText(name) ? withNames(value, nameOf) : value]),
  )
}

async function talk<D, C>(
  engine: Engine<D, C>,
  inbound: Inbound,
  caller: C,
  { number, message }: Extract<Intent, { kind: 'talk' }>,
): Promise<Reply> {
  return engine.change(inbound, caller, async (desk) => {
    await engine.conversation.hear(desk, number, message)
    return { kind: 'done' }
  })
}

async function run<D, C>(
  engine: Engine<D, C>,
  inbound: Inbound,
  caller: C,
  voice: Voice,
  intent: Extract<Intent, { kind: 'run' }>,
): Promise<Reply> {
  const { command } = intent
  const args = await settleAll(engine, intent, caller, voice)
  const callOn = (desk: D): Call<D> => ({
    desk,
    voice,
    inbound,
    ...(intent.seen === undefined ? {} : { seen: intent.seen }),
  })
  if (command.reads) return command.run(callOn(engine.look(caller, inbound)), args)
  if (command.before) {
    const done = await engine.recall(inbound)
    if (done) return done
    const asked = await command.before(callOn(engine.look(caller, inbound)), args)
    // What it found may be what another process has just made of this very inbound.
    if (asked) return (await engine.recall(inbound)) ?? asked
  }
  return engine.change(inbound, caller, (desk) => command.run(callOn(desk), args))
}

async function settleAll<D, C>(
  engine: Engine<D, C>,
  { command, given }: Extract<Intent, { kind: 'run' }>,
  caller: C,
  voice: Voice,
): Promise<Args> {
  const args: Record<string, string> = {}
  for (const [name, argument] of Object.entries(command.takes as Takes)) {
    const value = given[name]
    // What need not be there is not there either when it is nothing but blanks.
    if (value === undefined || (argument.optional ? tidy(value) === '' : value === '')) continue
    args[name] = await engine.settle({ name, argument, value, given }, caller, voice)
  }
  return args
}
