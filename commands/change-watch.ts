import { watchCommand } from '../src/desk/index.js'

/** Follows a change, or stops. */
export const changeWatch = watchCommand({
  name: 'change watch',
  prefix: 'CHG',
  example: '/change watch CHG-7',
  aside: true,
})
