import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import {
  type AnswerWord,
  type Asking,
  answerAsk,
  asksBlocks,
  coversBlocks,
  coversOf,
  coverWish,
  feedFor,
  nextCard,
  nowCard,
  openAsks,
  type Roster,
  readRoster,
  swapWish,
  type Wish,
} from '../oncall/index.js'
import { peopleOfRotation, type Rotation } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'
import type { Rec } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import { askView, endedFor, sendAsk } from './on-call-asks.js'
import { uncover } from './on-call-covers.js'
import { feedCard } from './on-call-feed-card.js'
import { lookAtShifts, takeShifts } from './on-call-import.js'
import { acknowledge, pageByHand } from './paging.js'
import type { Parts } from './parts.js'
import { namesOf } from './tell.js'

export interface OnCallOf {
  readonly parts: Parts
  readonly caller: Caller
  readonly reader: Reader
  readonly now: Date
  readonly work: () => Work
}

/** What two people are to agree on. Instants as ISO texts, people by their ids. */
export interface CoverWish {
  readonly who: string
  readonly rotation?: string
  readonly from?: string
  readonly until?: string
  /** Whose duty it is; the caller's own unless they lead the team. */
  readonly instead?: string
}

export interface SwapWish {
  readonly who: string
  readonly rotation?: string
  readonly mine?: string
  readonly theirs?: string
}

/** What a command may do about who is on call, in the name of its caller. */
export interface OnCall {
  now(rotation: string | undefined, voice: Voice): Promise<Card>
  /** The caller's next shifts, those of somebody, or those of a rotation; and what waits for the caller's answer. */
  next(of: { readonly rotation?: string; readonly who?: string }, voice: Voice): Promise<Card>
  /** Asks somebody to stand in. Nothing changes until they have said yes. */
  cover(wish: CoverWish, voice: Voice): Promise<Card>
  /** Asks somebody to exchange a shift each. */
  swap(wish: SwapWish, voice: Voice): Promise<Card>
  answer(ask: string, answer: AnswerWord, voice: Voice): Promise<Card>
  /** Shows what an attached calendar would change in a rotation. */
  lookAtShifts(of: { readonly rotation: string; readonly attached: string | undefined }, voice: Voice): Promise<Card>
  /** Puts in force what was looked at. */
  takeShifts(draft: string, voice: Voice): Promise<Card>
  /** Undoes a cover: the one that is named, else the only one in which the caller has a part. */
  uncover(ask: string | undefined, voice: Voice): Promise<Card>
  /** The address of a calendar; a new one, when `renew`. */
  feed(of: { readonly rotation?: string; readonly renew: boolean }, voice: Voice): Promise<Card>
  /** Calls whoever is on call to a record that the caller works on. */
  page(record: Rec, rotation: string | undefined, voice: Voice): Promise<Card>
  acknowledge(number: string, voice: Voice): Promise<Card>
}

const shown = { mine: 5, all: 6 }

export function createOnCall(of: OnCallOf): OnCall {
  const { parts, caller, reader, now } = of
  const organisation = parts.desks.current()
  const me = caller.person.id
  const roster = (): Promise<Roster> => readRoster(organisation, reader, now)
  const namesIn = (rotations: readonly Rotation[], all: Roster) =>
    namesOf(parts, [
      ...rotations.flatMap(peopleOfRotation),
      ...rotations.flatMap(({ id }) => all.upcoming(id, now, { count: 50 }).map(({ person }) => person)),
    ])
  return {
    async now(id, voice) {
      const all = await roster()
      const rotations = chosen(all, id)
      return nowCard(all, rotations, now, await namesIn(rotations, all), voice)
    },
    async next({ rotation: id, who }, voice) {
      const all = await roster()
      const rotations = chosen(all, id)
      const person = who ?? (id === undefined ? me : undefined)
      const count = person === undefined ? shown.all : shown.mine
      const ask = { count, ...(person === undefined ? {} : { person }) }
      const groups = rotations.map((rotation) => ({ rotation, shifts: all.upcoming(rotation.id, now, ask) }))
      const asks = person === me ? await openAsks(reader, me, now) : []
      const views = await Promise.all(asks.map((one) => askView(parts, one, me)))
      const covers = person === me ? await coversOf(reader, me, now) : []
      const covered = await Promise.all(covers.map((one) => askView(parts, one, me)))
      const people = await namesIn(rotations, all)
      const name = person === undefined ? '' : ((await parts.directory.person(person))?.name ?? person)
      return nextCard(groups, {
        title: voice.say(titleOf(person, me), { name }),
        person,
        people,
        voice,
        asks: [...asksBlocks(views, voice), ...coversBlocks(covered, voice)],
      })
    },
    async cover({ who, rotation, from, until, instead = me }, voice) {
      const asking = await askingOf(of, await roster(), { who, rotation, instead }, voice)
      demandLead(caller, asking, instead)
      const wish = coverWish(asking, { ...at('from', from), ...at('to', until) })
      return sendAsk(of, wish, voice)
    },
    async swap({ who, rotation, mine, theirs }, voice) {
      const asking = await askingOf(of, await roster(), { who, rotation, instead: me }, voice)
      const wish: Wish = swapWish(asking, { ...at('mine', mine), ...at('theirs', theirs) })
      return sendAsk(of, wish, voice)
    },
    async answer(id, answer, voice) {
      return endedFor(of, await answerAsk(of.work(), organisation, { id, person: me, answer }), voice)
    },
    uncover: (ask, voice) => uncover(of, ask, voice),
    lookAtShifts: (asked, voice) => lookAtShifts(of, asked, voice),
    takeShifts: (draft, voice) => takeShifts(of, draft, voice),
    async feed({ rotation: id, renew }, voice) {
      const rotation = id === undefined ? undefined : organisation.rotations.get(id)
      const feed = await feedFor(of.work(), parts.ids, {
        person: me,
        renew,
        ...(rotation ? { rotation: rotation.id } : {}),
      })
      return feedCard({ feed, rotation, renewed: renew, pagesAt: parts.pagesAt }, voice)
    },
    page: (record, rotation, voice) => pageByHand(of, record, rotation, voice),
    acknowledge: (number, voice) => acknowledge(of, number, voice),
  }
}

const titleOf = (person: string | undefined, me: string): string => {
  if (person === undefined) return 'oncall.next_all'
  return person === me ? 'oncall.next_mine' : 'oncall.next_theirs'
}

const at = <K extends string>(name: K, typed: string | undefined): { readonly [N in K]?: Date } =>
  (typed === undefined ? {} : { [name]: new Date(typed) }) as { readonly [N in K]?: Date }

/** The rotation that is named, or all of them. */
function chosen({ rotations }: Roster, id: string | undefined): readonly Rotation[] {
  if (rotations.length === 0) throw new Refusal('oncall.no_rotations')
  return id === undefined ? rotations : rotations.filter((rotation) => rotation.id === id)
}

interface Asked {
  readonly who: string
  readonly rotation: string | undefined
  readonly instead: string
}

async function askingOf(
  of: OnCallOf,
  roster: Roster,
  { who, rotation: id, instead }: Asked,
  voice: Voice,
): Promise<Asking> {
  const { parts, caller, now } = of
  const rotation = rotationOf(roster, id, instead, now)
  const team = await parts.directory.membersOf(rotation.team)
  const names = await namesOf(parts, [who, instead])
  const works = peopleOfRotation(rotation).includes(who) || team.some((person) => person.id === who)
  return {
    roster,
    rotation,
    name: rotation.name[voice.language],
    now,
    asker: caller.person.id,
    instead: { id: instead, name: names(instead) },
    other: { id: who, name: names(who), works },
  }
}

/** The one that is named, else the only one in which somebody has shifts. */
function rotationOf(roster: Roster, id: string | undefined, person: string, now: Date): Rotation {
  const named = id === undefined ? undefined : roster.rotation(id)
  if (named) return named
  if (roster.rotations.length === 0) throw new Refusal('oncall.no_rotations')
  const own = roster.rotations.filter((one) => roster.upcoming(one.id, now, { person, count: 1 }).length > 0)
  const [only] = own
  if (only && own.length === 1) return only
  const ids = (own.length > 0 ? own : roster.rotations).map((one) => one.id)
  throw new Refusal('oncall.which_rotation', { rotations: ids.join(', '), first: ids[0] ?? '' }, 'rotation')
}

function demandLead(caller: Caller, { rotation }: Asking, instead: string): void {
  if (instead === caller.person.id) return
  const about = { requester: '', team: rotation.team }
  if (!can(caller, ['team lead'], about)) throw new Refusal('oncall.not_lead', {}, 'instead')
}
