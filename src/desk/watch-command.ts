import { type Argument, type Command, choice, optional, person, record } from '../chat/command.js'
import { command } from './command.js'
import type { Desk } from './desk.js'

type Optional = Argument & { readonly optional: true }

/** Follows a record of a practice, or stops: milestones come by direct message. Those who work on it may do so for others. */
export const watchCommand = (of: {
  readonly name: string
  readonly prefix: string
  readonly example: string
  readonly aside?: true
}): Command<Desk, { record: Argument; who: Optional; watching: Optional }> =>
  command({
    name: of.name,
    takes: {
      record: record(of.prefix),
      who: optional(person()),
      watching: optional(choice('watching', ['on', 'off'])),
    },
    who: 'anyone',
    example: of.example,
    ...(of.aside ? { aside: true } : {}),
    run: async ({ desk, voice }, { record: number, who, watching }) => {
      const me = desk.caller.person
      const other = who && who !== me.id ? ((await desk.person(who)) ?? me) : me
      if (watching === 'off') await desk.unwatch(number, other.id)
      else await desk.watch(number, other.id)
      const sentence = watching === 'off' ? 'follows_not' : 'follows'
      const title = voice.line(`desk.${sentence}${other.id === me.id ? '' : '_other'}`, {
        number: { kind: 'record', number },
        person: { kind: 'strong', text: other.name },
      })
      return { kind: 'whisper', card: { title, tone: 'good', blocks: [], page: `/r/${number}` } }
    },
  })
