import type { DeskUnderTest } from './desk.js'
import { inn } from './inn.js'

/**
 * The small inn with promises: whole-day hours from 08:00 to 18:00 on weekdays, an SLA for everybody, a stricter one about
 * heating, an OLA of the maintenance and a contract with the boiler's maker. 2031-03-03 is a Monday.
 */
export const promisingInn = (sections: Readonly<Record<string, string>> = {}): string => inn({ ...usual, ...sections })

const hours = "['08:00-18:00']"

export const weekdays = `{mon: ${hours}, tue: ${hours}, wed: ${hours}, thu: ${hours}, fri: ${hours}}`

const usual: Readonly<Record<string, string>> = {
  calendars: `
  house: {weekly: ${weekdays}, holidays: ['2031-03-05']}`,
  suppliers: `
  boilers: {name: Boilers Ltd}`,
  agreements: `
  everybody:
    kind: sla
    name: {en: Guests, da: Gæster}
    calendar: house
    targets:
      incident:
        response: {p1: 15m, p2: 30m, p3: 4h, p4: 8h}
        resolution: {p1: 1h, p2: 8h, p3: 20h, p4: 2 working days}
        reply: 2h
    escalation:
      - {after: 50%, when: unassigned, to: team lead}
      - {after: breach, to: service owner}
  warm:
    kind: sla
    name: {en: Warm rooms, da: Varme værelser}
    services: heating
    calendar: always
    targets: {incident: {resolution: {p1: 30m, p2: 4h, p3: 10h, p4: 24h}}}
  workshop:
    kind: ola
    name: {en: Workshop, da: Værksted}
    team: maintenance
    calendar: house
    targets: {incident: {resolution: 5h}}
  boilers:
    kind: uc
    name: {en: Boiler service, da: Kedelservice}
    supplier: boilers
    services: heating
    calendar: always
    targets: {incident: {resolution: 6h}}`,
}

/** Has Emily report something, and gives its number. */
export async function reportAt(
  desk: DeskUnderTest,
  what: string,
  more = 'work:hampered affects:me service:bathrooms',
): Promise<string> {
  await desk.as('emily').types(`/incident report ${what} ${more}`)
  const [row] = await desk.store.read.rows<{ number: string }>(
    'SELECT "number" FROM "record" ORDER BY "id" DESC LIMIT 1',
  )
  return row?.number ?? ''
}

/** Looks at all clocks and calls, at an instant or now, and sends what that made. */
export async function sweepAt(desk: DeskUnderTest, at?: string): Promise<void> {
  if (at !== undefined) desk.clock.to(at)
  await desk.run('sla-sweep')
  await desk.run('oncall-pages')
  await desk.relayed()
}
