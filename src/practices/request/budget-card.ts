import { chargesIn, type Standing, standingOf } from '../../budgets/index.js'
import { folded, moneyText } from '../../catalogue/index.js'
import type { Card, Item, Line as Words } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import { nearestWord } from '../../chat/near.js'
import type { Desk } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import type { Budget, Organisation } from '../../organisation/index.js'
import { can } from '../../people/index.js'
import { knownTo, recordById } from '../../records/index.js'
import { answersForAll } from './charging.js'

/** Cost centres: how they stand, for those who answer for the money. */

/** The budget of an id or a name, in whichever language. Refuses with `request.no_budget`. */
export function budgetNamed({ budgets }: Organisation, typed: string, field = 'budget'): Budget {
  const wanted = folded(typed.trim())
  const all = [...budgets.values()]
  const found = all.find(({ id, name }) => [id, name.en, name.da].some((word) => folded(word) === wanted))
  if (found) return found
  const near = nearestWord(
    typed.trim(),
    all.flatMap(({ id, name }) => [id, name.en, name.da]),
  )
  throw near === undefined
    ? new Refusal('request.no_budget', { typed }, field)
    : new Refusal('request.no_budget_near', { typed, near }, field)
}

/** The caller's budgets, or one of them with what it paid last. Refuses who answers for none. */
export async function budgetsCard(call: Call<Desk>, typed: string | undefined): Promise<Card> {
  const { desk, voice } = call
  const { organisation, caller } = desk
  const mine = [...organisation.budgets.values()].filter(
    ({ holder }) => answersForAll(caller) || (can(caller, ['user']) && holder === caller.person.id),
  )
  if (mine.length === 0) throw new Refusal('request.no_budgets')
  if (typed !== undefined) return oneCard(call, budgetNamed({ ...organisation, budgets: byId(mine) }, typed))
  const items: Item[] = []
  for (const budget of mine) {
    const press = { command: 'request budget', args: { budget: budget.id } }
    items.push({
      line: [
        { kind: 'strong', text: budget.name[voice.language] },
        ' · ',
        ...sumOf(call, await standing(call, budget)),
      ],
      detail: [periodText(call, budget)],
      action: { kind: 'press', label: voice.say('desk.show'), press },
    })
  }
  return { title: [voice.say('request.budgets')], tone: 'plain', blocks: [{ kind: 'list', items }] }
}

const byId = (all: readonly Budget[]): ReadonlyMap<string, Budget> => new Map(all.map((one) => [one.id, one]))

const standing = ({ desk }: Call<Desk>, budget: Budget): Promise<Standing> =>
  standingOf(desk.handed.reader, budget, { zone: desk.organisation.zone, now: desk.now })

/** `CHF 3,200 of CHF 4,000 spent, CHF 800 left`. */
function sumOf({ voice }: Call<Desk>, { budget, spent, left }: Standing): Words {
  const money = (amount: number): string => moneyText(amount, budget.currency, voice.language)
  const gaps = { spent: money(spent), amount: money(budget.amount), left: money(Math.abs(left)) }
  return voice.line(left < 0 ? 'request.budget_beyond' : 'request.budget_stands', gaps)
}

const periodText = ({ desk, voice }: Call<Desk>, { per, holder }: Budget): string =>
  voice.say(`request.budget_per.${per}`, { name: desk.organisation.people.get(holder)?.name ?? holder })

/** As many as are read at once. */
const shown = 20

async function oneCard(call: Call<Desk>, budget: Budget): Promise<Card> {
  const { desk, voice } = call
  const stands = await standing(call, budget)
  const { reader } = desk.handed
  const charges = await chargesIn(reader, stands, shown + 1)
  const rows = await Promise.all(
    charges.slice(0, shown).map(async ({ record, ...rest }) => ({ ...rest, record: await recordById(reader, record) })),
  )
  const numbers = rows.flatMap(({ record }) => (record ? [record.number] : []))
  const known = await knownTo(reader, desk.caller, numbers)
  const items = rows.map(({ record, amount, at, currency }): Item => {
    const what: Words =
      record && known.has(record.number)
        ? [{ kind: 'record', number: record.number }, ` ${record.title}`]
        : [voice.say('timeline.private_record')]
    return {
      line: [...what, ` · ${moneyText(amount, currency, voice.language)}`],
      detail: [{ kind: 'time', at: at.toISOString(), style: 'moment' }],
    }
  })
  return {
    title: [budget.name[voice.language]],
    tone: stands.left < 0 ? 'attention' : 'plain',
    blocks: [
      { kind: 'text', line: sumOf(call, stands) },
      { kind: 'note', line: [periodText(call, budget)] },
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(charges.length > shown
        ? [{ kind: 'note', line: [voice.say('request.budget_newest', { count: shown })] } as const]
        : []),
    ],
  }
}
