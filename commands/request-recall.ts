import { record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Takes a request back from those who decide, as long as they have not. */
export const requestRecall = command({
  name: 'request recall',
  takes: { record: record('REQ') },
  who: 'requester',
  example: '/request recall REQ-7',
  aside: true,
  run: async ({ desk, voice }, { record }) => {
    const recalled = await desk.ballots.recall(record)
    return doneReply(
      recalled,
      voice.line('approvals.recalled', { number: { kind: 'record', number: recalled.number } }),
    )
  },
})
