import type { Card, Item } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { lengthWords } from './clock-words.js'
import { type Difference, type Outcome, type Simulated, tallied } from './simulate.js'

/** So many lines in a card; the others are counted. */
const most = 20

/** What an edited desk file would have changed. */
export function simulatedCard({ records, promised, differences }: Simulated, voice: Voice): Card {
  const items = differences.slice(0, most).map(
    (one): Item => ({
      line: [{ kind: 'record', number: one.record }, ` ${one.title}`],
      detail: [differenceText(one, voice)],
    }),
  )
  const left = differences.length - items.length
  return {
    title: [voice.say('sla.simulate.title')],
    tone: differences.length === 0 ? 'good' : 'attention',
    blocks: [
      { kind: 'text', line: [voice.say('sla.simulate.looked', { records, promised })] },
      ...tallyLines(differences, voice).map((line) => ({ kind: 'text', line: [line] }) as const),
      ...(items.length > 0 ? [{ kind: 'list', items } as const] : []),
      ...(left > 0 ? [{ kind: 'note', line: [voice.say('sla.together.more', { count: left })] } as const] : []),
    ],
  }
}

/** A line for each way in which promises differ. */
export function tallyLines(differences: readonly Difference[], voice: Voice): readonly string[] {
  const tally = Object.entries(tallied(differences)).filter(([, count]) => count > 0)
  if (tally.length === 0) return [voice.say('sla.simulate.same')]
  return tally.map(([way, count]) => voice.say(`sla.simulate.ways.${way}`, { count: count as number }))
}

/** `Resolution: kept with 50 % warned → broken, 9 h of 8 h`. */
export function differenceText({ promise, party, was, would }: Difference, voice: Voice): string {
  const metric = voice.say(`sla.metrics.${promise}`)
  const name = party === undefined ? metric : voice.say('sla.metric_of', { metric, party })
  return `${name}: ${outcomeText(was, voice)} → ${outcomeText(would, voice)}`
}

function outcomeText(outcome: Outcome | undefined, voice: Voice): string {
  if (!outcome) return voice.say('sla.simulate.none')
  const used = voice.say('sla.used_of', {
    used: lengthWords(outcome.usedMs, voice),
    target: lengthWords(outcome.targetMs, voice),
  })
  if (outcome.broken) return `${voice.say('sla.simulate.broken')} (${used})`
  const how = outcome.warned === 0 ? 'sla.simulate.quiet' : 'sla.simulate.warned'
  return `${voice.say(how, { percent: outcome.warned })} (${used})`
}
