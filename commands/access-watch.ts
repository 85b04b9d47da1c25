import { watchCommand } from '../src/desk/index.js'

/** Follows an access, or stops. */
export const accessWatch = watchCommand({
  name: 'access watch',
  prefix: 'ACC',
  example: '/access watch ACC-7',
  aside: true,
})
