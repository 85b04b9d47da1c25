import type { AccountRef, Address, GroupRef, Place } from './address.js'

/** What the platform itself vouches for about the account that acts. Names are for showing only, never for finding. */
export interface Profile {
  readonly name?: string
  /** BCP 47, such as `da-DK`; absent when the platform has not told yet. */
  readonly language?: string
  /** IANA zone. */
  readonly zone?: string
  /** Belongs to another organisation that shares the channel. */
  readonly external?: boolean
  readonly bot?: boolean
  readonly deactivated?: boolean
  /** Let in as a guest of the workspace, in some of its channels: may report, and is lent no rights. */
  readonly guest?: boolean
  /** Ids of all groups or roles that the account is in, where the platform tells them along: grants may follow them. */
  readonly groups?: readonly string[]
}

interface Base {
  /** Every id by which this same happening may come again; each is claimed, the first one is the platform's own. */
  readonly ids: readonly [string, ...string[]]
  readonly account: AccountRef
  readonly profile: Profile
  readonly place: Place
  /** ISO instant at which it reached us. */
  readonly at: string
  /** True where a form can be opened in answer to this. */
  readonly canOpenForm: boolean
  /** The adapter's own handle for a late answer; plain data, never read by anyone else. */
  readonly answerBy?: unknown
}

export interface QuotedMessage {
  readonly address: Address
  readonly text: string
  readonly author?: AccountRef
  readonly link?: string
  readonly files: readonly FileRef[]
  /** ISO instant at which it was written, where the platform tells. */
  readonly at?: string
}

/** A file that hangs on a message: what it takes to fetch it again later, and never a secret. */
export interface FileRef {
  readonly name: string
  /** How the platform knows it; without one it cannot be fetched again. */
  readonly id?: string
  /** As the platform says, such as `image/jpeg`. */
  readonly type?: string
  /** Bytes. */
  readonly size?: number
  /** The platform's own page of it, for people who are there. */
  readonly url?: string
}

/** Files by the argument that they are for. They hang on no message: their platform fetches them by their ids alone. */
export type HandedIn = Readonly<Record<string, readonly FileRef[]>>

/** One thing that happened on a platform, as plain data: it can be written down and handled again after a crash. */
export type Inbound = Base &
  (
    | {
        readonly kind: 'command'
        /** Without the slash: `incident report mail is down`. */
        readonly words: string
        /** Arguments that came under their names, on platforms whose commands have fields; `words` then names the command. */
        readonly given?: Readonly<Record<string, string>>
        readonly files?: HandedIn
      }
    | {
        readonly kind: 'press'
        readonly command: string
        readonly args: Readonly<Record<string, string>>
        readonly seen?: number
        readonly card?: Address
      }
    | {
        readonly kind: 'submit'
        readonly command: string
        readonly args: Readonly<Record<string, string>>
        readonly files?: HandedIn
        readonly seen?: number
      }
    /** `name` is a shortcut that a command declares; `message` or `person` where it was used on one. */
    | {
        readonly kind: 'shortcut'
        readonly name: string
        readonly message?: QuotedMessage
        readonly person?: AccountRef
      }
    | {
        readonly kind: 'said'
        readonly message: QuotedMessage
        /** The desk was named, or this is a direct conversation with it; `text` comes without that mention. */
        readonly toDesk: boolean
        /** The same text as a command line, with people as `@platform:workspace/user`; absent where it is no different. */
        readonly words?: string
        /** The message that this is an answer to, where the platform tells: it may speak of a record like a thread does. */
        readonly answers?: Address
      }
    | { readonly kind: 'edited'; readonly message: QuotedMessage }
    /** Not every platform tells who did it, so it counts as done by the author, and `account` is not looked at. */
    | { readonly kind: 'deleted'; readonly message: Address }
    | { readonly kind: 'reacted'; readonly emoji: string; readonly message: QuotedMessage }
    | {
        readonly kind: 'unreacted'
        readonly emoji: string
        readonly message: Address
        /** ISO instant: where it was found to be gone afterwards, the earliest at which it may have been taken away. */
        readonly notBefore?: string
      }
    | {
        readonly kind: 'complete'
        readonly command: string
        readonly argument: string
        readonly typed: string
        /** The other arguments as far as they are there: what is offered may depend on them. */
        readonly given?: Readonly<Record<string, string>>
      }
    /** They look at the page that the platform keeps of the desk for them alone. */
    | { readonly kind: 'opened' }
    /** The account's profile changed, or it was deactivated: the new profile is in `profile`. */
    | { readonly kind: 'account' }
    /** Accounts joined or left a group. What the platform did not name is asked for: the group is looked at anew. */
    | {
        readonly kind: 'group'
        readonly group: GroupRef
        readonly joined: readonly AccountRef[]
        readonly left: readonly AccountRef[]
      }
    /** Something became of a channel. `name` is what it is called now, where the platform told. */
    | { readonly kind: 'place'; readonly change: 'archived' | 'opened' | 'renamed' | 'gone'; readonly name?: string }
  )
