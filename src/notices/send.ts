import type { Logger } from 'pino'
import type { AccountRef, Place } from '../chat/address.js'
import { type Platform, Undeliverable } from '../chat/platform.js'
import { backOff } from '../kernel/back-off.js'
import { Outage } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import type { Actor, Store } from '../store/index.js'
import { attempt, type Outcome, type Sending } from './attempt.js'
import type { Claim } from './claim.js'
import type { Outbox } from './outbox.js'
import { type Surroundings, settle } from './settle.js'
import { type OutboxRow, queueOf } from './table.js'

/** Waits so many milliseconds, or until the signal. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export interface Sender extends Sending {
  readonly store: Store
  readonly outbox: Outbox
  readonly ids: Ids
  readonly log: Logger
  /**
   * Where messages go whose place is archived, unknown or closed to us. `record` is what they speak of: for a private
   * one the answer must be undefined, unless its members alone read there.
   */
  fallback(place: Place, record: number | undefined): Place | undefined | Promise<Place | undefined>
  /** The accounts on a platform whom to tell when messages do not arrive. */
  admins(platform: string): readonly AccountRef[] | Promise<readonly AccountRef[]>
}

export const relayActor: Actor = { kind: 'desk', job: 'relay' }

/** Sends one claimed message and writes down what came of it. Never throws: what cannot be written is found again. */
export async function send(
  claimed: Claim,
  platform: Platform,
  sender: Sender,
  { patience, wait }: { readonly patience: number; readonly wait: Wait },
): Promise<void> {
  const outcome = await inTime(claimed, platform, sender, patience, wait)
  report(sender.log, claimed.row, outcome)
  // An outcome that is not written down would be tried again: so it is insisted on while the lease is ours.
  for (let failures = 1; ; failures++) {
    try {
      const around = await surroundings(claimed, platform, outcome, sender)
      return await sender.store.work(relayActor, (work) => settle(work, claimed, outcome, around))
    } catch (error) {
      const { key, record } = claimed.row
      sender.log.error({ key, record, failures, error: traceOf(error) }, 'an outcome was not written down')
      if (failures === 4) return
      await wait(backOff(key, failures), new AbortController().signal)
    }
  }
}

/** A platform that never answers must not keep a hand busy, nor outlast the lease: when patience ends, nobody knows. */
async function inTime(
  claimed: Claim,
  platform: Platform,
  sender: Sender,
  patience: number,
  wait: Wait,
): Promise<Outcome> {
  const over = new AbortController()
  const ended = new AbortController()
  const late = wait(patience, ended.signal).then((): Outcome => {
    over.abort()
    const error = new Outage(`${platform.name} did not answer in time`, { unknownOutcome: true })
    return { kind: 'failed', error, reached: true }
  })
  const outcome = await Promise.race([attempt(claimed, platform, sender, over.signal), late])
  ended.abort()
  return outcome
}

async function surroundings(
  { row }: Claim,
  platform: Platform,
  outcome: Outcome,
  sender: Sender,
): Promise<Surroundings> {
  const { outbox, ids } = sender
  const around = { outbox, ids, pace: platform.traits.pace, instead: undefined, admins: [] }
  if (outcome.kind !== 'failed') return around
  return { ...around, instead: await insteadOf(row, sender), admins: await sender.admins(platform.name) }
}

/** A person's own conversation has no stand-in: what is meant for one pair of eyes is not read out in a channel. */
async function insteadOf(row: OutboxRow, sender: Sender): Promise<Place | undefined> {
  // What was put up in one place is for that place.
  if ('person' in row.target || row.place.startsWith('@') || row.role === 'fixture') return undefined
  const instead = await sender.fallback(row.target, row.record)
  return instead && queueOf(instead) !== row.place ? instead : undefined
}

function report(log: Logger, row: OutboxRow, outcome: Outcome): void {
  const fields = { key: row.key, record: row.record, place: row.place, attempts: row.attempts }
  if (outcome.kind !== 'failed') {
    log.debug({ ...fields, outcome: outcome.kind }, 'a message was dealt with')
  } else if (outcome.error instanceof Undeliverable) {
    log.warn({ ...fields, reason: outcome.error.reason }, 'a message cannot be delivered')
  } else if (outcome.error instanceof Outage) {
    log.warn({ ...fields, error: outcome.error.message }, 'a message was not delivered')
  } else {
    log.error({ ...fields, error: traceOf(outcome.error) }, 'sending a message failed unexpectedly')
  }
}

/** What kind of error and where, without its message: that may quote what somebody typed. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return [error.name, ...frames.slice(0, 3).map((frame) => frame.trim())].join(' ')
}
