import { privateCommand } from '../src/desk/index.js'

/** Makes an incident private, lets one more person in, or makes it public again. */
export const incidentPrivate = privateCommand({
  name: 'incident private',
  prefix: 'INC',
  who: 'agent or requester',
  example: '/incident private INC-42 admit:@ursina',
})
