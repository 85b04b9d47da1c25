import { listCommand } from '../src/desk/index.js'

/** Requests, the most urgent first, by where they stand, team, service, or who sees to them. */
export const requestList = listCommand({
  name: 'request list',
  practice: 'request',
  list: 'request_show',
  shows: {
    open: { open: true },
    deciding: { state: 'awaiting approval' },
    fulfilling: { state: 'in fulfilment' },
    fulfilled: { state: 'fulfilled' },
    all: {},
  },
  title: 'request.list_title',
  example: '/request list deciding',
})
