import { carried, files } from '../src/chat/command.js'
import { command, formInstead } from '../src/desk/index.js'
import { importOrders, lookAtOrders } from '../src/practices/request/index.js'

/** Shows what the rows of an attached file would order, and orders all of it when that is confirmed. */
export const requestImport = command({
  name: 'request import',
  takes: { files: files(), draft: carried() },
  who: 'anyone',
  example: '/request import',
  aside: true,
  before: async (call, { files: attached, draft }) => {
    if (draft !== undefined) return undefined
    const form = attached === undefined ? formInstead(call, 'request import', {}) : undefined
    return form ?? lookAtOrders(call, attached)
  },
  run: async (call, { draft = '' }) => importOrders(call, draft),
})
