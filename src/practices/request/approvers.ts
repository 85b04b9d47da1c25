import type { Gate, GateStage } from '../../desk/index.js'
import { days } from '../../kernel/duration.js'
import { boardIn, type Organisation, type Preapproval, type Role, type Seated } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import { detailsOf, totalOfLines } from './policy.js'
import type { KeptApproval } from './record.js'

/**
 * Who has to agree to a request: what its items ask for, less what is approved beforehand and what its requester's own
 * word covers. One after the other, the line manager first and whoever pays last.
 */

/** Where nobody has to be asked: why. */
export type Waved =
  | { readonly code: 'nothing_to_approve' | 'manager_asks' | 'under_the_limit' }
  | { readonly code: 'preapproved'; readonly because: Preapproval['because'] }

/** So long people are asked; then they are reminded that it is up, and the vote stays open. */
const timeToDecide = days(2)
const order: readonly KeptApproval['by'][] = ['manager', 'owner', 'board', 'budget']

/** Asks those; see `stagesFor`. */
export const approval: Gate = {
  about: 'order',
  asks: (record, organisation) => ({ stages: stagesFor(record, organisation) }),
  shows: (record) => {
    const { lines, for: whom, wanted } = detailsOf(record)
    return { lines: lines.map(({ delivered: _, ...line }) => line), for: whom, wanted }
  },
  verbs: { approved: 'approve', rejected: 'reject', returned: 'return' },
}

/** Nobody is asked, for this reason; undefined where somebody is. */
export function wavedThrough(record: Rec, organisation: Organisation): Waved | undefined {
  const { lines } = detailsOf(record)
  if (stagesFor(record, organisation).length > 0) return undefined
  const all = lines.flatMap(({ approvals }) => approvals)
  if (all.length === 0) return { code: 'nothing_to_approve' }
  const rule = lines.map((_, nth) => ruleFor(record, nth, organisation)).find((one) => one !== undefined)
  if (rule) return { code: 'preapproved', because: rule.because }
  return isManager(record, organisation) ? { code: 'manager_asks' } : { code: 'under_the_limit' }
}

/** The stages of its approval; none where nobody has to be asked. */
export function stagesFor(record: Rec, organisation: Organisation): readonly GateStage[] {
  const wanted = new Map<string, { readonly approval: KeptApproval; readonly service?: string | undefined }>()
  const { lines, paid } = detailsOf(record)
  const total = totalOfLines(lines) ?? 0
  lines.forEach(({ approvals, service }, nth) => {
    if (ruleFor(record, nth, organisation)) return
    for (const approval of approvals) {
      if (approval.over !== undefined && total <= approval.over) continue
      if (approval.by === 'manager' && isManager(record, organisation)) continue
      const key = [approval.by, approval.id ?? (approval.by === 'owner' ? service : '')].join(' ')
      if (!wanted.has(key)) wanted.set(key, { approval, service })
    }
  })
  // Whoever answers for the money decides on what goes beyond it, and on what others want it to pay.
  if (paid && (paid.isOver || !paid.isTheirs)) wanted.set('budget ', { approval: { by: 'budget' } })
  return [...wanted.values()]
    .toSorted((one, other) => order.indexOf(one.approval.by) - order.indexOf(other.approval.by))
    .map(({ approval, service }) => stageOf(record, approval, service, organisation))
}

function stageOf(
  record: Rec,
  { by, id }: KeptApproval,
  service: string | undefined,
  organisation: Organisation,
): GateStage {
  if (by === 'board' && id !== undefined && boardIn(organisation, id)) return { kind: 'board', board: id }
  const asked = { manager: managersOf, owner: ownerOf, budget: holderOf, board: () => [] }[by](
    record,
    organisation,
    service,
  )
  const others = asked.filter((person) => !isTheirOwn(record, person))
  // Where those who should are the ones who ask, whoever is above them decides.
  const above = payersOf(record, organisation).filter((person) => !isTheirOwn(record, person))
  // Above the one who is above all others there is nobody: then those who look after the desk are asked.
  const last = holdersOf('admin', organisation).filter((person) => !isTheirOwn(record, person))
  const people = [others, above, last].find((some) => some.length > 0) ?? []
  return {
    kind: 'people',
    name: by === 'board' ? 'owner' : by,
    rule: 'any',
    within: timeToDecide,
    people: people.map((person) => ({ person })),
  }
}

/** Nobody approves what they ask for, or what is for them (domain: "People, roles, rights"). */
const isTheirOwn = (record: Rec, person: string): boolean =>
  person === record.requester || person === detailsOf(record).for

/** Whom it is for. */
export const beneficiary = (record: Rec): string => detailsOf(record).for ?? record.requester

/** The leads of their teams; of whoever leads all of theirs, the process owners. */
function managersOf(record: Rec, organisation: Organisation): readonly string[] {
  const person = beneficiary(record)
  const leads = leadsOf(person, organisation).filter((lead) => lead !== person)
  return leads.length > 0 ? leads : payersOf(record, organisation)
}

const leadsOf = (person: string, { teams, teamsOf }: Organisation): readonly string[] => [
  ...new Set((teamsOf.get(person) ?? []).flatMap((team) => teams.get(team)?.lead ?? [])),
]

/** A manager who asks for one of theirs has said yes by asking. */
const isManager = (record: Rec, organisation: Organisation): boolean =>
  beneficiary(record) !== record.requester && leadsOf(beneficiary(record), organisation).includes(record.requester)

const ownerOf = (_: Rec, { services }: Organisation, service: string | undefined): readonly string[] =>
  [services.get(service ?? '')?.owner].filter((owner) => owner !== undefined)

/** Who answers for the budget that pays it; where none does, the process owners. */
function holderOf(record: Rec, organisation: Organisation): readonly string[] {
  const holder = organisation.budgets.get(detailsOf(record).paid?.budget ?? '')?.holder
  return holder === undefined ? payersOf(record, organisation) : [holder]
}

/** Who pays: the process owners. */
const payersOf = (_: Rec, organisation: Organisation): readonly string[] => holdersOf('process owner', organisation)

function holdersOf(role: Role, { grants }: Organisation): readonly string[] {
  const holders = [...grants].filter(([, all]) => all.some((held) => held.role === role))
  return holders.map(([person]) => person).sort()
}

/** The rule by which a line is approved beforehand. */
function ruleFor(record: Rec, nth: number, organisation: Organisation): Preapproval | undefined {
  const { lines } = detailsOf(record)
  const line = lines[nth]
  const total = totalOfLines(lines) ?? 0
  return organisation.preapproved.find(
    ({ items, categories, under, for: whose }) =>
      line !== undefined &&
      (items === undefined && categories === undefined
        ? true
        : (items?.includes(line.item) ?? false) || (categories?.includes(line.category) ?? false)) &&
      (under === undefined || total <= under) &&
      (whose === undefined || whose.some((seated) => isSeated(seated, record.requester, organisation, line.service))),
  )
}

function isSeated(
  seated: Seated,
  person: string,
  { teamsOf, grants }: Organisation,
  service: string | undefined,
): boolean {
  switch (seated.kind) {
    case 'person':
      return seated.id === person
    case 'team':
      return teamsOf.get(person)?.includes(seated.id) ?? false
    case 'role':
      return (
        grants
          .get(person)
          ?.some((held) => held.role === seated.role && (held.service === undefined || held.service === service)) ??
        false
      )
  }
}
