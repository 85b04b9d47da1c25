import type { Rotation } from '../../src/organisation/index.js'
import { organisationIn, smallDesk } from '../organisation/files.js'

/** A rotation as a desk file says it, of people who are called a, b, c and d. */
export function rota(content: string): Rotation {
  const people = '{a: {name: A}, b: {name: B}, c: {name: C}, d: {name: D}}'
  const source = smallDesk({
    people,
    teams: '{desk: {name: Desk, members: [a, b], lead: c}}',
    roles: '',
    services: '{}',
    rotations: `{duty: {name: Duty, team: desk, ${content}}}`,
  })
  const rotation = organisationIn(source).rotations.get('duty')
  if (!rotation) throw new Error('the rotation is not there')
  return rotation
}

/** `a 2031-03-03T07:00 – 2031-03-10T07:00 (b)`, in UTC: shifts as a line each. */
export const lines = (
  shifts: readonly { readonly person: string; readonly from: Date; readonly to: Date; readonly instead?: string }[],
): readonly string[] =>
  shifts.map(
    ({ person, from, to, instead }) => `${person} ${short(from)} – ${short(to)}${instead ? ` (${instead})` : ''}`,
  )

const short = (at: Date): string => at.toISOString().slice(0, 16)
