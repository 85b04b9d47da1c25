import { noteCommand } from '../src/desk/index.js'

/** Adds a note to a request. */
export const requestNote = noteCommand({
  name: 'request note',
  prefix: 'REQ',
  example: '/request note REQ-7 the bag hangs behind the door',
})
