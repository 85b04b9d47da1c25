import { choice, record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Has warnings about a record wait for a while. */
export const slaSnooze = command({
  name: 'sla snooze',
  takes: { record: record(), for: choice('for', ['30m', '2h', 'opening']) },
  who: 'agent',
  example: '/sla snooze INC-42 30m',
  run: async (call, { record: number, for: length }) => {
    const { record, until } = await call.desk.promises.snooze(number, length)
    const at = { kind: 'time', at: until.toISOString(), style: 'moment' } as const
    const line = call.voice.line('sla.snoozed', { number: { kind: 'record', number: record.number }, at })
    return doneReply(record, line)
  },
})
