import { choice, long, optional, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'

/** The requester's satisfaction, one to five. Whoever pressed the stars is asked for a word about it, and may leave it. */
export const incidentRate = command({
  name: 'incident rate',
  takes: {
    record: record('INC'),
    stars: choice('stars', ['1', '2', '3', '4', '5']),
    comment: optional(long(1000)),
  },
  who: 'requester',
  example: '/incident rate INC-42 5 quick and friendly',
  run: async (call, { record, stars, comment }) => {
    const rated = await call.desk.move(record, 'rate', { stars, ...(comment ? { comment } : {}) })
    if (call.inbound.kind !== 'press') return movedReply(call, rated)
    const { voice } = call
    const press = { command: 'incident comment', args: { record } }
    return {
      kind: 'whisper',
      card: {
        title: [voice.say('incident.thanks')],
        tone: 'good',
        blocks: [{ kind: 'actions', actions: [{ kind: 'press', label: voice.say('incident.add_word'), press }] }],
      },
    }
  },
})
