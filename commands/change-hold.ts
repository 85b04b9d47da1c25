import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** No-go: the change waits for another window. */
export const changeHold = verbCommand({
  name: 'change hold',
  verb: 'hold',
  takes: { record: record('CHG'), reason: long() },
  who: 'change implementer',
  example: '/change hold CHG-7 the spare part has not come',
  aside: true,
})
