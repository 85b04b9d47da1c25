import { noteCommand } from '../src/desk/index.js'

/** Adds a note to a change. */
export const changeNote = noteCommand({
  name: 'change note',
  prefix: 'CHG',
  example: '/change note CHG-7 the spare part is in the cellar',
})
