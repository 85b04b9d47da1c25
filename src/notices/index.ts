export { addressBook, comes, isThread, messagesOf, recordAt, type Standing, stands } from './address-book.js'
export {
  createOutbox,
  type Lane,
  type Notice,
  type Outbox,
  type Parked,
  type Pending,
  parked,
  pending,
  prune,
} from './outbox.js'
export { createRelay, type Relay, type RelayOptions } from './relay.js'
export { traceOf, type Wait } from './send.js'
export { createShelf } from './shelf.js'
export { queueOf, type Role, type Target } from './table.js'
export type { Present, Presented, What } from './what.js'
export { noticesWords } from './words.js'
