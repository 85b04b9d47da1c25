import type { Gate, GateStage } from '../../desk/index.js'
import { days } from '../../kernel/duration.js'
import { boardIn, type Organisation } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import { detailsOf } from './policy.js'
import { type PlanName, planNames } from './record.js'

/**
 * Who decides on a change: for an emergency its board; else by risk the owners of what is affected (low), the change advisory
 * board (medium), or both with a veto for security (high). Where the house has no such board, change managers do.
 */
export const decision: Gate = {
  about: 'decision',
  asks: (record, organisation) => ({ stages: stagesFor(record, organisation), parallel: true }),
  shows: shownOf,
  verbs: { approved: 'authorise', rejected: 'reject', returned: 'return' },
}

function stagesFor(record: Rec, organisation: Organisation): readonly GateStage[] {
  const { kind, risk } = detailsOf(record)
  const owners = ownersStage(record, organisation)
  if (kind === 'emergency')
    return [boardStage('ecab', organisation) ?? boardStage('cab', organisation) ?? fallback(organisation)]
  if (risk?.class === 'low' && owners) return [owners]
  const board = boardStage('cab', organisation)
  if (!board) return [owners ?? fallback(organisation)]
  if (risk?.class !== 'high') return [board]
  const strict: GateStage = { ...board, vetoes: [{ kind: 'role', role: 'security' }] }
  return owners ? [owners, strict] : [strict]
}

const boardStage = (id: string, organisation: Organisation): Extract<GateStage, { kind: 'board' }> | undefined =>
  boardIn(organisation, id) ? { kind: 'board', board: id } : undefined

/** So long people are asked who are no board with a time of its own; then they are reminded that it is up, and the vote stays open. */
const timeToDecide = days(3)

/** The owners of the services that are affected, each once; nobody decides on what is theirs to ask for. */
function ownersStage(record: Rec, organisation: Organisation): GateStage | undefined {
  const { services } = detailsOf(record)
  const ids = services.length > 0 ? services : record.service === undefined ? [] : [record.service]
  const owners = ids.flatMap((id) => organisation.services.get(id)?.owner ?? [])
  const people = [...new Set(owners)].filter((person) => person !== record.requester)
  return people.length === 0
    ? undefined
    : { kind: 'people', name: 'owners', people: people.map((person) => ({ person })), within: timeToDecide }
}

function fallback({ grants }: Organisation): GateStage {
  const people = [...grants].filter(([, all]) => all.some(({ role }) => role === 'change manager'))
  return { kind: 'people', name: 'managers', people: people.map(([person]) => ({ person })), within: timeToDecide }
}

/** What is shown to those who decide, by the parts that an answer can be about (`covers` in the desk file). */
function shownOf(record: Rec): Readonly<Record<string, unknown>> {
  const {
    reason,
    return: gain,
    risks,
    resources,
    relationship,
    items,
    services,
    window,
    outage,
    risk,
  } = detailsOf(record)
  const words = (name: PlanName): readonly string[] => (detailsOf(record)[name] ?? []).map(({ text }) => text)
  return {
    purpose: [record.title, reason, gain, risks, resources, relationship],
    items,
    services,
    window,
    outage,
    risk: risk?.class,
    ...Object.fromEntries(planNames.map((name) => [name, words(name)])),
  }
}
