import type { Call } from '../../chat/command.js'
import { locales } from '../../chat/language.js'
import type { Desk } from '../../desk/index.js'
import type { Way } from '../../kernel/errors.js'
import { alternatives, type Full } from '../../stock/index.js'
import type { Asked } from './asking.js'
import type { Line } from './record.js'

/** What can be had instead of what is full: each is one press, with the same answers. */

/** Longer answers are given anew: a button carries so much (Slack: 2,000 characters with all else that is in it). */
const carriable = 900

/** Who wants less, something else or another time orders it by a press. */
export async function offeredInstead(
  call: Call<Desk>,
  full: Full,
  line: Line,
  { whom, wanted, note, budget, from }: Pick<Asked, 'whom' | 'wanted' | 'note' | 'budget' | 'from'>,
): Promise<Full> {
  const { voice } = call
  const found = await foundFor(call, full, line)
  if (!found) return full
  const { others, next, answers } = found
  const rest = Object.fromEntries(
    Object.entries({ whom, wanted, note, budget, from }).filter(([, value]) => value !== undefined),
  )
  const order = (item: string, count: number, given: Answers): Omit<Way, 'label'> => ({
    command: 'request order',
    args: { ...rest, item, ...(count === 1 ? {} : { count: String(count) }), ...carried(given) },
  })
  const ways: Way[] = [
    ...(full.left > 0
      ? [
          {
            ...order(line.item, full.left, answers),
            label: { words: 'request.ways.left', params: { count: full.left } },
          },
        ]
      : []),
    ...others.map((other) => ({
      ...order(other.item.id, line.count, other.answers),
      label: { words: 'request.ways.other', params: { item: other.item.name[voice.language] } },
    })),
    ...(next
      ? [
          {
            ...order(line.item, line.count, next.answers),
            label: { words: 'request.ways.next', params: { at: told(call, next.from) } },
          },
        ]
      : []),
  ]
  return full.offering(ways)
}

/** Of an order that is changed it is another time, or as many as are left. */
export async function offeredToChange(
  call: Call<Desk>,
  full: Full,
  { number, lines }: { readonly number: string; readonly lines: readonly Line[] },
): Promise<Full> {
  const line = lines[full.wanted.line - 1]
  if (!line) return full
  const found = await foundFor(call, full, line)
  if (!found) return full
  const change = (count: number, answers: Answers): Omit<Way, 'label'> => ({
    command: 'request change',
    args: { record: number, line: String(full.wanted.line), count: String(count), ...carried(answers) },
  })
  const { next, answers } = found
  return full.offering([
    ...(full.left > 0
      ? [{ ...change(full.left, answers), label: { words: 'request.ways.left', params: { count: full.left } } }]
      : []),
    ...(next
      ? [
          {
            ...change(line.count, next.answers),
            label: { words: 'request.ways.next', params: { at: told(call, next.from) } },
          },
        ]
      : []),
  ])
}

type Answers = Readonly<Record<string, string>>

async function foundFor({ desk }: Call<Desk>, full: Full, line: Line) {
  const { organisation, caller, now } = desk
  const item = organisation.catalogue.get(full.wanted.item.id)
  if (!item) return undefined
  const answers = Object.fromEntries(line.answers.map(({ id, value }) => [id, value]))
  const wanted = { item, count: line.count, answers }
  return { ...(await alternatives(desk.handed.reader, wanted, { organisation, caller, now })), answers }
}

function carried(answers: Answers): { readonly answers?: string } {
  const text = JSON.stringify(answers)
  return text.length > carriable ? {} : { answers: text }
}

function told({ desk, voice }: Call<Desk>, at: Date): string {
  const zone = desk.caller.person.zone ?? desk.organisation.zone
  const style = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(locales[voice.language], { ...style, timeZone: zone }).format(at)
}
