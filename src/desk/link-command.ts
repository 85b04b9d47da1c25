import { type Argument, type Command, choice, optional, record } from '../chat/command.js'
import { command, movedReply } from './command.js'
import type { Desk } from './desk.js'

type Optional = Argument & { readonly optional: true }

/** Links a record of a practice to another record, or takes such a link away. */
export const linkCommand = (of: {
  readonly name: string
  readonly prefix: string
  readonly links: readonly string[]
  readonly example: string
  readonly aside?: true
}): Command<Desk, { record: Argument; link: Argument; other: Argument; linking: Optional }> =>
  command({
    name: of.name,
    takes: {
      record: record(of.prefix),
      link: choice(
        'link',
        of.links.map((kind) => kind.replaceAll(' ', '_')),
      ),
      other: record(),
      linking: optional(choice('linking', ['on', 'off'])),
    },
    who: 'agent',
    example: of.example,
    ...(of.aside ? { aside: true } : {}),
    run: async (call, { record: number, link, other, linking }) => {
      const kind = link.replaceAll('_', ' ')
      const { desk } = call
      const linked = linking === 'off' ? await desk.unlink(number, kind, other) : await desk.link(number, kind, other)
      return movedReply(call, linked)
    },
  })
