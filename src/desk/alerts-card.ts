import type { Block, Card, Inline, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { hours } from '../kernel/duration.js'
import type { What } from '../notices/index.js'
import type { Rec } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { type Alerted, alertedIn } from './alerted.js'
import { lengthWords } from './clock-words.js'

/** How many alerts look that are told in one message: what is broken, what breaks within the hour, and which first. */

/** How many lines such a message has; the others are counted, and stand where it links to. */
const lines = 25

export interface Eyes {
  readonly voice: Voice
  /** When it is read. */
  readonly now: Date
  /** Which of the records may be shown there. */
  readonly readable: (record: Rec) => Promise<boolean>
}

/**
 * Many alerts in one message: the broken promises by their weight, then those that will break, the next one first. Clocks
 * are read as they are by now, for the message may have waited for somebody's morning. Undefined when none may be shown.
 */
export async function alertsCard(
  reader: Reader,
  what: Extract<What, { show: 'alerts' }>,
  { voice, now, readable }: Eyes,
): Promise<Card | undefined> {
  const found = await alertedIn(reader, what, readable)
  if (found.length === 0) return undefined
  const broken = found.filter((one) => one.broken)
  const ahead = found.filter((one) => !one.broken)
  const shown = [...broken.toSorted(byWeight), ...ahead.toSorted(byTime)]
  const next = nextLine(ahead, now, voice)
  const items = shown.slice(0, lines).map((one): Item => itemOf(one, voice))
  const left = found.length - items.length
  return {
    title: [titleOf(found, soonOf(ahead, now), voice)],
    tone: broken.length > 0 ? 'bad' : 'attention',
    blocks: [
      ...(next ? [next] : []),
      { kind: 'list', items },
      ...(left > 0 ? [{ kind: 'note', line: [voice.say('sla.together.more', { count: left })] } as const] : []),
      {
        kind: 'actions',
        actions: [
          { kind: 'press', label: voice.say('sla.buttons.breached'), press: { command: 'sla breached', args: {} } },
          { kind: 'press', label: voice.say('sla.buttons.at_risk'), press: { command: 'sla at-risk', args: {} } },
        ],
      },
    ],
  }
}

/** How many promises these are about: of one of them there may be more than one alert. */
const promises = (found: readonly Alerted[]): number => new Set(found.map(({ alert }) => alert.clock)).size

/** How many promises break in the hour that begins now. */
const soonOf = (ahead: readonly Alerted[], now: Date): number =>
  promises(ahead.filter(({ due }) => due !== undefined && due >= now && due.getTime() <= now.getTime() + hours(1)))

function titleOf(found: readonly Alerted[], soon: number, voice: Voice): string {
  const count = promises(found)
  const broken = promises(found.filter((one) => one.broken))
  if (broken === count) return voice.say('sla.together.broken', { count })
  if (broken > 0) return voice.say('sla.together.both', { count, broken })
  return voice.say(soon === count ? 'sla.together.hour' : 'sla.together.warned', { count })
}

/** How many break within the hour, and which is the next; undefined where no clock of them runs any more. */
function nextLine(ahead: readonly Alerted[], now: Date, voice: Voice): Block | undefined {
  const [first] = ahead.filter(({ due }) => due !== undefined && due >= now).toSorted(byTime)
  if (!first?.due) return undefined
  const at = first.due.toISOString()
  const gaps = {
    number: { kind: 'record', number: first.record.number },
    at: { kind: 'time', at, style: 'moment' },
    in: { kind: 'time', at, style: 'relative' },
  } as const
  const soon = soonOf(ahead, now)
  const line =
    soon === 0 ? voice.line('sla.together.later', gaps) : voice.line('sla.together.next', { ...gaps, count: soon })
  return { kind: 'text', line }
}

const byWeight = (a: Alerted, b: Alerted): number =>
  (a.record.priority ?? 9) - (b.record.priority ?? 9) || a.alert.id - b.alert.id

const byTime = (a: Alerted, b: Alerted): number =>
  (a.due?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.due?.getTime() ?? Number.MAX_SAFE_INTEGER) || byWeight(a, b)

function itemOf({ record, entry: { kind, data }, due }: Alerted, voice: Voice): Item {
  const at = due?.toISOString()
  const metric = voice.say(`sla.metrics.${String(data.metric)}`)
  const detail: Inline[] = [
    ...(record.priority === undefined ? [] : [`P${record.priority} · `]),
    voice.say(`sla.together.item.${kind}`, { metric, percent: String(data.percent ?? '') }),
    ...(typeof data.late === 'number'
      ? [` · ${voice.say('sla.together.late', { by: lengthWords(data.late, voice) })}`]
      : []),
    ...(at
      ? [' · ', { kind: 'time', at, style: 'moment' } as const, ' · ', { kind: 'time', at, style: 'relative' } as const]
      : []),
  ]
  return { line: [{ kind: 'record', number: record.number }, ` ${record.title}`], detail }
}
