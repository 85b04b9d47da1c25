import { noteCommand } from '../src/desk/index.js'

/** Adds a note to a task. */
export const taskNote = noteCommand({
  name: 'task note',
  prefix: 'TSK',
  example: '/task note TSK-7 the bag hangs behind the door',
})
