import type { Address, Place } from '../chat/address.js'
import type { FileRef } from '../chat/inbound.js'

/** What every record shares, whatever its practice. The practice's own fields are in `details`, checked by its schema. */
export interface Rec<Details = Readonly<Record<string, unknown>>> {
  readonly id: number
  /** `INC-42`: never reused, and without gaps in the order of commits. */
  readonly number: string
  readonly practice: string
  readonly state: string
  /** Whether work on it can still be expected: its state is not one of the life's ends. */
  readonly open: boolean
  /** Grows with every change: an update that finds another version is refused. */
  readonly version: number
  readonly title: string
  readonly body: string
  readonly service?: string
  /** 1 is the most urgent, 5 the least. */
  readonly priority?: number
  /** Person ids. */
  readonly requester: string
  readonly assignee?: string
  readonly team?: string
  /** Seen by its requester, assignee and members only. */
  readonly private: boolean
  /** Where it was reported. */
  readonly origin?: Place
  /** The reporter's language. */
  readonly language: string
  readonly details: Details
  readonly openedAt: Date
  readonly updatedAt: Date
  readonly resolvedAt?: Date
  readonly closedAt?: Date
}

/** What a move may change besides the state. `null` clears a field; details are merged key by key. */
export interface Patch {
  readonly title?: string
  readonly body?: string
  readonly service?: string | null
  readonly priority?: number | null
  readonly assignee?: string | null
  readonly team?: string | null
  readonly private?: boolean
  readonly resolvedAt?: Date | null
  readonly closedAt?: Date | null
  readonly details?: Readonly<Record<string, unknown>>
}

/** One thing that happened to a record. Append-only; what people typed stands in remarks, not here. */
export interface Entry {
  readonly id: number
  readonly record: number
  readonly at: Date
  /** A person's id, `desk:<job>` or `operator`. */
  readonly actor: string
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A file that hangs on a record or on words about it, as views show it. */
export interface HungFile {
  /** Under which the desk serves it. */
  readonly id: string
  readonly name: string
  readonly type?: string
  /** The platform where it lies, and its own page there. */
  readonly on: string
  readonly url?: string
}

/** What it takes to fetch such a file. */
export interface FileRow {
  readonly id: string
  readonly record: number
  /** The words that it hangs on; absent where it came with the report itself. */
  readonly remark?: number
  /** Which one of its message. */
  readonly nth: number
  readonly file: FileRef
  /** The message it came with. */
  readonly lies: Address
  readonly addedAt: Date
}

/** One piece of a record's conversation. Edits and deletions on the platform change it; the timeline tells that they did. */
export interface Remark {
  readonly id: number
  readonly record: number
  readonly author: string
  /** For the desk's own people only: never shown where the requester reads. */
  readonly internal: boolean
  readonly text: string
  readonly files: readonly HungFile[]
  /** The message it came from, as a word, when it came from one. */
  readonly source?: string
  readonly saidAt: Date
  readonly editedAt?: Date
  readonly deletedAt?: Date
}

export interface Link {
  readonly id: number
  readonly from: number
  readonly kind: string
  readonly to: number
  readonly at: Date
  readonly by: string
}

/** `watcher` hears of milestones; `member` may see a private record. */
export interface Member {
  readonly record: number
  readonly person: string
  readonly as: 'watcher' | 'member'
}
