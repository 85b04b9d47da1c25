import { linkCommand } from '../src/desk/index.js'
import { change } from '../src/practices/change/index.js'

/** Links a change to another record, such as an incident that it caused, or takes such a link away. */
export const changeLink = linkCommand({
  name: 'change link',
  prefix: 'CHG',
  links: change.links,
  example: '/change link CHG-7 caused INC-42',
})
