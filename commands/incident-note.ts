import { noteCommand } from '../src/desk/index.js'

/** Adds a note to an incident. */
export const incidentNote = noteCommand({
  name: 'incident note',
  prefix: 'INC',
  example: '/incident note INC-42 audience:team the spare part is in the cellar',
})
