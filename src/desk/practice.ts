import type { ZodType } from 'zod'
import type { Approval } from '../approvals/index.js'
import type { Action, Attachment, Block, Card, Inline, Line } from '../chat/card.js'
import type { Bilingual, Voice } from '../chat/language.js'
import type { Organisation } from '../organisation/index.js'
import type { Caller, Who } from '../people/index.js'
import type { Entry, Input, Life, Patch, Rec, Remark } from '../records/index.js'
import type { ClockRow, Promises } from '../sla/index.js'
import type { Reader, Work } from '../store/index.js'
import type { Gate } from './gate.js'
import type { Parts } from './parts.js'

/** What a practice declares; the shared rooms serve it without another line. */
export interface Practice {
  /** The practice's word, which is also its slash command: `incident`. */
  readonly name: string
  readonly prefix: string
  readonly life: Life
  /** The schema of `record.details`: what a row must hold to be read at all. */
  readonly details: ZodType<Readonly<Record<string, unknown>>>
  /** Who works on its records: they may link them, write for the team only, and have others follow. */
  readonly workers: readonly Who[]
  /** Links that records of this practice may have, by the words `links.<kind>.forward` and `.back`. */
  readonly links: readonly string[]
  /** Which clocks its records carry, and what in their life moves them. */
  readonly promises?: Promises
  /** By state, what others have to decide before a record leaves it. */
  readonly gates?: Readonly<Record<string, Gate>>
  readonly card: (view: RecordView, voice: Voice) => Card
  /** The entries that ask somebody something; `<practice>.asks.<kind>` is the question, `offers` the answers. */
  readonly asks?: readonly string[]
  /** Buttons under an entry in the thread: for those whom the entry asks something. Gone once it was answered. */
  readonly offers?: (entry: Entry, view: RecordView, voice: Voice) => readonly Action[]
  /** A remark of somebody may move the record: a requester's answer ends the waiting for it. */
  readonly heard?: (record: Rec, by: Caller) => { readonly verb: string; readonly input: Input } | undefined
  /** Whom a verb tells besides the channels, as person ids; the one who did it is left out by the desk. */
  readonly tells?: (entry: Entry, view: RecordView) => readonly string[]
  /**
   * What else has to be kept in step with a record, after every move of it and in the same unit of work; gives what of the
   * record itself follows from that.
   */
  readonly follows?: (parts: Parts, work: Work, record: Rec) => Promise<Patch | undefined>
  /** What the desk does next by itself with a record that has come here, in the same unit of work; undefined where it waits for people. */
  readonly next?: (
    record: Rec,
    organisation: Organisation,
  ) => { readonly verb: string; readonly input: Input } | undefined
  /** What follows for a record, which is held, when one of its tasks moved; `all` are its tasks as they stand now. */
  readonly tasked?: (
    parts: Parts,
    work: Work,
    record: Rec,
    tasks: { readonly task: Rec; readonly all: readonly Rec[] },
  ) => Promise<void>
  /** What is told of a record to whatever does one of its tasks by itself; `line` is the part that the task is for. */
  readonly ordered?: (record: Rec, line: number | undefined) => Ordered
  /** Work that other records need: nobody raises it, and it is no matter of whoever asked for those. */
  readonly inside?: true
  /** Who has no vote on a record besides whoever raised it, in nobody's place either: whom it is for. Person ids. */
  readonly bars?: (record: Rec) => readonly string[]
  /** What else is somebody’s belongs, once their account is linked, to the person behind it. */
  readonly passes?: (work: Work, from: string, to: string) => Promise<void>
  /** What follows when something about a record was approved that is no gate of its life. */
  readonly approved?: (parts: Parts, work: Work, record: Rec, approval: Approval) => Promise<void>
  /** What its views need besides; they find it in `RecordView.gathered`. `entry` is the line of the thread that is drawn. */
  readonly gathers?: (parts: Parts, reader: Reader, record: Rec, seen: Seen) => Promise<unknown>
  /** What stands under an entry in the thread besides its sentence. */
  readonly shows?: (entry: Entry, view: RecordView, voice: Voice) => readonly Block[]
  readonly words: Bilingual
}

/** What a webhook or a script is told of a record. */
export interface Ordered {
  /** The item of the catalogue, or what else was asked for. */
  readonly item?: string
  readonly count?: number
  /** Whom it is for: a person's id. */
  readonly for: string
  /** What was answered, by the ids of the fields. */
  readonly fields: Readonly<Record<string, string>>
}

/** For whose eyes, in a channel for everybody's; and which entry, when it is not the card. */
export interface Seen {
  readonly viewer?: Caller | undefined
  readonly entry?: Entry | undefined
}

/** A record with everything a view may show of it, so that a view fetches nothing. */
export interface RecordView {
  readonly record: Rec
  /**
   * Whether the reader could do a verb of its life as it stands. In a channel, where many read one card, it is whether
   * anybody could; the core asks again whether the presser may.
   */
  may(verb: string): boolean
  /** A person by id, for showing; `ping` notifies them where the message stands. */
  person(id: string, ping?: boolean): Inline
  nameOf(id: string): string
  service(voice: Voice): string | undefined
  symptom(voice: Voice): string | undefined
  team(id: string, voice: Voice): string
  /** The other side of an agreement: a team or a supplier. */
  party(id: string, voice: Voice): string
  rotation(id: string, voice: Voice): string
  /** A template of standard changes. */
  template(id: string, voice: Voice): string
  /** The lead of the team that holds it. */
  readonly lead?: string
  /** Who answers for the work on it, as person ids, and who when those are the ones who call. */
  readonly managers: { readonly first: readonly string[]; readonly above: readonly string[] }
  readonly watchers: readonly string[]
  /** Whether the reader may know of another record that an entry names. */
  knows(number: string): boolean
  readonly links: readonly {
    readonly kind: string
    readonly forward: boolean
    readonly number: string
    readonly title: string
  }[]
  /** The reader works here. What was agreed among ourselves and with suppliers is no business of the others. */
  readonly inside: boolean
  /** Its clocks, the customer's first. */
  readonly clocks: readonly ClockRow[]
  /** Everything about it that was to be approved, the newest first. */
  readonly approvals: readonly Approval[]
  /** Whether the reader has a vote that waits. In a channel, where many read one card, it is whether anybody has. */
  votes(approval: Approval): boolean
  /** A stage of an approval by its name: a board, or those who are asked otherwise. */
  stage(name: string, voice: Voice): string
  /** What the practice gathered for its views. */
  readonly gathered?: unknown
  /** What came with the report. */
  files(voice: Voice): readonly Attachment[]
  readonly lastRemark?: Remark
  readonly remarks: number
}

/** A gap of a timeline sentence whose value is a person, a team, a state or one of the practice's own words. */
export type EntryLine = { readonly line: Line; readonly quote?: string; readonly files?: readonly Attachment[] }
