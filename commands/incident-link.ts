import { linkCommand } from '../src/desk/index.js'
import { incident } from '../src/practices/incident/index.js'

/** Links an incident to another record, or takes such a link away. */
export const incidentLink = linkCommand({
  name: 'incident link',
  prefix: 'INC',
  links: incident.links,
  example: '/incident link INC-42 duplicate_of INC-40',
})
