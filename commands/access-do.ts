import { menuCommand } from '../src/desk/index.js'

/** The menu of an access’s card. */
export const accessDo = menuCommand({
  name: 'access do',
  prefix: 'ACC',
  list: 'access_verb',
  labels: 'access.menu',
  behind: {
    restrict: 'access restrict',
    decline: 'access decline',
    note: 'access note',
    watch: 'access watch',
    cancel: 'access cancel',
  },
  atOnce: ['access watch'],
  known: async (_, record) => ({ record }),
  example: '/access do ACC-7 note',
})
