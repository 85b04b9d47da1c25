import { menuCommand } from '../src/desk/index.js'

/** The menu of a request's card. */
export const requestDo = menuCommand({
  name: 'request do',
  prefix: 'REQ',
  list: 'request_verb',
  labels: 'request.menu',
  behind: {
    note: 'request note',
    assign: 'request assign',
    link: 'request link',
    watch: 'request watch',
    recall: 'request recall',
    restock: 'request give-back',
    repeat: 'request repeat',
    problem: 'request incident',
    close: 'request close',
    cancel: 'request cancel',
  },
  atOnce: ['request watch'],
  waits: ['request recall', 'request give-back', 'request close'],
  known: async (_, record) => ({ record }),
  example: '/request do REQ-7 note',
})
