import { type Argument, type Command, choice, optional, person, record } from '../chat/command.js'
import { command, movedReply } from './command.js'
import type { Desk } from './desk.js'

type Optional = Argument & { readonly optional: true }

/** Makes a record of a practice private, lets one more person in, or makes it public again. */
export const privateCommand = (of: {
  readonly name: string
  readonly prefix: string
  readonly who: string
  readonly example: string
  readonly aside?: true
}): Command<Desk, { record: Argument; admit: Optional; privacy: Optional }> =>
  command({
    name: of.name,
    takes: {
      record: record(of.prefix),
      admit: optional(person()),
      privacy: optional(choice('privacy', ['on', 'off'])),
    },
    who: of.who,
    example: of.example,
    ...(of.aside ? { aside: true } : {}),
    run: async (call, { record: number, admit, privacy }) => {
      const { desk } = call
      const before = await desk.see(number)
      if (privacy === 'off') return movedReply(call, await desk.reveal(number))
      if (!before.private || !admit) await desk.conceal(number)
      if (admit) await desk.admit(number, admit)
      return movedReply(call, await desk.see(number))
    },
  })
