import { DateTime } from 'luxon'
import { type Place, placeWord } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { What } from '../notices/index.js'
import { nameOf, routesFor } from '../organisation/index.js'
import { dueUntil, type Watched } from '../sla/index.js'
import type { Reader } from '../store/index.js'
import { remindOwners } from './agreement-dates.js'
import type { Parts } from './parts.js'
import { pressingCard } from './promise-cards.js'
import { endOfToday } from './promise-desk.js'
import { todayPicture } from './today.js'
import { everybody } from './view.js'

/** What is at risk today, posted each morning where a team's records are told: one message a place, its teams each on their own. */
export async function tellMorning(parts: Parts, now: Date): Promise<number> {
  await remindOwners(parts, now)
  const organisation = parts.desks.current()
  const until = endOfToday(parts, now)
  const day = DateTime.fromJSDate(now, { zone: organisation.zone }).toISODate()
  const due = await dueUntil(parts.store.read, now, until, { viewer: everybody, limit: 1_000 })
  const places = new Map<string, { readonly place: Place; readonly teams: Set<string> }>()
  for (const { record } of due) {
    const facts = { practice: record.practice, private: false, ...(record.team ? { team: record.team } : {}) }
    for (const { place, facts: width } of routesFor(organisation, facts)) {
      if (width === 'card' || !parts.connected.has(place.platform)) continue
      const there = places.get(placeWord(place)) ?? { place, teams: new Set() }
      there.teams.add(record.team ?? '')
      places.set(placeWord(place), there)
    }
  }
  await parts.store.work({ kind: 'desk', job: 'sla' }, async (work) => {
    for (const { place, teams } of places.values()) {
      await parts.outbox.tell(work, {
        key: `morning/${day}/${placeWord(place)}`,
        lane: 'digest',
        to: place,
        what: { show: 'pressing', teams: [...teams], from: now.toISOString(), until: until.toISOString() },
      })
    }
  })
  return places.size
}

const most = 12

export async function morningCard(
  parts: Parts,
  reader: Reader,
  { teams, from, until }: Extract<What, { show: 'pressing' }>,
  voice: Voice,
): Promise<Card | undefined> {
  const organisation = parts.desks.current()
  const found = await dueUntil(reader, new Date(from), new Date(until), { viewer: everybody, limit: 1_000 })
  const of = (team: string): readonly Watched[] => found.filter(({ record }) => (record.team ?? '') === team)
  const groups = teams.map((team) => {
    const watched = of(team)
    const name = team === '' ? voice.say('sla.morning.no_team') : nameOf(organisation, 'team', team, voice.language)
    return { label: `${name}: ${watched.length}`, watched: watched.slice(0, most) }
  })
  if (groups.every(({ watched }) => watched.length === 0)) return undefined
  const image = await todayPicture(parts, reader, { now: new Date(from), viewer: everybody }, voice)
  return pressingCard(
    { title: voice.say('sla.morning.title'), image, groups, nothing: voice.say('sla.morning.nothing') },
    voice,
  )
}
