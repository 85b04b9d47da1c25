import type { Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Agreement, type Metric, promised, type Target, targetText } from '../organisation/index.js'
import type { Rec } from '../records/index.js'
import { type Candidate, pointsOf } from '../sla/index.js'
import { concernsReader } from './clock-facts.js'
import { lengthWords } from './clock-words.js'
import type { RecordView } from './practice.js'
import type { Newer, Which } from './which.js'

/** Which agreements hold for a record, why the others do not, and what a newer version of them changed for it. */
export function whichCard(view: RecordView, { candidates, newer, raisedAt }: Which, voice: Voice): Card {
  const { record } = view
  const shown = candidates.filter(({ agreement }) => concernsReader(agreement, view.inside))
  const items = shown.map((one) => itemOf(record, one, newer.get(one.agreement.id), voice))
  return {
    title: voice.line('sla.which.title', { number: { kind: 'record', number: record.number } }),
    tone: 'plain',
    blocks:
      items.length > 0
        ? [
            { kind: 'list', items },
            { kind: 'note', line: [voice.say('sla.which.rule')] },
            { kind: 'note', line: voice.line('sla.which.raised', { at: moment(raisedAt) }) },
          ]
        : [{ kind: 'text', line: [voice.say('sla.which.none')] }],
    page: `/r/${record.number}`,
  }
}

function itemOf(record: Rec, candidate: Candidate, newer: Newer | undefined, voice: Voice): Item {
  const { agreement, why } = candidate
  const params = { points: pointsText(candidate, voice), state: { words: `sla.states.${agreement.state}` } }
  return {
    line: [
      why === 'wins' ? '✓ ' : '– ',
      { kind: 'strong', text: agreement.name[voice.language] },
      ` (${voice.say(`sla.kinds.${agreement.kind}`)})`,
    ],
    detail: [
      voice.say(`sla.why.${why.replaceAll(' ', '_')}`, params),
      ...(why === 'wins' && newer ? [' ', ...newerLine(record, agreement, newer, voice)] : []),
    ],
  }
}

/** `3 points: 2 for naming their team, 1 for naming the service`. */
function pointsText({ names, specific }: Candidate, voice: Voice): string {
  const parts = names.map((name) => voice.say(`sla.points.${name}`, { points: pointsOf[name] }))
  return parts.length === 0
    ? voice.say('sla.points.none')
    : voice.say('sla.points.sum', { count: specific, parts: parts.join(', ') })
}

function newerLine(record: Rec, old: Agreement, { agreement, since }: Newer, voice: Voice): Line {
  if (!since) return [voice.say('sla.which.keeps')]
  const changes = changesOf(record, old, agreement, voice)
  return changes.length === 0
    ? voice.line('sla.which.follows', { at: moment(since) })
    : voice.line('sla.which.follows_with', { at: moment(since), changes: changes.join(', ') })
}

/** What is promised otherwise for a record such as this one: `Resolution 2 h instead of 10 h`. */
function changesOf({ practice, priority }: Rec, old: Agreement, now: Agreement, voice: Voice): readonly string[] {
  const metrics = Object.keys({ ...old.targets[practice], ...now.targets[practice] }) as Metric[]
  const word = (target: Target | undefined): string => {
    if (!target) return voice.say('sla.simulate.none')
    return target.kind === 'time' ? lengthWords(target.ms, voice) : targetText(target)
  }
  return metrics.flatMap((metric) => {
    const [before, after] = [old, now].map((one) => word(promised(one, practice, metric, priority)))
    if (before === after) return []
    const gaps = { metric: { words: `sla.metrics.${metric}` }, before: before ?? '', after: after ?? '' }
    return [voice.say('sla.which.instead', gaps)]
  })
}

const moment = (at: Date): Inline => ({ kind: 'time', at: at.toISOString(), style: 'moment' })
