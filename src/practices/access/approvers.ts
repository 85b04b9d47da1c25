import type { Gate, GateStage } from '../../desk/index.js'
import { days } from '../../kernel/duration.js'
import { boardIn, type Organisation, type RightApprover } from '../../organisation/index.js'
import type { Input, Rec } from '../../records/index.js'
import { detailsOf } from './policy.js'

/**
 * Who has to agree: first the manager of whoever asks for themselves, to the need; then those whom the desk file names,
 * the service's owner where it names nobody. Nobody agrees to what is for them or what they ask for: whoever is above
 * decides instead.
 */

/** So long people are asked; then they are reminded that it is up, and the vote stays open. */
const timeToDecide = days(3)

/** Whether it is needed. */
export const need: Gate = {
  about: 'need',
  asks: (record, organisation) => {
    const { for: person, managers } = detailsOf(record)
    const asked = managers.length > 0 ? managers : above(organisation, [person, record.requester])
    return { stages: [anyOf('line_manager', asked)] }
  },
  shows,
  verbs: { approved: 'vouch', rejected: 'reject', returned: 'return' },
}

/** Whether it may be had. */
export const decision: Gate = {
  about: 'decision',
  asks: (record, organisation) => ({ stages: stagesFor(record, organisation) }),
  shows,
  verbs: { approved: 'approve', rejected: 'reject', returned: 'return' },
}

/** Whether it may be had for longer. */
export const extension: Gate = {
  about: 'extension',
  asks: (record, organisation) => {
    const { extension: wish } = detailsOf(record)
    return {
      stages: stagesAgain(record, organisation, wish?.by ?? record.requester),
      ...(wish ? { by: wish.by } : {}),
    }
  },
  shows: (record) => ({ purpose: detailsOf(record).extension }),
  verbs: { approved: 'prolong', rejected: 'let_end', returned: 'let_end' },
}

function shows(record: Rec): Readonly<Record<string, unknown>> {
  const { right, for: person, days: count } = detailsOf(record)
  return { purpose: [right, person, record.body, count] }
}

/** Who has to agree to it; nobody where the manager’s word is all that is asked for, or the desk file gives it. */
export function stagesFor(record: Rec, organisation: Organisation): readonly GateStage[] {
  const { for: person, vouched } = detailsOf(record)
  return stagesOf(record, organisation, { barred: [person, record.requester], isVouched: vouched === 'manager' })
}

/** The same once it is to be had for longer: whoever asks now has said so, not whoever asked then. */
export function stagesAgain(record: Rec, organisation: Organisation, by: string): readonly GateStage[] {
  const { for: person, managers } = detailsOf(record)
  return stagesOf(record, organisation, { barred: [person, by], isVouched: managers.includes(by) })
}

interface Asking {
  /** Those who have no say in it. */
  readonly barred: readonly string[]
  /** The manager has said that it is needed. */
  readonly isVouched: boolean
}

const usual: readonly RightApprover[] = [{ kind: 'owner' }]

function stagesOf(record: Rec, organisation: Organisation, asking: Asking): readonly GateStage[] {
  const { right } = detailsOf(record)
  const approvals = organisation.access.rights.get(right)?.approvals ?? usual
  return approvals.flatMap((by): readonly GateStage[] => {
    if (by.kind === 'board' && boardIn(organisation, by.id)) return [{ kind: 'board', board: by.id }]
    if (by.kind === 'manager' && asking.isVouched) return []
    const people = by.kind === 'manager' ? detailsOf(record).managers : ownersOf(record, organisation)
    const others = people.filter((one) => !asking.barred.includes(one))
    if (others.length > 0) return [anyOf(by.kind === 'manager' ? 'line_manager' : 'service_owner', others)]
    return [anyOf('those_above', above(organisation, asking.barred))]
  })
}

const ownersOf = ({ service }: Rec, { services }: Organisation): readonly string[] =>
  [services.get(service ?? '')?.owner].filter((owner) => owner !== undefined)

/** Where those who should decide are the ones who ask: the process owners, else those who see to security. */
export function above({ grants }: Organisation, barred: readonly string[]): readonly string[] {
  for (const wanted of ['process owner', 'security', 'admin'] as const) {
    const holders = [...grants].filter(([, all]) => all.some(({ role, service }) => role === wanted && !service))
    const people = holders.map(([person]) => person).filter((person) => !barred.includes(person))
    if (people.length > 0) return people.sort()
  }
  return []
}

const anyOf = (name: string, people: readonly string[]): GateStage => ({
  ...{ kind: 'people', name, rule: 'any', within: timeToDecide },
  people: people.map((person) => ({ person })),
})

/** What comes next by itself, until people are asked. */
export function goesOn(
  record: Rec,
  organisation: Organisation,
): { readonly verb: string; readonly input: Input } | undefined {
  const { for: person, managers, birthright, vouched } = detailsOf(record)
  if (record.state === 'requested') {
    if (birthright) return { verb: 'verify', input: { vouched: 'desk_file' } }
    if (managers.includes(record.requester)) return { verb: 'verify', input: { vouched: 'manager' } }
    const nobody = managers.length === 0 && above(organisation, [person, record.requester]).length === 0
    return nobody ? { verb: 'verify', input: { vouched: 'nobody_above' } } : { verb: 'check', input: {} }
  }
  if (record.state !== 'verified') return undefined
  if (stagesFor(record, organisation).length > 0) return { verb: 'ask', input: {} }
  return { verb: 'waive', input: { waived: vouched === 'manager' ? 'manager' : 'desk_file' } }
}
