import type { Gate, GateStage } from '../../desk/index.js'
import { days } from '../../kernel/duration.js'
import { boardIn, type Organisation } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import { detailsOf } from './policy.js'
import { type PlanName, planNames } from './record.js'

/**
 * Who decides on a change, by its risk as `changes: authority` of the desk file says: unless told, the owners of what is affected
 * (low), the change advisory board (medium), or both with a veto for security (high); for an emergency its own board.
 */
export const decision: Gate = {
  about: 'decision',
  asks: (record, organisation) => ({ stages: stagesFor(record, organisation), parallel: true }),
  shows: shownOf,
  verbs: { approved: 'authorise', rejected: 'reject', returned: 'return' },
}

function stagesFor(record: Rec, organisation: Organisation): readonly GateStage[] {
  const { kind, risk } = detailsOf(record)
  const { authority, vetoes } = organisation.changes
  const level = kind === 'emergency' ? 'emergency' : (risk?.class ?? 'high')
  const strict = level === 'high' ? vetoes.map((role) => ({ kind: 'role' as const, role })) : []
  const stages = authority[level].flatMap((who) => stageOf(who, record, organisation) ?? [])
  const asked = stages.map((stage) =>
    stage.kind === 'board' && strict.length > 0 ? { ...stage, vetoes: strict } : stage,
  )
  return asked.length > 0 ? asked : [insteadOf(record, organisation)]
}

function stageOf(who: string, record: Rec, organisation: Organisation): GateStage | undefined {
  if (who === 'owners') return ownersStage(record, organisation)
  if (who === 'managers') return managersStage(record, organisation)
  return boardIn(organisation, who) ? { kind: 'board', board: who } : undefined
}

/** So long people are asked who are no board with a time of its own; then they are reminded that it is up, and the vote stays open. */
const timeToDecide = days(3)

/** The owners of the services that are affected, each once; nobody decides on what is theirs to ask for. */
function ownersStage(record: Rec, organisation: Organisation): GateStage | undefined {
  const { services } = detailsOf(record)
  const ids = services.length > 0 ? services : record.service === undefined ? [] : [record.service]
  const owners = ids.flatMap((id) => organisation.services.get(id)?.owner ?? [])
  const people = [...new Set(owners)].filter((person) => person !== record.requester).sort()
  return people.length === 0
    ? undefined
    : { kind: 'people', name: 'owners', people: people.map((person) => ({ person })), within: timeToDecide }
}

/** Where nobody is left who could decide: the change managers; and where they are the one who asks, the board for what is riskier. */
function insteadOf(record: Rec, organisation: Organisation): GateStage {
  const { medium, high } = organisation.changes.authority
  const board = [...medium, ...high].find((id) => boardIn(organisation, id))
  const managers = managersStage(record, organisation)
  return managers ?? (board === undefined ? anyOf([]) : { kind: 'board', board })
}

/** Any one of the change managers but whoever asks; undefined where there is no other. */
function managersStage({ requester }: Rec, { grants }: Organisation): GateStage | undefined {
  const managers = [...grants].filter(([, all]) => all.some(({ role }) => role === 'change manager'))
  const people = managers.map(([person]) => person).filter((person) => person !== requester)
  return people.length === 0 ? undefined : anyOf(people.sort())
}

const anyOf = (people: readonly string[]): GateStage => ({
  ...{ kind: 'people', name: 'managers', rule: 'any', within: timeToDecide },
  people: people.map((person) => ({ person })),
})

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
