import { type AnyCommand, type Call, choice, record } from '../src/chat/command.js'
import { formOf } from '../src/chat/form-of.js'
import type { Reply } from '../src/chat/reply.js'
import { command, type Desk } from '../src/desk/index.js'
import { known } from '../src/practices/incident/index.js'

type Args = Readonly<Record<string, string>>

/** What stands in the card's menu, and the command behind each. */
const behind: Readonly<Record<string, string>> = {
  assign: 'incident assign',
  note: 'incident note',
  describe: 'incident describe',
  workaround: 'incident workaround',
  prioritise: 'incident priority',
  link: 'incident link',
  watch: 'incident watch',
  affected: 'incident affected',
  hide: 'incident private',
  cancel: 'incident cancel',
}

/** What anybody may do and undo at no cost: done at once. */
const atOnce = ['incident watch', 'incident affected']

/** What has nothing to ask and changes who sees it: waits for one press on its button. */
function waitsForPress(chosen: AnyCommand, verb: string, given: Args, { voice }: Call<Desk>): Reply {
  const label = voice.say(`incident.menu.${verb}`)
  const press = { command: chosen.name, args: given }
  return {
    kind: 'whisper',
    card: {
      title: [label, ' – ', { kind: 'record', number: given.record ?? '' }],
      tone: 'plain',
      blocks: [{ kind: 'actions', actions: [{ kind: 'press', label, press, style: 'primary' }] }],
    },
  }
}

const chosenBy = ({ desk }: Call<Desk>, verb: string): AnyCommand => {
  const chosen = desk.parts.registry.find(behind[verb] ?? '')
  if (!chosen) throw new Error(`the menu names ${verb}, and there is no such command`)
  return chosen
}

/** The menu of the card: opens the form of what was picked. What has nothing to ask is done, or waits for one press. */
export const incidentDo = command({
  name: 'incident do',
  takes: { record: record('INC'), verb: choice('verb', Object.keys(behind)) },
  who: 'anyone',
  example: '/incident do INC-42 note',
  hidden: true,
  before: async (call: Call<Desk>, { record, verb }) => {
    const { desk, voice, seen } = call
    const chosen = chosenBy(call, verb)
    if (atOnce.includes(chosen.name)) return undefined
    const given = await known(desk, record, chosen.name)
    if (chosen.name === 'incident private') return waitsForPress(chosen, verb, given, call)
    const form = formOf(chosen, given, desk.parts.registry, voice, seen === undefined ? {} : { seen })
    return { kind: 'form', form }
  },
  run: (call: Call<Desk>, { record, verb }) => chosenBy(call, verb).run(call, { record }),
})
