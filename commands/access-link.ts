import { linkCommand } from '../src/desk/index.js'
import { access } from '../src/practices/access/index.js'

/** Links an access to another record, or takes such a link away. */
export const accessLink = linkCommand({
  name: 'access link',
  prefix: 'ACC',
  links: access.links,
  example: '/access link ACC-7 related_to INC-42',
})
