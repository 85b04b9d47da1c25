import { record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Lifts a restriction. */
export const accessLift = verbCommand({
  name: 'access lift',
  verb: 'lift',
  takes: { record: record('ACC') },
  who: 'user',
  example: '/access lift ACC-7',
})
