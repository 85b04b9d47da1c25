import { person, record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Hands one's vote on an access to somebody else, or takes it back by naming oneself. */
export const accessDelegate = command({
  name: 'access delegate',
  takes: { record: record('ACC'), who: person() },
  who: 'anyone',
  example: '/access delegate ACC-7 @reto',
  aside: true,
  run: async ({ desk, voice }, { record, who }) => {
    const voted = await desk.ballots.delegate(record, who)
    const number = { kind: 'record', number: voted.number } as const
    if (who === desk.caller.person.id) return doneReply(voted, voice.line('approvals.taken_back', { number }))
    const name = { kind: 'strong', text: (await desk.person(who))?.name ?? who } as const
    return doneReply(voted, voice.line('approvals.handed_over', { number, name }))
  },
})
