import { type Argument, type Command, choice, files, long, optional, record } from '../chat/command.js'
import { command, movedReply } from './command.js'
import type { Desk } from './desk.js'

type Optional = Argument & { readonly optional: true }

/** Adds a note to a record of a practice: to the conversation, or for the team only. */
export const noteCommand = (of: {
  readonly name: string
  readonly prefix: string
  readonly example: string
}): Command<Desk, { record: Argument; audience: Optional; text: Argument; files: Optional }> =>
  command({
    name: of.name,
    takes: {
      record: record(of.prefix),
      audience: optional(choice('audience', ['everyone', 'team'])),
      text: long(),
      files: files(),
    },
    who: 'anyone',
    example: of.example,
    run: async (call, { record: number, text, audience, files: hung }) =>
      movedReply(call, await call.desk.note(number, text, audience === 'team', hung)),
  })
