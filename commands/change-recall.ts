import { record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Takes a change back from those who decide, as long as they have not. */
export const changeRecall = command({
  name: 'change recall',
  takes: { record: record('CHG') },
  who: 'requester',
  example: '/change recall CHG-7',
  aside: true,
  run: async ({ desk, voice }, { record }) => {
    const recalled = await desk.ballots.recall(record)
    return doneReply(
      recalled,
      voice.line('approvals.recalled', { number: { kind: 'record', number: recalled.number } }),
    )
  },
})
