import type { Approval, BallotRow, StageView } from '../approvals/index.js'
import type { Action, Block, Card, Inline, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { shorten } from '../kernel/text.js'
import type { Entry } from '../records/index.js'
import { askedKind, shownWord } from './asked.js'
import type { RecordView } from './practice.js'
import { missingIn } from './votes.js'

/** What a record's card says of its decision: who is asked, who said what and why, what is missing, and the buttons to answer with. */
export function withApprovals(card: Card, view: RecordView, voice: Voice): Card {
  const blocks = current(view.approvals).flatMap((approval) => approvalBlocks(approval, view, voice))
  return blocks.length === 0 ? card : { ...card, blocks: [...card.blocks, ...blocks] }
}

/** The newest of each thing that is decided, unless it needs no decision any more. */
function current(approvals: readonly Approval[]): readonly Approval[] {
  const newest = approvals.filter((one, at) => approvals.findIndex(({ about }) => about === one.about) === at)
  return newest.filter(({ state }) => state !== 'void' && state !== 'recalled')
}

function approvalBlocks(approval: Approval, view: RecordView, voice: Voice): readonly Block[] {
  const { about, version, state, stages } = approval
  const title = voice.line(`approvals.state.${state}`, {
    about: { kind: 'strong', text: voice.say(`approvals.about.${about}`) },
    version: String(version),
  })
  const actions = ballotActions(approval, view, voice)
  return [
    { kind: 'text', line: title },
    { kind: 'list', items: stages.map((stage) => stageItem(stage, { view, voice, isOpen: state === 'waiting' })) },
    ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
  ]
}

interface Showing {
  readonly view: RecordView
  readonly voice: Voice
  /** Whether votes are cast now: what was returned waits, and nobody's time runs out. */
  readonly isOpen: boolean
}

function stageItem(stage: StageView, { view, voice, isOpen }: Showing): Item {
  const { name, state, rule, dueAt } = stage
  const line: Inline[] = [
    { kind: 'strong', text: view.stage(name, voice) },
    ` · ${voice.say(`approvals.stage.${state}`)} · ${ruleText(rule, voice)}`,
  ]
  if (isOpen && state === 'open' && dueAt) {
    const at: Inline = { kind: 'time', at: dueAt.toISOString(), style: 'relative' }
    line.push(' · ', ...voice.line('approvals.until', { at }))
  }
  return { line, detail: [ballotText(stage, view, voice), ...(isOpen ? missingLine(stage, voice) : [])] }
}

function ruleText(rule: StageView['rule'], voice: Voice): string {
  const said = voice.say(`approvals.rule.${rule.kind}`, { count: rule.count ?? 0, percent: rule.percent ?? 0 })
  return rule.quorum === undefined ? said : `${said}, ${voice.say('approvals.quorum', { count: rule.quorum })}`
}

const marks: Readonly<Record<BallotRow['choice'], string>> = {
  approve: '✅',
  reject: '❌',
  abstain: '➖',
  changes: '✏️',
  waiting: '⏳',
}

/** In the order in which they are told; a sign alone says nothing to whoever cannot see it. */
const choices = ['approve', 'reject', 'changes', 'abstain', 'waiting'] as const

/** Everybody by their answer: `approved: ✅ Ana ×2 — rejected: ❌ Reto (veto): no way back — no answer yet: ⏳ Mads (for Seraina)`. */
function ballotText({ ballots, rule, state }: StageView, view: RecordView, voice: Voice): string {
  const told = choices.map((choice) => {
    const these = ballots.filter((ballot) => ballot.choice === choice)
    const said =
      choice === 'waiting'
        ? voice.say(`approvals.${state === 'open' || state === 'coming' ? 'silent' : 'unheard'}`)
        : voice.say(`choices.ballot.${choice}`)
    return these.length > 0 ? `${said}: ${these.map((ballot) => voterText(ballot, rule, view, voice)).join(' · ')}` : ''
  })
  return told.filter((text) => text !== '').join(' — ')
}

function voterText(
  { voter, holder, castBy, choice, weight, reason }: BallotRow,
  rule: StageView['rule'],
  view: RecordView,
  voice: Voice,
): string {
  const by = castBy ?? holder
  const notes = [
    ...(by === voter ? [] : [voice.say('approvals.instead_of', { name: view.nameOf(voter) })]),
    ...(rule.vetoes?.includes(voter) ? [voice.say('approvals.veto')] : []),
    ...(weight === 0 ? [voice.say('approvals.advice')] : []),
  ]
  const heavy = weight > 1 ? ` ×${weight}` : ''
  const noted = notes.length > 0 ? ` (${notes.join(', ')})` : ''
  const why = reason === undefined ? '' : `: ${shorten(reason, 120)}`
  return `${marks[choice]} ${view.nameOf(by)}${heavy}${noted}${why}`
}

function missingLine(stage: StageView, voice: Voice): Line {
  const missing = stage.state === 'open' ? missingIn(stage) : undefined
  return missing === undefined ? [] : [` — ${voice.say('approvals.missing', { count: missing })}`]
}

/** Buttons for whoever may vote; none once it is decided, or where the reader has nothing to say. */
export function ballotActions(approval: Approval, view: RecordView, voice: Voice): readonly Action[] {
  if (approval.state !== 'waiting' || !view.votes(approval)) return []
  const { number, practice } = view.record
  const press = (verb: string, style?: 'primary' | 'danger'): Action => ({
    kind: 'press',
    label: voice.say(`approvals.buttons.${verb}`),
    press: { command: `${practice} ${verb}`, args: { record: number, shown: shownWord(approval) } },
    ...(style ? { style } : {}),
  })
  return [press('approve', 'primary'), press('reject', 'danger'), press('changes'), press('abstain')]
}

/** The same buttons under the entry that asks for votes, as long as it is this version that is decided. */
export function askedOffers(entry: Entry, view: RecordView, voice: Voice): readonly Action[] {
  if (entry.kind !== askedKind) return []
  const approval = view.approvals.find(({ id }) => id === entry.data.approval)
  const stage = approval?.stages.find(({ name }) => name === entry.data.stage)
  if (!approval || stage?.state !== 'open' || approval.version !== entry.data.version) return []
  return ballotActions(approval, view, voice)
}

/** Buttons for one who is reminded. */
export function reminderActions(approval: Approval, view: RecordView, voice: Voice): readonly Action[] {
  return ballotActions(approval, view, voice)
}
