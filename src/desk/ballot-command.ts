import { type Argument, type Command, carried, long, optional, record } from '../chat/command.js'
import { command, doneReply } from './command.js'
import type { Desk } from './desk.js'

/** A command by which people vote on a practice's records: from a card, in the thread, or typed. */
export function ballotCommand({
  name,
  prefix,
  choice,
  example,
}: {
  readonly name: string
  readonly prefix: string
  readonly choice: 'approve' | 'reject' | 'abstain' | 'changes'
  readonly example: string
}): Command<Desk, { record: Argument; reason: Argument & { optional?: true }; shown: Argument & { optional: true } }> {
  const needsReason = choice === 'reject' || choice === 'changes'
  return command({
    name,
    takes: { record: record(prefix), reason: needsReason ? long() : optional(long()), shown: carried() },
    who: 'anyone',
    example,
    run: async ({ desk, voice }, { record: number, reason, shown }) => {
      const voted = await desk.ballots.vote(number, { choice, reason, shown })
      const said = voice.say(`choices.ballot.${choice}`)
      const line = voice.line('approvals.counted', {
        number: { kind: 'record', number: voted.number },
        choice: { kind: 'strong', text: said },
      })
      return doneReply(voted, line)
    },
  })
}
