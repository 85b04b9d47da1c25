import { text } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { stop } from '../src/practices/request/index.js'

/** Ends a standing order. */
export const requestStop = command({
  name: 'request stop',
  takes: { standing: text(12) },
  who: 'anyone',
  example: '/request stop 3',
  aside: true,
  run: (call, { standing }) => stop(call, standing),
})
