import { itemNamed, moneyText } from '../../catalogue/index.js'
import type { Block, Card } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Reply } from '../../chat/reply.js'
import { become, type Desk, doneReply, movedReply, worksHere } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { can } from '../../people/index.js'
import { memberTable, type Rec, stateKey } from '../../records/index.js'
import { Full } from '../../stock/index.js'
import { type Asked, askFor, atField, completed, wantedIn } from './asking.js'
import { budgetNamed } from './budget-card.js'
import { currencyOf } from './charging.js'
import { offeredInstead, offeredToChange } from './offers.js'
import { demandTime, lineFor, type Order, type Ordering, placeOrder, titleOf } from './ordering.js'
import { detailsOf, totalOfLines } from './policy.js'
import type { Line } from './record.js'
import { basketTable } from './table.js'
import { answersLine } from './views.js'

export const orderingOf = ({ desk, voice }: Call<Desk>): Ordering => ({
  parts: desk.parts,
  caller: desk.caller,
  voice,
  now: desk.now,
})

/** The form of what is to be ordered, in as many steps as it takes; the catalogue where nothing was named. */
export const askedToOrder = (call: Call<Desk>, asked: Asked): Promise<Reply | undefined> =>
  askFor(call, 'request order', asked)
export const askedToAdd = (call: Call<Desk>, asked: Asked): Promise<Reply | undefined> =>
  askFor(call, 'request add', asked)

/** Orders one item. */
export async function order(call: Call<Desk>, asked: Asked): Promise<Reply> {
  const { item, wanted } = await wantedBy(call, asked)
  try {
    const line = await lineFor(orderingOf(call), wanted)
    const from = asked.from === undefined ? undefined : await call.desk.see(asked.from)
    const record = await placeOr(call, asked, line, from)
    if (from) await become(call.desk, from, record)
    return ordered(call, record)
  } catch (error) {
    throw atField(error, item)
  }
}

/** Who comes too late for what there is only so much of is offered what is next best. */
async function placeOr(call: Call<Desk>, asked: Asked, line: Line, from: Rec | undefined): Promise<Rec> {
  try {
    return await place(call, from ? { ...asked, ...goingOn(from, asked) } : asked, [line])
  } catch (error) {
    throw error instanceof Full ? await offeredInstead(call, error, line, asked) : error
  }
}

/** It stays whose it was, and as private as it was; its own words go along where nothing else is said. */
const goingOn = ({ title, body, requester, private: isPrivate }: Rec, { note }: Asked) => ({
  requester,
  private: isPrivate,
  note: note ?? [title, body].filter((text) => text !== '').join('\n\n'),
})

/** What was filled in, or typed and else as usual. */
async function wantedBy(call: Call<Desk>, asked: Asked): Promise<ReturnType<typeof wantedIn>> {
  const { item, wanted } = wantedIn(call, asked)
  if (call.inbound.kind === 'submit') return { item, wanted }
  return { item, wanted: { ...wanted, answers: await completed(call, item, wanted.answers) } }
}

/** Opens the request in the unit of the call; whoever it is for follows it. */
export async function place(
  call: Call<Desk>,
  asked: Pick<Asked, 'whom' | 'wanted' | 'note' | 'budget'> & Pick<Order, 'requester' | 'private' | 'imported'>,
  lines: readonly Line[],
): Promise<Rec> {
  const { desk, inbound } = call
  const work = desk.handed.work()
  // Guests order for themselves: for others it is colleagues and those whom the organisation stands behind.
  if (asked.whom !== undefined && asked.whom !== desk.caller.person.id && !can(desk.caller, ['user']))
    throw new Refusal('request.only_for_self', {}, 'whom')
  const budget = asked.budget === undefined ? undefined : payingFor(desk, lines, asked.budget)
  const { requester, private: isPrivate, imported } = asked
  const rest: Order = {
    ...{ lines, for: asked.whom, wanted: asked.wanted, note: asked.note },
    ...{ budget, requester, private: isPrivate, imported },
  }
  const record = await placeOrder(orderingOf(call), work, {
    ...rest,
    origin: { ...inbound.place, user: inbound.account.user },
  })
  desk.made = record.number
  const { for: whom } = detailsOf(record)
  if (whom !== undefined) await work.insertNew(memberTable, { record: record.id, person: whom, as: 'watcher' })
  return record
}

/** The id of the budget that was named: of those who work here alone, and in the currency of what it pays. */
function payingFor(desk: Desk, lines: readonly Line[], typed: string): string {
  if (!worksHere(desk.caller)) throw new Refusal('request.no_budget', { typed }, 'budget')
  const { id, currency } = budgetNamed(desk.organisation, typed)
  const wanted = currencyOf(lines)
  if (wanted !== undefined && wanted !== currency)
    throw new Refusal('request.other_money', { currency, wanted }, 'budget')
  return id
}

/** The number at once, what it costs, by when it is there, and what happens next. */
function ordered({ voice }: Call<Desk>, record: Rec): Reply {
  const { lines } = detailsOf(record)
  const number = { kind: 'record', number: record.number } as const
  const total = totalOfLines(lines)
  const currency = lines.find(({ price }) => price)?.price?.currency
  const by = lines
    .flatMap((line) => line.by ?? [])
    .toSorted()
    .at(-1)
  const next = record.state === 'awaiting approval' ? 'request.next_approval' : 'request.next_fulfilment'
  const blocks: Block[] = [
    { kind: 'text', line: [voice.say(next)] },
    ...(total === undefined || total === 0 || currency === undefined
      ? []
      : [
          {
            kind: 'text',
            line: voice.line('request.costs', { total: moneyText(total, currency, voice.language) }),
          } as const,
        ]),
    ...(by === undefined
      ? []
      : [
          {
            kind: 'text',
            line: voice.line('request.there_by', { at: { kind: 'time', at: by, style: 'moment' } }),
          } as const,
        ]),
    {
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: voice.say('desk.show'),
          press: { command: 'request show', args: { record: record.number } },
        },
        {
          kind: 'press',
          label: voice.say('request.verbs.cancel'),
          press: { command: 'request cancel', args: { record: record.number } },
        },
      ],
    },
  ]
  const title = voice.line('request.ordered', { number, title: titleOf(lines, voice) })
  return { kind: 'whisper', card: { title, tone: 'good', blocks, page: `/r/${record.number}` } }
}

/** Puts one item into the caller's basket. What it costs and whether it can be had is told when all of it is ordered. */
export async function addToBasket(call: Call<Desk>, asked: Asked): Promise<Reply> {
  const { desk } = call
  const { item, wanted } = await wantedBy(call, asked)
  try {
    await lineFor(orderingOf(call), wanted)
  } catch (error) {
    throw atField(error, item)
  }
  const person = desk.caller.person.id
  const there = await desk.handed.work().find(basketTable, { person })
  if (there.length >= mostInBasket) throw new Refusal('request.basket_full', { most: mostInBasket })
  const { count, answers } = wanted
  await desk.handed.work().insert(basketTable, {
    person,
    wanted: { item: item.id, answers, ...(count === undefined ? {} : { count }) },
    at: desk.now,
  })
  return { kind: 'whisper', card: await basketCard(call) }
}

const mostInBasket = 20

/** What lies in the caller's basket: what each costs now, and what cannot be ordered any more. */
export async function basketCard(call: Call<Desk>): Promise<Card> {
  const { desk, voice } = call
  const rows = await desk.handed.reader.select(basketTable, 'WHERE t."person" = ? ORDER BY t."id"', [
    desk.caller.person.id,
  ])
  if (rows.length === 0) {
    const browse = { command: 'catalogue browse', args: {} }
    return {
      title: [voice.say('request.basket')],
      tone: 'muted',
      blocks: [
        { kind: 'text', line: [voice.say('request.basket_empty')] },
        { kind: 'actions', actions: [{ kind: 'press', label: voice.say('catalogue.all'), press: browse }] },
      ],
    }
  }
  const lines = await Promise.all(rows.map(({ wanted }) => lineFor(orderingOf(call), wanted).catch(refusedLine)))
  const good = lines.filter((line): line is Line => line !== undefined)
  const total = totalOfLines(good)
  const currency = good.find(({ price }) => price)?.price?.currency
  const items = rows.map(({ id, wanted }, nth) => {
    const line = lines[nth]
    const cost = line?.total && line.price ? [` · ${moneyText(line.total, line.price.currency, voice.language)}`] : []
    return {
      line: line ? [titleOf([line], voice), ...cost] : [`⚠ ${wanted.item} – ${voice.say('request.not_any_more')}`],
      ...(line && line.answers.length > 0 ? { detail: answersLine(line.answers, voice) } : {}),
      action: {
        kind: 'press' as const,
        label: voice.say('request.drop'),
        press: { command: 'request drop', args: { line: String(id) } },
      },
    }
  })
  return {
    title: [voice.say('request.basket')],
    tone: 'plain',
    blocks: [
      { kind: 'list', items },
      ...(total && currency
        ? [
            {
              kind: 'text',
              line: voice.line('request.costs', { total: moneyText(total, currency, voice.language) }),
            } as const,
          ]
        : []),
      {
        kind: 'actions',
        actions: [
          {
            kind: 'press',
            label: voice.say('request.checkout'),
            style: 'primary',
            press: { command: 'request checkout', args: {} },
          },
          { kind: 'press', label: voice.say('request.more_items'), press: { command: 'catalogue browse', args: {} } },
        ],
      },
    ],
  }
}

/** What cannot be ordered any more stays in the basket until it is taken out. */
function refusedLine(error: unknown): undefined {
  if (error instanceof Refusal) return undefined
  throw error
}

/** Takes something out of the caller's basket. */
export async function drop(call: Call<Desk>, id: string): Promise<Reply> {
  const { desk } = call
  const gone = await desk.handed
    .work()
    .remove(basketTable, { id: /^\d{1,9}$/.test(id) ? Number(id) : 0, person: desk.caller.person.id })
  if (gone === 0) throw new Refusal('request.not_in_basket')
  return { kind: 'whisper', card: await basketCard(call) }
}

/** Orders all that lies in the caller's basket as one request: all of it, or nothing. */
export async function checkout(
  call: Call<Desk>,
  asked: Pick<Asked, 'whom' | 'wanted' | 'note' | 'budget'>,
): Promise<Reply> {
  const { desk, voice } = call
  const work = desk.handed.work()
  const person = desk.caller.person.id
  const rows = [...(await work.find(basketTable, { person }))].toSorted((a, b) => a.id - b.id)
  if (rows.length === 0) throw new Refusal('request.basket_is_empty')
  const lines: Line[] = []
  for (const { wanted } of rows) {
    try {
      lines.push(await lineFor(orderingOf(call), wanted))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal('request.basket_line', { item: nameIn(call, wanted.item) })
    }
  }
  const currencies = new Set(lines.flatMap(({ price }) => (price && price.amount > 0 ? [price.currency] : [])))
  if (currencies.size > 1) throw new Refusal('request.currencies', { known: [...currencies].join(', ') })
  const record = await place(call, asked, lines).catch((error: unknown) => {
    if (error instanceof Full) throw error.offering([toBasket])
    // What an item asks is no field of this form.
    const isOurs = error instanceof Refusal && ['whom', 'wanted', 'budget'].includes(error.field ?? '')
    throw error instanceof Refusal && !isOurs ? new Refusal(error.code, error.params) : error
  })
  for (const { id } of rows) {
    // Two presses at once must not order everything twice.
    if ((await work.remove(basketTable, { id })) === 0) throw new Refusal('request.basket_is_empty')
  }
  return ordered({ ...call, voice }, record)
}

const toBasket = { label: { words: 'request.basket' }, command: 'request basket', args: {} } as const

function nameIn({ desk, voice }: Call<Desk>, item: string): string {
  try {
    return itemNamed(desk.organisation, item, desk.caller).name[voice.language]
  } catch (error) {
    if (error instanceof Refusal) return item
    throw error
  }
}

/** The form of an order that may still be changed, filled in as it is. */
export async function askedToChange(
  call: Call<Desk>,
  { record: number, line, ...asked }: Asked & { readonly record: string; readonly line?: string },
): Promise<Reply | undefined> {
  const record = await call.desk.see(number)
  const { nth, there } = lineIn(record, line)
  const known = Object.fromEntries(there.answers.map(({ id, value }) => [id, value]))
  const said = wantedIn(call, { ...asked, item: there.item }).wanted.answers
  const isSaid = asked.count !== undefined || asked.wanted !== undefined || Object.keys(said).length > 0
  if (isSaid) return undefined
  if (!call.inbound.canOpenForm) throw new Refusal('request.change_what', { number }, 'with')
  const { wanted } = detailsOf(record)
  const given = { item: there.item, count: String(there.count), ...(wanted === undefined ? {} : { wanted }) }
  const reply = await askFor(call, 'request change', given, known)
  if (reply?.kind !== 'form') return reply
  return {
    kind: 'form',
    form: { ...reply.form, known: { ...reply.form.known, record: number, line: String(nth + 1) } },
  }
}

/** Another order in place of what was: as the catalogue has it now. What is not said stays as it was. */
export async function changeOrder(
  call: Call<Desk>,
  { record: number, line, ...asked }: Asked & { readonly record: string; readonly line?: string },
): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(number)
  const { nth, there } = lineIn(record, line)
  const { item, wanted } = wantedIn(call, { ...asked, item: there.item })
  const before = Object.fromEntries(there.answers.map(({ id, value }) => [id, value]))
  try {
    const answers = { ...known(before, item.fields), ...wanted.answers }
    const next = await lineFor(orderingOf(call), { item: item.id, count: asked.count ?? String(there.count), answers })
    const lines = detailsOf(record).lines.map((one, at) => (at === nth ? next : one))
    demandTime(orderingOf(call), lines, asked.wanted)
    const input = { lines: JSON.stringify(lines), ...(asked.wanted === undefined ? {} : { wanted: asked.wanted }) }
    const moved = await desk.move(number, 'change', input).catch(async (error: unknown) => {
      throw error instanceof Full ? await offeredToChange(call, error, { number, lines }) : error
    })
    return movedReply(call, moved)
  } catch (error) {
    throw atField(error, item)
  }
}

/** What is not asked any more is forgotten. */
const known = (before: Readonly<Record<string, string>>, fields: readonly { readonly id: string }[]) =>
  Object.fromEntries(Object.entries(before).filter(([id]) => fields.some((field) => field.id === id)))

function lineIn(record: Rec, typed: string | undefined): { readonly nth: number; readonly there: Line } {
  const { lines } = detailsOf(record)
  if (typed === undefined && lines.length > 1)
    throw new Refusal('request.which_line', { number: record.number, count: lines.length }, 'line')
  const nth = Number(typed ?? '1') - 1
  const there = lines[nth]
  if (!there) throw new Refusal('request.no_line', { number: record.number, count: lines.length }, 'line')
  return { nth, there }
}

/** Gives it to somebody who sees to it as a whole. */
export async function assign(call: Call<Desk>, number: string, person: string): Promise<Reply> {
  const { desk } = call
  if (!(await desk.works(person))) {
    const name = (await desk.person(person))?.name ?? person
    throw new Refusal('request.not_an_agent', { name }, 'to')
  }
  return movedReply(call, await desk.move(number, 'assign', { assignee: person }))
}

/** Thanks for the stars. */
export function rated(call: Call<Desk>, record: Rec): Promise<Reply> | Reply {
  if (call.inbound.kind !== 'press') return movedReply(call, record)
  return doneReply(record, [call.voice.say('request.thanks')])
}

/** Where it stands, in a word. */
export const stateOf = ({ voice }: Call<Desk>, record: Rec): string => voice.say(stateKey('request', record.state))
