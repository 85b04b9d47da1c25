export { type About, type Booked, bookingsAhead, bookingsBetween } from './booked.js'
export {
  type Booking,
  bookingOf,
  checkWindow,
  dropBooking,
  exceptFrom,
  holdSchedule,
  keepBooking,
  longestWindow,
  noteFailure,
  type Risk,
  type Span,
} from './booking.js'
export { showCalendar } from './calendar.js'
export { spans } from './calendar-entry.js'
export { type BehindFeed, changeFeed, changesBehind, demandKnown } from './calendar-feed.js'
export { announceChanges } from './calendar-occasions.js'
export { calendarWords } from './calendar-words.js'
export { blocks, type Conflict, type ConflictKind, conflictKinds, servicesOf } from './conflict.js'
export { conflictingWith, conflictsOf } from './conflicts.js'
export { conflictLines, type OtherChange, othersKnown } from './lines.js'
export { rulesMovedSince } from './moved.js'
export { type Left, outagesOf, type ProjectedOutage, projectedOutages } from './outage.js'
export { outageLines, outagesByMonth } from './outage-lines.js'
export { monthOf, nightsIn, timesOf } from './recurring.js'
export { conflictsIn, exceptionsOf } from './stored.js'
export { forwardWords } from './words.js'
