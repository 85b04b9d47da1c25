import type { AccountRef, Place } from '../../src/chat/address.js'
import type { Clock } from '../../src/kernel/clock.js'
import type { Ids } from '../../src/kernel/ids.js'
import type { Log, PlainMessage } from './log.js'

/** What all seats of one terminal room share. */
export interface Room {
  readonly name: string
  readonly workspace: string
  readonly channels: readonly string[]
  readonly archived: Set<string>
  readonly log: Log
  readonly clock: Clock
  readonly ids: Ids
  readonly zone: string
  readonly publicUrl: string | undefined
  /** Milliseconds after which a person is told that it is still being worked on. */
  readonly patience: number
  /** Answers that are still to come; stopping waits for them. */
  readonly late: Set<Promise<void>>
  /** Shows a message to everybody who may read it. */
  show(message: PlainMessage): void
}

/** Where a seat is, and in whose name it speaks. */
export interface Sitter {
  readonly account: AccountRef
  readonly name: string
  readonly place: Place
}
