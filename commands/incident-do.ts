import { menuCommand } from '../src/desk/index.js'
import { known } from '../src/practices/incident/index.js'

/** The menu of an incident's card. */
export const incidentDo = menuCommand({
  name: 'incident do',
  prefix: 'INC',
  list: 'verb',
  labels: 'incident.menu',
  behind: {
    assign: 'incident assign',
    note: 'incident note',
    describe: 'incident describe',
    workaround: 'incident workaround',
    prioritise: 'incident priority',
    link: 'incident link',
    watch: 'incident watch',
    affected: 'incident affected',
    order: 'incident order',
    hide: 'incident private',
    cancel: 'incident cancel',
  },
  atOnce: ['incident watch', 'incident affected'],
  waits: ['incident private'],
  known,
  example: '/incident do INC-42 note',
})
