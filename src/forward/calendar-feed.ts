import type { Card } from '../chat/card.js'
import { nearest, type Voice, type Voices } from '../chat/language.js'
import { after, days } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import { feedBehind, feedFor, feedPath } from '../oncall/index.js'
import { type Desks, nameOf, type Organisation } from '../organisation/index.js'
import { type Caller, can, type Directory } from '../people/index.js'
import type { Store, Work } from '../store/index.js'
import type { Span } from './booking.js'
import { endedIn, type PlannedChange, plannedIn } from './calendar-changes.js'
import { feedCommand } from './calendar-entry.js'
import { eventOfChange, eventsOfFreezes, type Wording } from './calendar-events.js'
import { type CalendarEvent, calendarFile } from './ical.js'

/** As far back and ahead as a calendar reaches. */
const past = days(30)
const ahead = days(183)

/**
 * Such a calendar stands among those of shifts, where a rotation's id would be: what begins with a star is none, and the
 * longest id of a service is cut by the star.
 */
const wordFor = (service: string | undefined): string => `*${service ?? ''}`.slice(0, 50)

/** Whoever has the address needs no account any more, so it is given to those alone whom the organisation knows. */
export function demandKnown(caller: Caller): void {
  if (!can(caller, ['user'])) throw new Refusal('forward.unknown_person')
}

export interface AskedFeed {
  readonly person: string
  /** All changes when absent. */
  readonly service?: string | undefined
  readonly renew: boolean
}

/** Gives a person the address of a calendar of changes, for them alone; the same one each time, unless they renew it. */
export async function changeFeed(
  work: Work,
  {
    ids,
    organisation,
    pagesAt,
  }: { readonly ids: Ids; readonly organisation: Organisation; readonly pagesAt?: string | undefined },
  { person, service, renew }: AskedFeed,
  voice: Voice,
): Promise<Card> {
  const feed = await feedFor(work, ids, { person, rotation: wordFor(service), renew, of: 'change' })
  const args = { renew: 'yes', ...(service === undefined ? {} : { service }) }
  const say = (word: string): string => voice.say(`forward.feed.${word}`)
  return {
    title: [calendarName(organisation, service, voice)],
    tone: 'plain',
    blocks: [
      { kind: 'text', line: [say(pagesAt === undefined ? 'path' : 'how')] },
      { kind: 'text', line: [{ kind: 'code', text: `${pagesAt ?? ''}${feedPath(feed)}` }] },
      { kind: 'note', line: [say(renew ? 'renewed' : 'secret')] },
      { kind: 'actions', actions: [{ kind: 'press', label: say('renew'), press: { command: feedCommand, args } }] },
    ],
  }
}

const calendarName = (organisation: Organisation, service: string | undefined, voice: Voice): string =>
  service === undefined
    ? voice.say('forward.feed.all', { organisation: organisation.name })
    : voice.say('forward.feed.of', { service: nameOf(organisation, 'service', service, voice.language) })

export interface BehindFeed {
  readonly store: Pick<Store, 'read'>
  readonly desks: Pick<Desks, 'current'>
  readonly directory: Pick<Directory, 'person'>
  readonly voices: Voices
  readonly pagesAt?: string | undefined
}

/**
 * The calendar of changes behind a token, for whoever has it, in the language of whose it is; undefined where there is none.
 * An address can be passed on: of private changes it tells their times alone, whosever it is.
 */
export async function changesBehind(behind: BehindFeed, token: string, now: Date): Promise<string | undefined> {
  const { store, directory, voices, pagesAt } = behind
  const [reader, organisation] = [store.read, behind.desks.current()]
  const feed = await feedBehind(reader, token)
  const ofService = [...organisation.services.keys()].find((id) => wordFor(id) === feed?.rotation)
  if (!feed || (feed.rotation !== wordFor(undefined) && ofService === undefined)) return undefined
  const person = await directory.person(feed.person)
  if (!person?.active) return undefined
  const voice = voices.in(nearest(person.language) ?? organisation.language)
  const span = { from: after(now, -past), to: after(now, ahead) }
  const looking = { reader, organisation }
  const changes = [
    ...(await plannedIn(looking, span)),
    ...(await endedIn(looking, span, { since: span.from, withdrawn: true })),
  ].filter((change) => ofService === undefined || isAbout(change, ofService))
  const wording: Wording = { organisation, voice, pagesAt }
  return calendarFile(calendarName(organisation, ofService, voice), now, eventsOf(changes, span, ofService, wording))
}

function* eventsOf(
  changes: readonly PlannedChange[],
  span: Span,
  service: string | undefined,
  wording: Wording,
): Iterable<CalendarEvent> {
  for (const change of changes) yield eventOfChange(change, wording)
  yield* eventsOfFreezes(span, service, wording)
}

/** A hidden change is in the calendar of all changes alone: in a service's it would tell what it is about. */
const isAbout = ({ services, hidden }: PlannedChange, service: string): boolean => !hidden && services.includes(service)
