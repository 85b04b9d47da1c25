import { type Argument, type Command, choice, listed, optional, person, text } from '../chat/command.js'
import { pageIn } from '../kernel/text.js'
import type { Listing } from '../records/index.js'
import { command } from './command.js'
import type { Desk } from './desk.js'
import { listCard } from './list-card.js'

type Optional = Argument & { readonly optional: true }

const pageSize = 10

/** The queue of a practice: its records, the most urgent first, by where they stand, team, service or who has them. */
export const listCommand = (of: {
  readonly name: string
  readonly practice: string
  /** The list of choices that `shows` are: labelled by `choices.<list>.*`. The first one is what is shown when none is named. */
  readonly list: string
  readonly shows: Readonly<Record<string, Pick<Listing, 'open' | 'unassigned' | 'state'>>>
  /** The words above the list, with a gap `show`. */
  readonly title: string
  readonly example: string
}): Command<Desk, { show: Optional; team: Optional; service: Optional; assignee: Optional; page: Optional }> => {
  const names = Object.keys(of.shows)
  return command({
    name: of.name,
    takes: {
      show: optional(choice(of.list, names)),
      team: optional(listed('teams')),
      service: optional(listed('services')),
      assignee: optional(person()),
      page: optional({ ...text(4), kind: 'carried' }),
    },
    who: 'anyone',
    example: of.example,
    reads: true,
    run: async ({ desk, voice }, { show = names[0] ?? '', page: typed, ...filter }) => {
      const page = pageIn(typed)
      const records = await desk.list({
        practice: of.practice,
        ...filter,
        ...of.shows[show],
        limit: pageSize + 1,
        offset: (page - 1) * pageSize,
      })
      const more = { command: of.name, args: { ...filter, show, page: String(page + 1) } }
      return {
        kind: 'whisper',
        card: await listCard(desk, voice, {
          title: voice.say(of.title, { show: { words: `choices.${of.list}.${show}` } }),
          records: records.slice(0, pageSize),
          ...(records.length > pageSize ? { more } : {}),
        }),
      }
    },
  })
}
