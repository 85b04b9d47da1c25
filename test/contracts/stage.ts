import type { AccountRef, Address, Place } from '../../src/chat/address.js'
import type { FileRef } from '../../src/chat/inbound.js'
import type { Bilingual, Language } from '../../src/chat/language.js'
import type { House, Platform } from '../../src/chat/platform.js'

/**
 * A platform with people on it, as the contract sees it: a test acts as a person and looks at what that person sees. Each
 * adapter brings its own stage, in which the real adapter talks to a fake of the platform's other side.
 */
export interface Stage {
  readonly platform: Platform
  /** The adapter's own sentences. */
  readonly words: readonly Bilingual[]
  /** What this platform has at all; the contract asks for nothing else. */
  readonly can: ReadonlySet<Ability>
  /** A long form is asked step by step: what is seen of it at first is its beginning. */
  readonly steps?: true
  /** The key of the sentence that a person reads while the house is slow. */
  readonly stillWorking: string
  /** The same name is the same person, and everybody is in every channel. */
  person(name: string, language?: Language): Promise<Person>
  /** A channel where messages of the desk may stand. `unknown` is none that the platform has. */
  place(name: 'reception' | 'kitchen' | 'unknown'): Place
  /** Connects the platform to a house. */
  start(house: House): Promise<void>
  /** Takes everything down, whatever state it is in. */
  close(): Promise<void>
  /** Resolves when something may have changed; the contract looks again after each. */
  turn(): Promise<void>
  /** Brings once more what the platform got no acknowledgement for. */
  redeliver(): Promise<void>
  /** Strings that would call this person, or everybody, if the adapter did not escape them. */
  temptations(person: Person): readonly string[]
  /** How the platform shows literal text, where that is not the text itself. */
  shown?(text: string): string
  readonly faults: Faults
}

export type Ability =
  | 'edit' // people edit and delete their own messages
  | 'react'
  | 'shortcut on a message'
  | 'shortcut anywhere'
  | 'complete'
  | 'rename' // the platform tells of a changed profile
  | 'archive' // and of a channel that was archived
  | 'mention' // the desk can be named in a channel
  | 'thread'
  | 'file' // people attach files to what they say
  | 'picture' // what is drawn can be seen, and not only read of

/** What can be made to go wrong on the platform's side; absent where nothing can. */
export interface Faults {
  /** The next delivery fails before it did anything; gives the wait that the platform asks for, in milliseconds. */
  refuseNext?(): number | undefined
  /** The next delivery takes effect, and its answer is lost. */
  loseNextAnswer?(): void
  archive?(place: Place): Promise<void>
  /** A file is deleted on the platform. */
  deleteFile?(file: FileRef): Promise<void>
}

/** A file as a person brings it. */
export interface Carried {
  readonly name: string
  readonly type: string
  readonly bytes: string
}

/** Something a person did, as the platform knows it. */
export interface Deed {
  /** `refused` where the platform was told that it was not taken; `waiting` while it was told nothing. */
  state(): 'waiting' | 'acknowledged' | 'refused'
}

/** A person who wrote something, too. */
export interface Said extends Deed {
  /** Known once the platform has the message. */
  readonly address: Promise<Address>
}

export interface Person {
  readonly account: AccountRef
  readonly language: Language
  /** Their own conversation with the desk. */
  readonly direct: Place
  /** Uses a command, `incident report mail is down`. */
  command(words: string, at: Place): Promise<Deed>
  /** Presses the button with this label on the newest message that has it; confirms, where that is asked. */
  press(label: string): Promise<Deed>
  /** Picks an option by its label from the newest menu that has it. */
  choose(label: string): Promise<Deed>
  /** The form that stands open before them. */
  form(): Promise<SeenForm | undefined>
  /**
   * Fills in the open form by field names and submits it. Choices by value, a person by account word, an instant as ISO;
   * a field that is not named stays as it is. Files are handed in where a platform has them.
   */
  submit(values: Readonly<Record<string, string>>, files?: Readonly<Record<string, readonly Carried[]>>): Promise<Deed>
  /** Says something; `naming the desk` mentions it first, in the platform's own way. */
  say(text: string, at: Place, how?: 'naming the desk'): Promise<Said>
  /** Says something with a file attached. */
  attach?(file: Carried, text: string, at: Place): Promise<Said>
  edit(message: Address, text: string): Promise<Deed>
  delete(message: Address): Promise<Deed>
  react(message: Address, emoji: string): Promise<Deed>
  unreact(message: Address, emoji: string): Promise<Deed>
  /** Uses a shortcut, on a message or anywhere. */
  use(shortcut: string, message?: Address): Promise<Deed>
  /** What is offered for an argument of a command after these letters: the labels. */
  complete(command: string, argument: string, typed: string): Promise<readonly string[]>
  rename(name: string): Promise<Deed>
  archive(place: Place): Promise<Deed>
  /** Everything they can see now, oldest first: messages wherever they stand, and what was told to them alone. */
  sees(): Promise<readonly Seen[]>
}

export interface Seen {
  /** As a reader reads it: markup resolved, nothing escaped. Menus' options and buttons' labels are in it too. */
  readonly text: string
  readonly place: Place
  /** Absent for what passes, such as a whisper. */
  readonly address?: Address
  /** Only this person sees it. */
  readonly alone: boolean
  /** The account words of those it notifies; `everybody` for a channel call. */
  readonly pings: readonly string[]
  /** What kinds of pictures stand on it that can be opened. */
  readonly pictures?: readonly string[]
}

export interface SeenForm {
  readonly title: string
  readonly fields: readonly {
    readonly name: string
    readonly label: string
    /** What stands in it. */
    readonly value?: string
    /** What is said to be wrong with it. */
    readonly problem?: string
  }[]
}
