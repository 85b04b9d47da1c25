import { record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Takes a wish back from those who decide, as long as they have not. */
export const accessRecall = command({
  name: 'access recall',
  takes: { record: record('ACC') },
  who: 'requester',
  example: '/access recall ACC-7',
  aside: true,
  run: async ({ desk, voice }, { record }) => {
    const recalled = await desk.ballots.recall(record)
    return doneReply(
      recalled,
      voice.line('approvals.recalled', { number: { kind: 'record', number: recalled.number } }),
    )
  },
})
