import { byCategory, itemsFor } from '../catalogue/index.js'
import type { Voice } from '../chat/language.js'
import { type Desk, worksHere } from '../desk/index.js'
import type { CatalogueCategory } from '../organisation/index.js'
import { openFollowed, openInHands, openOfRequester, type Rec } from '../records/index.js'
import { type Asked, askedOf } from './asked.js'
import { type Disturbed, disturbed, type Planned, plannedToday } from './services.js'

/** Some of them, and how many there are in all. */
export interface Some {
  readonly records: readonly Rec[]
  readonly all: number
}

/** What a person finds when they come home: what is theirs, what waits for them, how the services are, what can be ordered. */
export interface Home {
  readonly name: string
  /** The reader works here: guests are told nothing of other people's records. */
  readonly staff: boolean
  readonly votes: Some
  readonly asked: readonly Asked[]
  /** The newest of what they asked for and is open. */
  readonly mine: Some
  /** What of others is in their hands. */
  readonly held: Some
  /** The newest of what others asked for and they follow: what was ordered for them is among it. */
  readonly followed: Some
  readonly disturbed: readonly Disturbed[]
  readonly planned: readonly Planned[]
  /** In which there is something for them to order. */
  readonly categories: readonly CatalogueCategory[]
}

/** So much of each is shown; the rest is counted. */
const shown = { mine: 10, held: 5, followed: 5, votes: 5, asked: 5 } as const
/** So many of their records are looked through for questions. */
const looked = 50

/**
 * Everything on somebody's home page, in a few readings by index, however many records there are. Records that the reader may
 * not see are not in it, and who does not work here finds just what is theirs.
 */
export async function homeOf(desk: Desk, voice: Voice): Promise<Home> {
  const { reader, caller, now } = desk.handed
  const { organisation } = desk
  const me = caller.person.id
  // What teams do so that it comes about is for them.
  const inside = [...desk.parts.practices.values()].flatMap((one) => (one.inside ? one.name : []))
  const looking = { reader, caller, organisation, now }
  const [mine, held, followed, votes, troubled, planned] = await Promise.all([
    openOfRequester(reader, me, { limit: looked, without: inside }),
    openInHands(reader, me, shown.held),
    openFollowed(reader, caller, { limit: shown.followed, without: inside }),
    desk.ballots.waiting(me),
    disturbed(looking),
    plannedToday(looking),
  ])
  const asked = await askedOf(desk, mine.records, voice)
  return {
    name: caller.person.name,
    staff: worksHere(caller),
    votes: { records: votes.slice(0, shown.votes), all: votes.length },
    asked: asked.slice(0, shown.asked),
    mine: { records: mine.records.slice(0, shown.mine), all: mine.all },
    held,
    followed,
    disturbed: troubled,
    planned,
    categories: [...byCategory(itemsFor(organisation, caller)).values()].map(({ category }) => category),
  }
}
