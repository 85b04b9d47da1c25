import type { Inbound } from '../../src/chat/inbound.js'

/** One report, as its platform would bring it again after a crash. */
export const theReport = {
  kind: 'submit',
  command: 'incident report',
  args: { what: 'Hand shower broken', details: 'It fell down.', service: 'bathrooms', work: 'stopped', affects: 'me' },
  ids: ['chat:event-1', 'chat:natural-1'],
  account: { platform: 'chat', workspace: 'inn', user: 'emily' },
  profile: {},
  place: { platform: 'chat', workspace: 'inn', channel: 'lobby' },
  at: '2031-03-03T09:00:00.000Z',
  canOpenForm: true,
} satisfies Inbound
