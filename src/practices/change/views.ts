import type { Block, Card, Item, Line, Tone } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { impactPicture } from '../../configuration/index.js'
import type { RecordView } from '../../desk/index.js'
import { conflictLines } from '../../forward/index.js'
import { type Entry, stateKey } from '../../records/index.js'
import { detailsOf, stepsOf } from './policy.js'
import { ingredients, type PlanName, planNames, type RiskReason, type Step } from './record.js'
import { buttons, menu, templateButton } from './steps.js'
import type { Gathered } from './windows.js'

/** The card of a change: what, why and when, its risk and the reasons for it, its plans, and what can be done next. */
export function changeCard(view: RecordView, voice: Voice): Card {
  const { record } = view
  const blocks: Block[] = [{ kind: 'facts', facts: facts(view, voice) }]
  for (const name of ['reason', 'return', 'risks', 'resources', 'relationship'] as const) {
    const words = detailsOf(record)[name]
    if (words) blocks.push(heading(voice.say(`change.facts.${name}`)), { kind: 'quote', text: words })
  }
  blocks.push(...conflictBlocks(view, voice), ...readinessBlocks(view, voice), ...riskBlocks(view, voice))
  for (const name of planNames) blocks.push(...planBlocks(view, name, voice))
  blocks.push(...endBlocks(view, voice), { kind: 'note', line: footnote(view, voice) })
  const actions = [...buttons(view, voice), ...templateButton(view, voice)]
  if (actions.length > 0) blocks.push({ kind: 'actions', actions })
  const more = menu(view, voice)
  if (more) blocks.push(more)
  return {
    title: [{ kind: 'record', number: record.number }, ' ', record.title],
    tone: toneOf(view),
    blocks,
    page: `/r/${record.number}`,
  }
}

const heading = (text: string): Block => ({ kind: 'text', line: [{ kind: 'strong', text }] })

function toneOf({ record }: RecordView): Tone {
  const { kind, risk } = detailsOf(record)
  switch (record.state) {
    case 'failed':
    case 'backed out':
      return 'bad'
    case 'implemented':
    case 'reviewed':
      return 'good'
    case 'ready for decision':
    case 'implementing':
      return kind === 'emergency' || risk?.class === 'high' ? 'bad' : 'attention'
    default:
      return record.open ? 'plain' : 'muted'
  }
}

function facts(view: RecordView, voice: Voice): readonly { readonly label: string; readonly value: Line }[] {
  const { record } = view
  const { kind, template, unauthorised, items, window, outage, effort } = detailsOf(record)
  const rows: { label: string; value: Line }[] = []
  const add = (key: string, value: Line | undefined): void => {
    if (value) rows.push({ label: voice.say(`change.facts.${key}`), value })
  }
  const kindText = voice.say(`choices.change_kind.${kind}`)
  add('state', [voice.say(stateKey('change', record.state))])
  add('kind', [unauthorised ? `${kindText} · ${voice.say('change.unauthorised')}` : kindText])
  add('template', template === undefined ? undefined : [view.template(template, voice)])
  add('risk', riskLine(view, voice))
  add('window', window ? windowLine(window, voice) : undefined)
  add('outage', outage === undefined ? undefined : [voice.say('change.minutes', { count: outage })])
  add('effort', effort === undefined ? undefined : [voice.say('change.minutes', { count: effort })])
  const services = servicesNamed(view, voice)
  add(services.length > 1 ? 'services' : 'service', services.length > 0 ? [services.join(', ')] : undefined)
  add(
    'items',
    items.length > 0
      ? items.flatMap((key, at): Line => [...(at > 0 ? [', '] : []), { kind: 'code', text: key }])
      : undefined,
  )
  add('raised', [view.person(record.requester)])
  add('responsible', [record.assignee ? view.person(record.assignee) : voice.say('change.nobody')])
  return rows
}

/** Those that it is about, its own first: all that would be out with its items. */
function servicesNamed(view: RecordView, voice: Voice): readonly string[] {
  const { services } = detailsOf(view.record)
  const known = gathered(view)?.organisation.services
  const others = services.filter((id) => id !== view.record.service).map((id) => known?.get(id)?.name[voice.language])
  return [view.service(voice), ...others].filter((name) => name !== undefined)
}

const moment = (at: string) => ({ kind: 'time', at, style: 'moment' }) as const

const windowLine = ({ from, to }: { readonly from: string; readonly to: string }, voice: Voice): Line =>
  voice.line('change.window', { from: moment(from), to: moment(to) })

function riskLine({ record }: RecordView, voice: Voice): Line | undefined {
  const { risk } = detailsOf(record)
  if (!risk) return undefined
  const { probability, impact, score, computed } = risk
  const said = voice.say(`choices.risk.${risk.class}`)
  const sum = voice.say('change.risk.sum', { probability, impact, score })
  const instead = computed
    ? ` – ${voice.say('change.risk.instead', { risk: voice.say(`choices.risk.${computed}`) })}`
    : ''
  return [{ kind: 'strong', text: said }, ` (${sum})${instead}`]
}

/** Why a risk is what it is, in one sentence a reason. */
export const riskReasonText = ({ code, count, name }: RiskReason, voice: Voice): string =>
  voice.say(`change.risk.reasons.${code}`, {
    ...(count === undefined ? {} : { count }),
    ...(name === undefined ? {} : { name }),
  })

function riskBlocks({ record }: RecordView, voice: Voice): readonly Block[] {
  const { risk } = detailsOf(record)
  if (!risk || risk.reasons.length === 0) return []
  return [
    heading(voice.say('change.risk.why')),
    { kind: 'list', items: risk.reasons.map((reason) => ({ line: [riskReasonText(reason, voice)] })) },
  ]
}

const gathered = ({ gathered: all }: RecordView): Gathered | undefined => all as Gathered | undefined

/** What stands in the way of its window. */
function conflictBlocks(view: RecordView, voice: Voice): readonly Block[] {
  const all = gathered(view)
  if (!all || all.conflicts.length === 0) return []
  const lines = conflictLines(all.conflicts, { ...all, voice, nameOf: view.nameOf })
  return [
    heading(voice.say('change.conflicts', { count: lines.length })),
    {
      kind: 'list',
      items: lines.map((line, at): Item => ({ line: [all.conflicts[at]?.excepted ? '✓ ' : '⚠ ', ...line] })),
    },
  ]
}

/** The ingredients of an organisational change that are missing, with the way in which it usually fails without them. */
function readinessBlocks({ record }: RecordView, voice: Voice): readonly Block[] {
  const { ingredients: there } = detailsOf(record)
  if (!there) return []
  const missing = ingredients.filter((one) => !there.includes(one))
  if (missing.length === 0) return [{ kind: 'note', line: [voice.say('change.readiness.all')] }]
  return [
    heading(voice.say('change.readiness.missing')),
    {
      kind: 'list',
      items: missing.map((one): Item => ({ line: [`⚠ ${voice.say(`change.readiness.without.${one}`)}`] })),
    },
  ]
}

/** Where votes are asked for, what would fail with its items is drawn. */
export function changeShows(entry: Entry, view: RecordView, voice: Voice): readonly Block[] {
  const impact = entry.kind === 'approval_asked' && entry.data.stage !== 'owners' ? gathered(view)?.impact : undefined
  const picture = impact && impactPicture(impact, voice)
  return picture ? [picture] : []
}

function planBlocks(view: RecordView, name: PlanName, voice: Voice): readonly Block[] {
  const steps = stepsOf(view.record, name)
  if (steps.length === 0) return []
  const next = view.may('tick') ? steps.findIndex(({ at }) => !at) : -1
  const items = steps.map((step, at) =>
    stepItem(view, { step, at, name, offered: at === next && isInHand(view, name) }, voice),
  )
  return [heading(voice.say(`change.plans.${name}`)), { kind: 'list', items }]
}

/** While it is done, the implementation and its tests are ticked; once it has failed, the way back is. */
const isInHand = ({ record }: RecordView, name: PlanName): boolean =>
  (name === 'back_out') === (record.state === 'failed')

interface StepShown {
  readonly step: Step
  readonly at: number
  readonly name: PlanName
  readonly offered: boolean
}

function stepItem(view: RecordView, { step, at, name, offered }: StepShown, voice: Voice): Item {
  const { number } = view.record
  const args = { record: number, plan: name, step: String(at + 1) }
  return {
    line: [`${step.at ? '☑' : '☐'} ${at + 1}. ${step.text}`],
    ...(step.at ? { detail: [...(step.by ? [`${view.nameOf(step.by)} · `] : []), moment(step.at)] } : {}),
    ...(offered
      ? { action: { kind: 'press', label: voice.say('change.verbs.tick'), press: { command: 'change tick', args } } }
      : {}),
  }
}

/** What became of it, what it broke, and what it came to against what was expected. */
function endBlocks(view: RecordView, voice: Voice): readonly Block[] {
  const { cause, result, review, reviewDue } = detailsOf(view.record)
  const broke = view.links.filter(({ kind, forward }) => kind === 'caused' && forward).length
  const blocks: Block[] = []
  if (cause)
    blocks.push({ kind: 'text', line: voice.line('change.cause', { cause: voice.say(`choices.cause.${cause}`) }) })
  if (result) blocks.push(heading(voice.say('change.result')), { kind: 'quote', text: result })
  if (broke > 0) blocks.push({ kind: 'text', line: [voice.say('change.broke', { count: broke })] })
  // A promise of the review says the same in its own words.
  const isPromised = view.clocks.some(({ metric }) => metric === 'review')
  if (reviewDue && !review && !isPromised)
    blocks.push({ kind: 'note', line: voice.line('change.review_due', { at: moment(reviewDue) }) })
  return review ? [...blocks, ...reviewBlocks(view, review, voice)] : blocks
}

type Review = NonNullable<ReturnType<typeof detailsOf>['review']>

/** The predicted against the actual. */
function reviewBlocks({ record }: RecordView, review: Review, voice: Voice): readonly Block[] {
  const { risk, outage, effort } = detailsOf(record)
  const minutes = (count: number | undefined): string | undefined =>
    count === undefined ? undefined : voice.say('change.minutes', { count })
  const riskText = (one: string | undefined): string | undefined => one && voice.say(`choices.risk.${one}`)
  const all = [
    ['risk', riskText(risk?.class), riskText(review.risk)],
    ['outage', minutes(outage), minutes(review.outage)],
    ['effort', minutes(effort), minutes(review.effort)],
  ] as const
  const rows = all.flatMap(([name, expected = '–', actual]) =>
    actual === undefined ? [] : [[voice.say(`change.facts.${name}`), expected, actual]],
  )
  const columns = ['', voice.say('change.expected'), voice.say('change.actual')]
  return [
    heading(voice.say('change.review')),
    { kind: 'quote', text: review.verdict },
    ...(rows.length > 0 ? [{ kind: 'table', columns, rows } as const] : []),
  ]
}

function footnote(view: RecordView, voice: Voice): Line {
  const parts: Line[] = [voice.line('change.opened_at', { at: moment(view.record.openedAt.toISOString()) })]
  if (view.record.private) parts.push([{ kind: 'strong', text: voice.say('change.private') }])
  if (view.remarks > 0) parts.push([voice.say('change.remarks', { count: view.remarks })])
  for (const link of view.links) {
    const name = voice.say(`links.${link.kind.replaceAll(' ', '_')}.${link.forward ? 'forward' : 'back'}`)
    parts.push([`${name} `, { kind: 'record', number: link.number }])
  }
  return parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]))
}
