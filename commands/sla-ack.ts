import { carried, choice, optional, record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'
import { metrics } from '../src/sla/index.js'

/** Says that somebody looks after what presses, or one clock of it: reminders end, and nobody else is called. */
export const slaAck = command({
  name: 'sla ack',
  takes: { record: record(), clock: optional(choice('metric', metrics)), only: carried() },
  who: 'agent',
  example: '/sla ack INC-42 resolution',
  run: async (call, { record: number, clock: metric, only }) => {
    const { record, about } = await call.desk.promises.acknowledge(number, { metric, only })
    const gaps = { number: { kind: 'record', number: record.number } } as const
    const line =
      about === undefined
        ? call.voice.line('sla.acked', gaps)
        : call.voice.line('sla.acked_clock', { ...gaps, metric: call.voice.say(`sla.metrics.${about}`) })
    return doneReply(record, line)
  },
})
