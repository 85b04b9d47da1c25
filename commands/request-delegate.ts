import { person, record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Hands one's vote on a request to somebody else, or takes it back by naming oneself. */
export const requestDelegate = command({
  name: 'request delegate',
  takes: { record: record('REQ'), who: person() },
  who: 'anyone',
  example: '/request delegate REQ-7 @reto',
  run: async ({ desk, voice }, { record, who }) => {
    const voted = await desk.ballots.delegate(record, who)
    const number = { kind: 'record', number: voted.number } as const
    if (who === desk.caller.person.id) return doneReply(voted, voice.line('approvals.taken_back', { number }))
    const name = { kind: 'strong', text: (await desk.person(who))?.name ?? who } as const
    return doneReply(voted, voice.line('approvals.handed_over', { number, name }))
  },
})
