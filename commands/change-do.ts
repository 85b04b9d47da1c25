import { menuCommand } from '../src/desk/index.js'

/** The menu of a change's card. */
export const changeDo = menuCommand({
  name: 'change do',
  prefix: 'CHG',
  list: 'change_verb',
  labels: 'change.menu',
  behind: {
    assign: 'change assign',
    describe: 'change describe',
    plan: 'change plan',
    assess: 'change assess',
    override: 'change override',
    check: 'change readiness',
    note: 'change note',
    link: 'change link',
    watch: 'change watch',
    recall: 'change recall',
    hide: 'change private',
    reconsider: 'change reconsider',
    cancel: 'change cancel',
  },
  atOnce: ['change watch'],
  waits: ['change recall', 'change private'],
  known: async (_, record) => ({ record }),
  example: '/change do CHG-7 plan',
})
