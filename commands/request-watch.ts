import { watchCommand } from '../src/desk/index.js'

/** Follows a request, or stops. */
export const requestWatch = watchCommand({
  name: 'request watch',
  prefix: 'REQ',
  example: '/request watch REQ-7',
  aside: true,
})
