import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Restricts a right for now: it is still had, and is not to be used. */
export const accessRestrict = verbCommand({
  name: 'access restrict',
  verb: 'restrict',
  takes: { record: record('ACC'), reason: long() },
  who: 'user',
  example: '/access restrict ACC-7 she is on leave until March',
})
