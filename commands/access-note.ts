import { noteCommand } from '../src/desk/index.js'

/** Adds a note to an access. */
export const accessNote = noteCommand({
  name: 'access note',
  prefix: 'ACC',
  example: '/access note ACC-7 she works on Tuesdays and Fridays',
})
