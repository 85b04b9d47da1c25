import { type AnyCommand, type Argument, type Call, type Command, choice, record } from '../chat/command.js'
import { formOf } from '../chat/form-of.js'
import type { Reply } from '../chat/reply.js'
import { command } from './command.js'
import type { Desk } from './desk.js'

type Args = Readonly<Record<string, string>>

/**
 * The command behind a card's menu: opens the form of what was picked. What anybody may do and undo at no cost is done at
 * once; what has nothing to ask and changes who sees a record waits for one press.
 */
export function menuCommand(menu: {
  readonly name: string
  readonly prefix: string
  /** The list of choices that the items are: as an argument its labels are `choices.<list>.*`. */
  readonly list: string
  /** Where the labels of the menu stand: `incident.menu`. */
  readonly labels: string
  /** What stands in the menu, and the command behind each. */
  readonly behind: Readonly<Record<string, string>>
  readonly atOnce: readonly string[]
  readonly waits?: readonly string[]
  /** What a form begins with. */
  readonly known: (desk: Desk, number: string, command: string) => Promise<Args>
  readonly example: string
}): Command<Desk, { record: Argument; verb: Argument }> {
  const chosenBy = ({ desk }: Call<Desk>, verb: string): AnyCommand => {
    const chosen = desk.parts.registry.find(menu.behind[verb] ?? '')
    if (!chosen) throw new Error(`the menu names ${verb}, and there is no such command`)
    return chosen
  }
  return command({
    name: menu.name,
    takes: { record: record(menu.prefix), verb: choice(menu.list, Object.keys(menu.behind)) },
    who: 'anyone',
    example: menu.example,
    hidden: true,
    before: async (call: Call<Desk>, { record: number, verb }) => {
      const { desk, voice, seen } = call
      const chosen = chosenBy(call, verb)
      if (menu.atOnce.includes(chosen.name)) return undefined
      const given = await menu.known(desk, number, chosen.name)
      if (menu.waits?.includes(chosen.name)) return waitsForPress(chosen, voice.say(`${menu.labels}.${verb}`), given)
      // A command that fills its own form in knows more of the record than its number.
      const own = await chosen.before?.(call, given as never)
      if (own) return own
      const form = formOf(chosen, given, desk.parts.registry, voice, seen === undefined ? {} : { seen })
      return { kind: 'form', form }
    },
    run: (call: Call<Desk>, { record: number, verb }) => chosenBy(call, verb).run(call, { record: number }),
  })
}

function waitsForPress({ name }: AnyCommand, label: string, given: Args): Reply {
  const press = { command: name, args: given }
  return {
    kind: 'whisper',
    card: {
      title: [label, ' – ', { kind: 'record', number: given.record ?? '' }],
      tone: 'plain',
      blocks: [{ kind: 'actions', actions: [{ kind: 'press', label, press, style: 'primary' }] }],
    },
  }
}
