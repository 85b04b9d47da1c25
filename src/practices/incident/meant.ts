import type { Block, Card, Choice, Item } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Field } from '../../chat/form.js'
import { formOf } from '../../chat/form-of.js'
import type { Reply } from '../../chat/reply.js'
import { catalogueDesk, type Desk } from '../../desk/index.js'
import { shorten } from '../../kernel/text.js'
import type { CatalogueItem } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import type { Report } from './actions.js'
import { categorised } from './category.js'

/** What somebody's words may mean instead of a new incident. */
export interface Meant {
  /** Open records that look like it. */
  readonly likely: readonly Rec[]
  /** What can be ordered, where the words wish for it (`wishedIn` of the catalogue). */
  readonly wished: readonly CatalogueItem[]
}

const shown = 4
/** Before the id of what is ordered instead, where a form was answered. */
const orders = 'order:'
const order = 'request order'

export async function meantBy(desk: Desk, { what, details = '' }: Pick<Report, 'what' | 'details'>): Promise<Meant> {
  const words = `${what} ${details}`
  return { likely: await desk.lookalikes(words, shown), wished: catalogueDesk(desk).wished(words) }
}

export const isAny = ({ likely, wished }: Meant): boolean => likely.length + wished.length > 0

/**
 * Before a report becomes an incident: what it may mean instead. An open record that looks like it is joined when it is
 * picked; what can be ordered is ordered.
 */
export async function same(call: Call<Desk>, args: Report): Promise<Reply | undefined> {
  if (args.same?.startsWith(orders)) return ordered(call, args.same.slice(orders.length))
  if (args.same !== undefined) return undefined
  const meant = await meantBy(call.desk, args)
  if (!isAny(meant)) return undefined
  if (call.inbound.kind === 'submit') return askInForm(call, args, meant)
  // Where the report was one line, all of it goes into the button. What would not fit there is not asked about.
  const carriable = Object.values(args).every((value) => value.length <= 300)
  return carriable ? askWithButtons(call, { ...args }, meant) : undefined
}

/** The order's own form, where it has one to ask; else the button that orders. */
async function ordered(call: Call<Desk>, item: string): Promise<Reply> {
  const found = catalogueDesk(call.desk).item(item)
  const asked = await call.desk.parts.registry.find(order)?.before?.(call, { item: found.id })
  return asked ?? { kind: 'whisper', card: await catalogueDesk(call.desk).show(found.id, call.voice) }
}

function askInForm({ desk, voice }: Call<Desk>, args: Report, { likely, wished }: Meant): Reply {
  const { registry } = desk.parts
  const command = registry.find('incident report')
  if (!command) throw new Error('incident report is not registered')
  const options: readonly Choice[] = [
    ...wished.map(({ id, name }) => ({
      value: `${orders}${id}`,
      label: shorten(voice.say('incident.same.order_this', { item: name[voice.language] }), 70),
    })),
    { value: 'none', label: voice.say(wished.length > 0 ? 'incident.same.problem' : 'incident.same.none') },
    ...likely.map((record) => ({ value: record.number, label: shorten(`${record.number} ${record.title}`, 70) })),
  ]
  const choice: Field = { kind: 'radio', name: 'same', label: voice.say('incident.same.question'), options }
  const intro = introsOf({ likely, wished }, voice)
  const form = formOf(command, { ...categorised(args) }, registry, voice, { intro, fields: [choice] })
  return { kind: 'form', form }
}

/** The same questions on a card; `carried` is what the report goes on with. */
export function askWithButtons(
  { voice }: Call<Desk>,
  carried: Readonly<Record<string, string>>,
  { likely, wished }: Meant,
): Reply {
  const [title = [], ...others] = introsOf({ likely, wished }, voice)
  const offers: readonly Block[] =
    wished.length > 0 ? [{ kind: 'list', items: wished.map((item) => offered(item, voice)) }] : []
  const lookalikes: readonly Block[] =
    likely.length > 0 ? [{ kind: 'list', items: likely.map((record) => lookalike(record, voice)) }] : []
  const label = voice.say(wished.length > 0 ? 'incident.same.problem' : 'incident.same.none')
  const press = { command: 'incident report', args: { ...carried, same: 'none' } }
  const card: Card = {
    title,
    tone: 'attention',
    blocks: [
      ...offers,
      ...others.map((line) => ({ kind: 'text', line }) as const),
      ...lookalikes,
      { kind: 'actions', actions: [{ kind: 'press', label, press }] },
    ],
  }
  return { kind: 'whisper', card }
}

type Voice = Call<Desk>['voice']

const introsOf = ({ likely, wished }: Meant, voice: Voice) => [
  ...(wished.length > 0 ? [voice.line('incident.same.order')] : []),
  ...(likely.length > 0 ? [voice.line('incident.same.intro', { count: likely.length })] : []),
]

const offered = ({ id, name }: CatalogueItem, voice: Voice): Item => ({
  line: [{ kind: 'strong', text: name[voice.language] }],
  action: {
    kind: 'press',
    label: voice.say('catalogue.order'),
    style: 'primary',
    press: { command: order, args: { item: id } },
  },
})

const lookalike = (record: Rec, voice: Voice): Item => ({
  line: [{ kind: 'record', number: record.number }, ` ${record.title}`],
  action: {
    kind: 'press',
    label: voice.say('incident.menu.affected'),
    press: { command: 'incident affected', args: { record: record.number } },
  },
})
