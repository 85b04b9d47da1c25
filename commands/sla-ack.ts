import { record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Says that somebody looks after what presses: reminders end, and nobody else is called. */
export const slaAck = command({
  name: 'sla ack',
  takes: { record: record() },
  who: 'agent',
  example: '/sla ack INC-42',
  run: async (call, { record: number }) => {
    const record = await call.desk.promises.acknowledge(number)
    return doneReply(record, call.voice.line('sla.acked', { number: { kind: 'record', number: record.number } }))
  },
})
