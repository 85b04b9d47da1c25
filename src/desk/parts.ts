import type { Automation } from '../automation/index.js'
import type { Address } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { Registry } from '../chat/command.js'
import type { Finding } from '../chat/finding.js'
import type { FileRef } from '../chat/inbound.js'
import type { Voice, Voices } from '../chat/language.js'
import type { KeptOccasions, Occasion } from '../chat/occasion.js'
import type { Ids } from '../kernel/ids.js'
import type { Outbox } from '../notices/index.js'
import type { Desks } from '../organisation/index.js'
import type { Directory } from '../people/index.js'
import type { Store } from '../store/index.js'
import type { Jobs } from './jobs.js'
import type { Practice } from './practice.js'
import type { Seal } from './seal.js'

/** What the desk is made of; the composition root puts it together once. */
export interface Parts {
  readonly store: Store
  readonly desks: Desks
  readonly directory: Directory
  readonly outbox: Outbox
  readonly voices: Voices
  readonly ids: Ids
  readonly registry: Registry
  readonly seal: Seal
  readonly practices: ReadonlyMap<string, Practice>
  /** Who puts a sheet into words, by its name. */
  readonly sheets: ReadonlyMap<string, Sheet>
  /** The chat platforms that are connected: a route to another one is left out until it is. */
  readonly connected: ReadonlySet<string>
  /** The text of a file that somebody attached, as far as it is no longer than a desk file may be. Throws Outage and NoFile. */
  readonly textOf: (file: FileRef, at: Address) => Promise<string | undefined>
  /** The address of our pages, where they can be opened; without a slash at its end. */
  readonly pagesAt?: string | undefined
  /** Looks at everything that could keep the desk from working: minutes may pass, and nothing is changed. */
  readonly examine: (voice: Voice) => Promise<readonly Finding[]>
  readonly jobs: Jobs
  readonly automation: Automation
  /** Makes a workspace's list of what is ahead these occasions; undefined where a platform that keeps one is not connected. */
  readonly keepOccasions: (
    platform: string,
    workspace: string,
    occasions: readonly Occasion[],
  ) => Promise<KeptOccasions | undefined>
  /** Whether messages stay pinned in a platform's channels. */
  readonly pins: (platform: string) => boolean
  /** Tells a watcher outside that the desk is well, where there is one, and whether it was heard. Never throws. */
  readonly heartbeat: () => Promise<boolean>
}

/** Puts one of its kind into words as it is now, for everybody's eyes; undefined when there is nothing left to tell. */
export type Sheet = (parts: Parts, of: string, voice: Voice, now: Date) => Promise<Card | undefined>

export function practiceOf(parts: Parts, name: string): Practice {
  const practice = parts.practices.get(name)
  if (!practice) throw new Error(`there is no practice ${name}`)
  return practice
}
