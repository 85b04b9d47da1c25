import { type Approval, absentFor, approvalsOf } from '../approvals/index.js'
import { type AccountRef, accountFrom } from '../chat/address.js'
import type { Inline } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import { boardIn, nameOf, type Organisation, rotationName, symptomName } from '../organisation/index.js'
import { type Caller, can } from '../people/index.js'
import { type Entry, filesOf, knownTo, linksOf, membersOf, type Rec, type Remark, remarksOf } from '../records/index.js'
import { clockTable } from '../sla/index.js'
import type { Reader } from '../store/index.js'
import { attachments } from './files.js'
import { type Parts, practiceOf } from './parts.js'
import type { RecordView } from './practice.js'
import { worksHere } from './team.js'

/** Gathers what a view may show of a record. Links to records that the viewer may not see are left out. */
export async function viewOf(
  parts: Parts,
  reader: Reader,
  record: Rec,
  options: {
    /** Whose eyes; absent in a channel, where many read the same. */
    readonly viewer?: Caller | undefined
    /** People who are named besides those of the record, and numbers of records. */
    readonly also?: readonly string[]
    readonly others?: readonly string[]
    readonly entry?: Entry
  } = {},
): Promise<RecordView> {
  const viewer = options.viewer ?? everybody
  const { gates, life, gathers, bars } = practiceOf(parts, record.practice)
  const [members, remarks, links, known, files, clocks, approvals, gathered] = await Promise.all([
    membersOf(reader, record.id),
    remarksOf(reader, record.id, false),
    linksOf(reader, record.id, viewer),
    knownTo(reader, viewer, options.others ?? []),
    filesOf(reader, record.id),
    reader.select(clockTable, 'WHERE t."record" = ? ORDER BY t."id"', [record.id]),
    gates ? approvalsOf(reader, record.id) : [],
    gathers?.(parts, reader, record, options),
  ])
  const watchers = members.filter((member) => member.as === 'watcher').map((member) => member.person)
  const organisation = parts.desks.current()
  const lead = record.team ? organisation.teams.get(record.team)?.lead : undefined
  const managers = managersOf(organisation, record, lead)
  const led = [lead, ...managers.first, ...managers.above]
  const voting = await votingIn(reader, record, approvals, { ...options, barred: bars?.(record) ?? [] })
  const ids = [...voting.people, record.requester, record.assignee, ...led, ...watchers, ...(options.also ?? [])]
  const people = await peopleOf(
    parts,
    ids.filter((id): id is string => id !== undefined),
  )
  const nameById = (id: string): string => people.get(id)?.name ?? id
  const { verbs } = life
  return {
    record,
    may: (verb) => {
      const { from = [], who = [] } = verbs[verb] ?? {}
      return from.includes(record.state) && (options.viewer === undefined || can(viewer, who, record))
    },
    nameOf: nameById,
    person: (id, ping = false) => {
      const shown: Extract<Inline, { kind: 'person' }> = {
        kind: 'person',
        name: nameById(id),
        accounts: people.get(id)?.accounts ?? [],
      }
      return ping ? { ...shown, ping } : shown
    },
    service: (voice) => record.service && nameOf(organisation, 'service', record.service, voice.language),
    symptom: (voice) => symptomOf(parts, record, voice),
    team: (id, voice) => nameOf(organisation, 'team', id, voice.language),
    party: (id, voice) =>
      organisation.suppliers.get(id)?.name[voice.language] ?? nameOf(organisation, 'team', id, voice.language),
    inside: options.viewer !== undefined && worksHere(options.viewer),
    clocks: clocks.filter(({ state }) => state !== 'void'),
    template: (id, voice) => organisation.templates.get(id)?.name[voice.language] ?? id,
    rotation: (id, voice) => rotationName(organisation, id, voice.language),
    ...(lead === undefined ? {} : { lead }),
    managers,
    watchers,
    knows: (number) => known.has(number),
    links: links.map(({ kind, forward, other }) => ({ kind, forward, number: other.number, title: other.title })),
    approvals,
    votes: voting.may,
    stage: (name, voice) => boardIn(organisation, name)?.name[voice.language] ?? voice.say(`approvals.stages.${name}`),
    ...(gathered === undefined ? {} : { gathered }),
    files: (voice) => attachments(files, voice),
    ...lastOf(remarks),
    remarks: remarks.length,
  }
}

/**
 * Who answers for the work on a record: the team's lead and the service's owner, and above them the process owners. Those
 * of the desk file alone, since every card asks: it costs no reading.
 */
function managersOf(organisation: Organisation, { service }: Rec, lead: string | undefined): RecordView['managers'] {
  const owner = service === undefined ? undefined : organisation.services.get(service)?.owner
  const first = [lead, owner].filter((id): id is string => id !== undefined)
  const above = [...organisation.grants].filter(([, grants]) => grants.some(({ role }) => role === 'process owner'))
  return { first: [...new Set(first)], above: above.map(([id]) => id) }
}

/** Who is named in votes, and whether the viewer has one that waits. Who stands in is looked up, since no ballot says it. */
async function votingIn(
  reader: Reader,
  { updatedAt }: Rec,
  approvals: readonly Approval[],
  { viewer, barred }: { readonly viewer?: Caller | undefined; readonly barred: readonly string[] },
) {
  const ballots = approvals.flatMap(({ stages }) => stages.flatMap((stage) => stage.ballots))
  const people = ballots.flatMap(({ voter, holder, castBy }) => [voter, holder, ...(castBy ? [castBy] : [])])
  const me = viewer?.person.id
  const waits = approvals.some(({ state }) => state === 'waiting')
  const absent = waits && me !== undefined ? await absentFor(reader, me, updatedAt) : []
  const isTheirs = (holder: string): boolean => me === undefined || holder === me || absent.includes(holder)
  const may = ({ state, raisedBy, stages }: Approval): boolean =>
    state === 'waiting' &&
    me !== raisedBy &&
    !(me !== undefined && barred.includes(me)) &&
    stages.some(
      (stage) =>
        stage.state === 'open' &&
        !stage.ballots.some(({ castBy }) => castBy !== undefined && castBy === me) &&
        stage.ballots.some(({ choice, holder }) => choice === 'waiting' && isTheirs(holder)),
    )
  return { people: [...new Set(people)], may }
}

const lastOf = (remarks: readonly Remark[]) => {
  const lastRemark = remarks.at(-1)
  return lastRemark === undefined ? {} : { lastRemark }
}

/** Who reads what is sent there: the person whose own conversation with the desk it is. Nobody in particular in a channel. */
export async function readerAt({ directory }: Parts, queue: string): Promise<Caller | undefined> {
  const account = queue.startsWith('@') ? accountFrom(queue.slice(1)) : undefined
  if (!account) return undefined
  try {
    return await directory.callerOf(account, {})
  } catch (error) {
    // Whoever may not act any more is offered nothing.
    if (error instanceof Refusal) return everybody
    throw error
  }
}

/** Sees what everybody sees: the cards in channels are drawn with these eyes. */
export const everybody: Caller = {
  person: { id: '', name: '', active: true, listed: false },
  account: { platform: '', workspace: '', user: '' },
  linked: false,
  grants: [],
  teams: [],
  leads: [],
}

function symptomOf(parts: Parts, record: Rec, voice: Voice): string | undefined {
  const id = record.details.symptom
  if (typeof id !== 'string') return undefined
  return symptomName(parts.desks.current(), record.service, id, voice.language)
}

interface Known {
  readonly name: string
  readonly accounts: readonly AccountRef[]
}

async function peopleOf(parts: Parts, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const people = await parts.directory.peopleByIds(ids)
  const known = await Promise.all(
    [...people.values()].map(
      async (person): Promise<[string, Known]> => [
        person.id,
        { name: person.name, accounts: await parts.directory.accountsOf(person.id) },
      ],
    ),
  )
  return new Map(known)
}
