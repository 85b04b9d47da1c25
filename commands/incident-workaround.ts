import { long, record } from '../src/chat/command.js'
import { verbCommand } from '../src/desk/index.js'

/** Notes what helps until it is fixed. */
export const workaround = verbCommand({
  name: 'incident workaround',
  verb: 'workaround',
  takes: { record: record('INC'), text: long() },
  who: 'agent',
  example: '/incident workaround INC-42 use the shower by the pool',
})
