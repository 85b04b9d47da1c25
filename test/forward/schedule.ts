import { addItem, type Register, relate } from '../../src/configuration/index.js'
import {
  type Booking,
  type Conflict,
  conflictingWith,
  conflictsOf,
  exceptFrom,
  keepBooking,
  noteFailure,
} from '../../src/forward/index.js'
import { type Organisation, readDesk } from '../../src/organisation/index.js'
import type { Actor } from '../../src/store/index.js'
import { manualClock } from '../builders/clock.js'
import { inn } from '../builders/inn.js'
import { type Dialect, openTestStore, type TestStore } from '../builders/store.js'

const operator: Actor = { kind: 'operator' }

/** A small inn whose heating may be worked on at night only, with a ski championship and a rest every Christmas. */
export const innOfChanges = (sections: Readonly<Record<string, string>> = {}): string =>
  inn({
    services: `
  bathrooms: {name: {en: Bathrooms, da: Badeværelser}, team: reception}
  heating:
    name: {en: Heating, da: Varme}
    team: maintenance
    maintenance:
      - {rule: FREQ=WEEKLY;BYDAY=TU, at: '02:00', length: 3h}
      - {rule: FREQ=WEEKLY;BYDAY=TU, at: '05:00', length: 1h}`,
    freezes: `
  championship: {name: {en: Ski championship, da: Ski-VM}, from: 2031-02-01T18:00, until: 2031-02-15T08:00, exception: cab}
  christmas: {name: {en: Christmas, da: Jul}, rule: FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20, at: '00:00', length: 16d, services: [bathrooms]}`,
    changes: `{nightly: 1, night: {from: '22:00', until: '05:00'}, apart: 12h}`,
    ...sections,
  })

export function organisationOf(source: string): Organisation {
  const read = readDesk(source)
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.problems))
  return read.organisation
}

/** The schedule of an inn on a real database. */
export interface Inn {
  readonly store: TestStore
  readonly register: Register
  /** Enters items, and makes the first of each pair need the second. */
  needs(...pairs: readonly (readonly [item: string, on: string, group?: string])[]): Promise<void>
  book(booking: Booking): Promise<void>
  fails(record: number, at: string): Promise<void>
  except(record: number, freeze: string): Promise<void>
  conflicts(booking: Booking): Promise<readonly Conflict[]>
  nearby(booking: Booking, failedAt?: Date): Promise<readonly number[]>
}

export async function openInn(dialect: Dialect, source = innOfChanges()): Promise<Inn> {
  const clock = manualClock('2031-01-06T09:00:00Z')
  const store = await openTestStore(dialect, clock)
  const organisation = organisationOf(source)
  const register = { reader: store.read, organisation }
  const entered = new Set<string>(organisation.services.keys())
  return {
    store,
    register,
    needs: (...pairs) =>
      store.work(operator, async (work) => {
        const books = { work, organisation }
        for (const key of new Set([...pairs.map(([item]) => item), ...pairs.map(([, on]) => on)])) {
          if (entered.has(key)) continue
          await addItem(books, { key, name: key, type: 'device', state: 'in use', attributes: {} })
          entered.add(key)
        }
        for (const [item, other, group] of pairs) await relate(books, { item, kind: 'depends on', other, group })
      }),
    book: (booking) => store.work(operator, (work) => keepBooking(work, booking)),
    fails: (record, at) => store.work(operator, (work) => noteFailure(work, record, new Date(at))),
    except: (record, freeze) => store.work(operator, (work) => exceptFrom(work, record, freeze, 'approval:7')),
    conflicts: (booking) => conflictsOf(register, booking, clock.now()),
    nearby: (booking, failedAt) => conflictingWith(register, booking, failedAt),
  }
}

/** A change that is scheduled: `2031-03-04T10:00Z` to so many hours later. */
export function booking(record: number, from: string, hours: number, of: Partial<Booking> = {}): Booking {
  const begins = new Date(from)
  const to = new Date(begins.getTime() + hours * 3_600_000)
  return { record, from: begins, to, firm: true, items: [], services: [], ...of }
}
