import { linkCommand } from '../src/desk/index.js'
import { request } from '../src/practices/request/index.js'

/** Links a request to another record, or takes such a link away. */
export const requestLink = linkCommand({
  name: 'request link',
  prefix: 'REQ',
  links: request.links,
  example: '/request link REQ-7 related_to INC-42',
  aside: true,
})
