import type { Place } from '../../src/chat/address.js'
import { channelOf } from '../../src/chat/address.js'
import { type Choice, type Line, plainLine } from '../../src/chat/card.js'
import { type Argument, wordsOf } from '../../src/chat/command.js'
import type { Voice } from '../../src/chat/language.js'
import { within } from '../../src/chat/patience.js'
import { Outage } from '../../src/kernel/errors.js'
import { inboundOf } from './requests.js'
import { type Room, voiceOf } from './room.js'
import type { Session } from './sessions.js'

/** The argument that is being typed, and by whom and where. */
export interface Asked {
  readonly room: Room
  readonly session: Session
  readonly place: Place
  readonly command: { readonly name: string }
  readonly name: string
  readonly argument: Argument
  readonly part: string
}

const patience = 1_000
const lookedThrough = 60

/** What an argument may be: from its definition, from the core, or from what stands before the reader's eyes. */
export async function valuesOf(asked: Asked): Promise<readonly Choice[]> {
  const { room, session, argument } = asked
  const voice = voiceOf(room, session)
  switch (argument.kind) {
    case 'choice':
      return argument.values.map((value) => ({ value, label: value, detail: labelOf(argument.name, value, voice) }))
    case 'listed':
      return room.house.registry.list(argument.list, voice)
    case 'record':
      return either(await fromCore(asked), () => recordsHere(asked, argument.prefix))
    case 'person':
      return either(await fromCore(asked), () => peopleHere(room, voice))
    case 'text':
      return argument.suggests ? fromCore(asked) : []
    case 'moment':
    case 'files':
    case 'carried':
      return []
  }
}

const either = async (known: readonly Choice[], other: () => Promise<readonly Choice[]>): Promise<readonly Choice[]> =>
  known.length > 0 ? known : other()

function labelOf(name: string, value: string, voice: Voice): string {
  const key = `choices.${name}.${value}`
  return voice.has(key) ? voice.say(key) : ''
}

async function fromCore({ room, session, place, command, name, part }: Asked): Promise<readonly Choice[]> {
  const what = { kind: 'complete', command: command.name, argument: name, typed: part.replace(/^@/, '') } as const
  try {
    const got = await within(patience, room.house.handle(inboundOf(room, session, room.ids.next(), place, what)))
    return got.kind === 'done' && got.value.kind === 'choices' ? got.value.choices : []
  } catch (error) {
    // Nobody waits for a suggestion: without the core there is none.
    if (error instanceof Outage) return []
    throw error
  }
}

const peopleHere = async ({ doors }: Room, { language }: Voice): Promise<readonly Choice[]> =>
  (await doors.people(language)).map(({ id, name, does }) => ({
    value: `@${id}`,
    label: name,
    ...(does ? { detail: does } : {}),
  }))

/** The records whose cards stand in the channel, the newest first: what the reader sees, and so nothing that is hidden from them. */
async function recordsHere({ room, place }: Asked, prefix: string | undefined): Promise<readonly Choice[]> {
  const messages = await room.doors.shelf.list(channelOf(place), lookedThrough)
  const found = new Map<string, Choice>()
  for (const { card } of [...messages].reverse()) {
    const number = card && numberIn(card.title)
    if (!number || (prefix && !number.startsWith(`${prefix}-`)) || found.has(number)) continue
    found.set(number, { value: number, label: number, detail: plainLine(card.title).replace(number, '').trim() })
  }
  return [...found.values()]
}

function numberIn(title: Line): string | undefined {
  for (const part of title) if (typeof part === 'object' && part.kind === 'record') return part.number
  return undefined
}

/** What a command does, in one line. */
export const doesOf = (command: { readonly name: string }, voice: Voice): string =>
  voice.say(`${wordsOf(command)}.does`)
