import { nearest, type Voice } from '../chat/language.js'
import { after, days } from '../kernel/duration.js'
import { calendarText, type FeedRow, feedBehind, type Roster, readRoster, type Shift } from '../oncall/index.js'
import type { Rotation } from '../organisation/index.js'
import type { Parts } from './parts.js'
import { namesOf } from './tell.js'

/** As far back and ahead as a calendar reaches. */
const past = days(14)
const ahead = days(183)

/**
 * The calendar behind a token, for whoever has it; undefined where there is none, and for a person or a rotation that is
 * not there any more. It tells who is on call when, and nothing else.
 */
export async function calendarBehind(parts: Parts, token: string, now: Date): Promise<string | undefined> {
  const { read } = parts.store
  const feed = await feedBehind(read, token)
  const person = feed && (await parts.directory.person(feed.person))
  if (!feed || !person?.active) return undefined
  const organisation = parts.desks.current()
  const roster = await readRoster(organisation, read, after(now, -past))
  const rotations = roster.rotations.filter(({ id }) => feed.rotation === '' || id === feed.rotation)
  if (feed.rotation !== '' && rotations.length === 0) return undefined
  const voice = parts.voices.in(nearest(person.language) ?? organisation.language)
  const shifts = rotations.flatMap((rotation) => shiftsIn(roster, rotation, feed, now))
  const people = await namesOf(
    parts,
    shifts.flatMap(({ shift }) => [shift.person, shift.instead ?? shift.person]),
  )
  const [only] = rotations
  return calendarText({
    name:
      feed.rotation !== '' && only
        ? only.name[voice.language]
        : voice.say('oncall.feed.name_mine', { name: person.name }),
    at: now,
    shifts: shifts.map((one) => ({ ...one.shift, ...wording(one, feed, people, voice) })),
  })
}

interface Listed {
  readonly rotation: Rotation
  readonly shift: Shift
}

const shiftsIn = (roster: Roster, rotation: Rotation, feed: FeedRow, now: Date): readonly Listed[] =>
  roster
    .shifts(rotation.id, after(now, -past), after(now, ahead))
    .filter(({ person }) => feed.rotation !== '' || person === feed.person)
    .map((shift) => ({ rotation, shift }))

function wording({ rotation, shift }: Listed, feed: FeedRow, people: (id: string) => string, voice: Voice) {
  const gaps = { name: people(shift.person), rotation: rotation.name[voice.language] }
  return {
    summary: voice.say(feed.rotation === '' ? 'oncall.feed.event' : 'oncall.feed.event_rotation', gaps),
    ...(shift.instead === undefined
      ? {}
      : { description: voice.say('oncall.feed.instead', { name: people(shift.instead) }) }),
  }
}
