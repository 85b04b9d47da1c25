import { type Check, maybe, oneOf, report, shape, text } from './check.js'

const time: Check = (value, place) => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    report(place, 'DATE_TIME_TYPE_PARSE', `Could not parse ${String(value)}. Should be ISO8601.`)
}

const name = text({ max: 100 })
const description = text({ max: 1_000 })
const elsewhere = shape({ location: text({ max: 100 }) })

/** POST /guilds/:guild/scheduled-events, of an event that takes place elsewhere: it has a place and an end. */
export const newEvent: Check = shape({
  name,
  description: maybe(description),
  privacy_level: oneOf(2),
  entity_type: oneOf(3),
  entity_metadata: elsewhere,
  scheduled_start_time: time,
  scheduled_end_time: time,
})

/** PATCH of one. */
export const eventChange: Check = shape({
  name: maybe(name),
  description: maybe(description),
  entity_metadata: maybe(elsewhere),
  scheduled_start_time: maybe(time),
  scheduled_end_time: maybe(time),
  status: maybe(oneOf(2, 3, 4)),
})
