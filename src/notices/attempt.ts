import { type AccountRef, type Address, accountFrom, type Place } from '../chat/address.js'
import type { Language, Voices } from '../chat/language.js'
import { type Platform, Undeliverable } from '../chat/platform.js'
import type { Clock } from '../kernel/clock.js'
import { after, minutes } from '../kernel/duration.js'
import type { Claim } from './claim.js'
import { settleFor } from './patience.js'
import type { OutboxRow, SentRow } from './table.js'
import type { Present, Presented } from './what.js'

/** What came of one try. */
export type Outcome =
  /** It stands there. `found`: an earlier try had posted it, in the words of that time. `inPlace`: it is an edit. */
  | { readonly kind: 'sent'; readonly address: Address; readonly found: boolean; readonly inPlace?: true }
  | { readonly kind: 'nothing to tell' }
  /** An earlier try may still come to light. */
  | { readonly kind: 'too early'; readonly at: Date }
  /** `reached`: the platform was asked to post, so an unclear error leaves open whether it did. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly reached: boolean }

export interface Sending {
  readonly present: Present
  readonly voices: Voices
  readonly clock: Clock
  languageOf(target: Place | AccountRef): Language
}

/** One try at sending what was claimed. Never throws; gives up between its steps when `signal` says so. */
export async function attempt(
  claim: Claim,
  platform: Platform,
  sending: Sending,
  signal: AbortSignal,
): Promise<Outcome> {
  let reached = false
  try {
    const { before, row } = claim
    if (before.unsureSince) {
      const earlier = await lookFor(claim, platform, sending.clock)
      if (earlier) return earlier
    }
    const language = sending.languageOf(readerOf(row))
    const card = await cardOf(claim, platform, sending, language)
    // That something may not be read is no news: it goes over what stands there, however old, or nowhere.
    if (!card || (card.conceals && !claim.standing)) return { kind: 'nothing to tell' }
    signal.throwIfAborted()
    reached = true
    const edit = claim.standing && (!row.anew || card.conceals) ? { edit: claim.standing.address } : undefined
    const pin = row.role === 'fixture' && !edit && !('person' in row.target) ? { pin: true } : {}
    const address = await platform.deliver({ key: row.key, to: row.target, ...edit, ...pin, card, language })
    return { kind: 'sent', address, found: false, ...(edit ? { inPlace: true } : {}) }
  } catch (error) {
    return { kind: 'failed', error, reached }
  }
}

/** Whose language to speak: in a person's own conversation, theirs. */
function readerOf({ place, target }: OutboxRow): Place | AccountRef {
  if ('person' in target) return target.person
  return (place.startsWith('@') ? accountFrom(place.slice(1)) : undefined) ?? target
}

/**
 * Before a message of unknown outcome is posted again: is it there? Where the platform can neither tell nor refuse a
 * repetition, it may be posted twice; that is the least bad of what is left.
 */
async function lookFor({ row, before }: Claim, platform: Platform, clock: Clock): Promise<Outcome | undefined> {
  if (!before.unsureSince || !platform.traits.canFind || !platform.find) return undefined
  // The platform's clock is not ours.
  const address = await platform.find(row.key, row.target, after(before.unsureSince, -minutes(1)))
  if (address) return { kind: 'sent', address, found: true }
  if (platform.traits.dedupesByKey) return undefined
  const at = after(before.triedAt ?? before.unsureSince, settleFor)
  return at > clock.now() ? { kind: 'too early', at } : undefined
}

async function cardOf(
  { row, standing }: Claim,
  platform: Platform,
  sending: Sending,
  language: Language,
): Promise<Presented | undefined> {
  const card = await sending.present(row.what, language, row.place)
  if (!card || !standing || !row.anew || card.conceals) return card
  const url = await linkTo(platform, standing)
  if (url === undefined) return card
  const voice = sending.voices.in(language)
  const earlier = { kind: 'link', text: voice.say('notices.earlier_card'), url } as const
  return { ...card, blocks: [...card.blocks, { kind: 'note', line: voice.line('notices.earlier', { earlier }) }] }
}

/** A message that is gone has no link; that is no reason to withhold the new one. */
async function linkTo(platform: Platform, standing: SentRow): Promise<string | undefined> {
  try {
    return await platform.linkTo?.(standing.address)
  } catch (error) {
    if (error instanceof Undeliverable) return undefined
    throw error
  }
}
