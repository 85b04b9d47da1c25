import { after, days } from '../kernel/duration.js'
import type { Desks, Organisation, Rotation } from '../organisation/index.js'
import type { Reader } from '../store/index.js'
import { type Override, onCallAt, type Shift, shiftsBetween } from './shifts.js'
import { overrideTable } from './table.js'

/** Who is on call, by the desk file and by what people agreed among each other. */
export interface Roster {
  readonly rotations: readonly Rotation[]
  rotation(id: string): Rotation | undefined
  onCall(rotation: string, at: Date): Shift | undefined
  shifts(rotation: string, from: Date, to: Date): readonly Shift[]
  /** The shifts from an instant on, the one under way included: of everybody, or of one person. */
  upcoming(rotation: string, at: Date, ask: { readonly person?: string; readonly count: number }): readonly Shift[]
}

/** The longest shift: whatever touches one that is under way has ended after its beginning. */
const longest = days(366)
/** As far ahead as anybody looks. */
const horizon = days(400)

/** Reads the roster as it is from `at` on; what is asked about times long before is the plan alone. */
export async function readRoster(organisation: Organisation, reader: Reader, at: Date): Promise<Roster> {
  const since = after(at, -longest).toISOString()
  // Whoever has left stands in for nobody any more.
  const overrides: readonly Override[] = await reader.select(
    overrideTable,
    `WHERE t."to" > ? AND EXISTS (SELECT 1 FROM "person" p WHERE p."id" = t."person" AND p."active" = 1) ORDER BY t."id"`,
    [since],
  )
  return rosterOf(organisation, overrides)
}

export function rosterOf({ rotations }: Pick<Organisation, 'rotations'>, overrides: readonly Override[]): Roster {
  const shifts: Roster['shifts'] = (id, from, to) => {
    const rotation = rotations.get(id)
    return rotation ? shiftsBetween(rotation, overrides, from, to) : []
  }
  return {
    rotations: [...rotations.values()],
    rotation: (id) => rotations.get(id),
    shifts,
    onCall(id, at) {
      const rotation = rotations.get(id)
      return rotation && onCallAt(rotation, overrides, at)
    },
    upcoming(id, at, { person, count }) {
      for (let reach = days(30); ; reach *= 4) {
        const until = after(at, Math.min(reach, horizon))
        const found = shifts(id, at, until).filter((shift) => person === undefined || shift.person === person)
        if (found.length >= count || reach >= horizon) return found.slice(0, count)
      }
    },
  }
}

/** The people who are on call in a rotation: nobody or one. */
export async function whoIsOnCall(
  { desks }: { readonly desks: Pick<Desks, 'current'> },
  reader: Reader,
  rotation: string,
  at: Date,
): Promise<readonly string[]> {
  const shift = (await readRoster(desks.current(), reader, at)).onCall(rotation, at)
  return shift ? [shift.person] : []
}
