import { watchCommand } from '../src/desk/index.js'

/** Follows an incident, or stops. */
export const incidentWatch = watchCommand({
  name: 'incident watch',
  prefix: 'INC',
  example: '/incident watch INC-42',
})
