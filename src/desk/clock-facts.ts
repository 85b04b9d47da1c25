import type { Card, Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { ClockRow } from '../sla/index.js'
import { lengthWords } from './clock-words.js'
import type { RecordView } from './practice.js'

/**
 * What a record's card says of its promises. A running clock is an instant, which each platform counts down to by itself: no
 * card is edited because time goes by.
 */
export function withClocks(card: Card, view: RecordView, voice: Voice): Card {
  const facts = shown(view).map((clock) => ({
    label: labelOf(clock, view, voice),
    value: clockLine(clock, voice),
  }))
  if (facts.length === 0) return card
  const at = card.blocks.findIndex(({ kind }) => kind === 'facts')
  const blocks = card.blocks.map((block, index) =>
    index === at && block.kind === 'facts' ? { ...block, facts: [...block.facts, ...facts] } : block,
  )
  return { ...card, blocks: at < 0 ? [{ kind: 'facts', facts }, ...card.blocks] : blocks }
}

/** What is still promised, and what was broken; a promise that was kept needs no line. */
const shown = ({ clocks, inside }: RecordView): readonly ClockRow[] =>
  clocks.filter(
    ({ state, breached, kind }) =>
      (state === 'running' || state === 'paused' || breached) && concernsReader({ kind }, inside),
  )

/** What was agreed with teams and suppliers is for those who work here; in a channel nobody knows who reads. */
export const concernsReader = ({ kind }: Pick<ClockRow, 'kind'>, inside: boolean): boolean => kind === 'sla' || inside

function labelOf({ metric, party }: ClockRow, view: RecordView, voice: Voice): string {
  const name = voice.say(`sla.metrics.${metric}`)
  return party === undefined ? name : voice.say('sla.metric_of', { metric: name, party: view.party(party, voice) })
}

/** `by 14:00 (in 2 hours)`, `paused, 3 h left`, `broken since 14:00`, `kept`. */
export function clockLine(clock: ClockRow, voice: Voice): Line {
  const left = clock.targetMs - clock.usedMs
  if (clock.state === 'paused') {
    if (clock.breached) return [voice.say('sla.state.paused_broken')]
    return [voice.say('sla.state.paused', { left: lengthWords(left, voice) })]
  }
  if (clock.state === 'stopped') {
    if (!clock.breached) return [voice.say('sla.state.kept', { used: lengthWords(clock.usedMs, voice) })]
    return left < 0
      ? [voice.say('sla.state.late', { by: lengthWords(-left, voice) })]
      : [voice.say('sla.state.late_between')]
  }
  if (!clock.dueAt) return []
  const at: Inline = { kind: 'time', at: clock.dueAt.toISOString(), style: 'moment' }
  const relative: Inline = { kind: 'time', at: clock.dueAt.toISOString(), style: 'relative' }
  // What was told once does not count: a longer target may have made it whole since. The sweep brings the figures up to the breach.
  return voice.line(clock.breached ? 'sla.state.broken' : 'sla.state.due', { at, in: relative })
}
