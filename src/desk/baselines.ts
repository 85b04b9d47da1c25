import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import {
  baselineNamed,
  baselinesCard,
  baselinesOf,
  differing,
  differingOf,
  differsCard,
  keysOf,
  pageOf,
  peopleOn,
  type Reach,
  type Register,
  type SpansOf,
  type Telling,
  takeBaseline,
  takenCard,
  type Uncovered,
  uncoveredIn,
} from '../configuration/index.js'
import { Refusal } from '../kernel/errors.js'
import { type Caller, can } from '../people/index.js'
import { knownTo } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import type { Parts } from './parts.js'
import { worksHere } from './team.js'
import { namesOf } from './tell.js'

interface Handed {
  readonly parts: Parts
  readonly caller: Caller
  readonly reader: Reader
  readonly work: () => Work
}

/** What a command may do with baselines of the configuration, in the name of its caller. */
export interface Baselines {
  /** Takes one: of all items, or of these and what lies below or above them. Configuration managers may. */
  take(
    asked: { readonly name: string; readonly items?: string | undefined; readonly reach?: Reach | undefined },
    voice: Voice,
  ): Promise<Card>
  /** All of them, ten a page. */
  list(page: number, voice: Voice): Promise<Card>
  /** What differs now from the one of this name, or the newest. `spansOf` knows which changes were under way when. */
  differs(asked: DiffersAsked, spansOf: SpansOf, voice: Voice): Promise<Card>
  /** What of an item no change accounts for, as it would be written down. Refuses where there is nothing. */
  uncovered(
    asked: { readonly item: string; readonly baseline: string },
    spansOf: SpansOf,
    voice: Voice,
  ): Promise<Uncovered>
}

export interface DiffersAsked {
  readonly baseline?: string | undefined
  readonly unaccounted: boolean
  readonly page: number
}

const pageSize = 10

export function createBaselines({ parts, caller, reader, work }: Handed): Baselines {
  const organisation = parts.desks.current()
  const register: Register = { reader, organisation }
  const telling = async (people: readonly string[], voice: Voice): Promise<Telling> => ({
    organisation,
    voice,
    nameOf: await namesOf(parts, people),
  })
  const demandWorker = (): void => {
    if (!worksHere(caller)) throw new Refusal('configuration.not_for_guests')
  }
  return {
    async take({ name, items = '', reach = 'below' }, voice) {
      if (!can(caller, ['configuration manager'])) throw new Refusal('configuration.baseline_managers')
      const taken = await takeBaseline({ work: work(), organisation }, { name, seeds: keysOf(items), reach })
      return takenCard(taken, await telling([taken.by], voice))
    },
    async list(page, voice) {
      demandWorker()
      const all = await baselinesOf(reader)
      const shown = all.slice((page - 1) * pageSize, page * pageSize)
      const people = shown.map(({ by }) => by)
      const more = all.length > page * pageSize ? String(page + 1) : undefined
      return baselinesCard(shown, more, await telling(people, voice))
    },
    async differs({ baseline: named, unaccounted, page: at }, spansOf, voice) {
      demandWorker()
      const baseline = await baselineNamed(reader, named)
      const only = unaccounted ? 'unaccounted' : undefined
      const page = await pageOf(differing(register, baseline, spansOf), { page: at, size: pageSize, only })
      const numbers = page.shown.flatMap(({ differences }) => differences.flatMap(({ changes }) => changes))
      const [known, told] = await Promise.all([
        knownTo(reader, caller, numbers),
        telling([baseline.by, ...peopleOn(page)], voice),
      ])
      return differsCard({ baseline, page, at, only: unaccounted, knows: (number) => known.has(number) }, told)
    },
    async uncovered({ item, baseline: named }, spansOf, voice) {
      demandWorker()
      const baseline = await baselineNamed(reader, named)
      const found = await differingOf(register, baseline, item, spansOf)
      const people = found ? peopleOn({ shown: [found] }) : []
      const uncovered = found && uncoveredIn(found, baseline, await telling(people, voice))
      if (!uncovered) throw new Refusal('configuration.accounted_for', { key: item })
      return uncovered
    },
  }
}
