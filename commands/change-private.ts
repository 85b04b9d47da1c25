import { privateCommand } from '../src/desk/index.js'

/** Makes a change private, lets one more person in, or makes it public again. */
export const changePrivate = privateCommand({
  name: 'change private',
  prefix: 'CHG',
  who: 'change manager or requester',
  example: '/change private CHG-7 admit:@ursina',
  aside: true,
})
