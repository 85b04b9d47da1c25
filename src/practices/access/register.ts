import { approvalsOf } from '../../approvals/index.js'
import { cancelTasks, type Parts, writeEntry } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { memberTable, type Patch, type Rec, recordTable } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { demandApart } from './apart.js'
import { managersIn, teamsIn } from './leads.js'
import { detailsOf } from './policy.js'
import { liveRow, rowOfRecord, standingOf } from './queries.js'
import { type Held, holderTable, type RightRow, rightTable } from './table.js'
import { askTeam } from './team-work.js'

/** Keeps the register in step with the accesses, in the unit of every move of one. */

const heldIn: Readonly<Record<string, Held>> = {
  'being granted': 'granting',
  granted: 'granted',
  'awaiting extension': 'granted',
  restricted: 'restricted',
  'being removed': 'removing',
  removed: 'ended',
  rejected: 'ended',
  cancelled: 'ended',
}

export async function followAccess(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const row = (await rowOfRecord(work, record.id)) ?? (await enter(parts, work, record))
  const state = heldIn[record.state] ?? 'asked'
  if (row.state !== state) {
    if (state === 'granting' || (state === 'granted' && row.state === 'granting'))
      await demandNothingElse(parts, work, record)
    await write(parts, work, { record, row, state })
  } else if (state === 'granted') await keepEnd(work, record, row)
  return peopleOf(parts, work, record)
}

/** The first line of it. Refuses what its person has, or has asked for, already. */
async function enter(parts: Parts, work: Work, record: Rec): Promise<RightRow> {
  const { for: person, right } = detailsOf(record)
  await holdPerson(work, person)
  const there = await liveRow(work, person, right)
  if (there) throw new Refusal('access.there_already', { state: { words: `choices.held.${there.state}` } }, 'right')
  const row = {
    ...{ person, right, service: record.service ?? '', record: record.id },
    ...{ state: 'asked' as const, word: [], teams: await teamsIn(parts, person) },
  }
  return { ...row, id: await work.insert(rightTable, row) }
}

/** From here on nobody else gives this person anything until the unit has ended. */
async function holdPerson(work: Work, person: string): Promise<void> {
  await work.insertNew(holderTable, { person })
  await work.hold(holderTable, { person })
}

/** Somebody may have been given meanwhile what this excludes. */
async function demandNothingElse(parts: Parts, work: Work, record: Rec): Promise<void> {
  const { for: person, right } = detailsOf(record)
  await holdPerson(work, person)
  await demandApart(parts, work, { person, right }, { language: parts.desks.current().language })
}

interface Change {
  readonly record: Rec
  readonly row: RightRow
  readonly state: Held
}

async function write(parts: Parts, work: Work, { record, row, state }: Change): Promise<void> {
  const { for: person, why } = detailsOf(record)
  const set: Partial<RightRow> = {
    state,
    ...(state === 'granting' ? { word: await wordsFor(work, record) } : {}),
    ...(state === 'granted'
      ? { ...spanOf(record), ...(row.state === 'granting' ? { teams: await teamsIn(parts, person) } : {}) }
      : {}),
    ...(state === 'ended' ? { endedAt: work.now, why: why ?? 'other' } : {}),
  }
  await work.update(rightTable, { id: row.id }, set)
  work.audit(`right.${state}`, person, { right: row.right, service: row.service, record: record.number })
  if (row.state === 'granting' || row.state === 'removing') await cancelTasks(parts, work, record, reasonIn(parts))
  if (state === 'granting' || state === 'removing') await askTeam(parts, work, record, state)
}

const reasonIn = ({ voices, desks }: Parts): string => voices.in(desks.current().language).say('access.work.not_needed')

const spanOf = (record: Rec): Pick<RightRow, 'since' | 'until'> => {
  const { since, until } = detailsOf(record)
  return {
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  }
}

/** It was extended: it ends later, and more people have said yes to it. */
async function keepEnd(work: Work, record: Rec, row: RightRow): Promise<void> {
  const { until } = spanOf(record)
  if (until?.getTime() === row.until?.getTime()) return
  await work.update(rightTable, { id: row.id }, { until, word: await wordsFor(work, record) })
}

/** On whose word it is had: of those who were asked last; else of the manager, who asked for it. */
async function wordsFor(work: Work, record: Rec): Promise<readonly string[]> {
  const { vouched } = detailsOf(record)
  const approved = (await approvalsOf(work, record.id)).filter(({ state }) => state === 'approved')
  const newest = approved.find(({ about }) => about !== 'need') ?? approved[0]
  const said = newest?.stages.flatMap(({ ballots }) =>
    ballots.flatMap(({ choice, castBy }) => (choice === 'approve' && castBy !== undefined ? [castBy] : [])),
  )
  if (said && said.length > 0) return [...new Set(said)]
  return vouched === 'manager' ? [record.requester] : []
}

/** Who may see it: whom it is for, who leads them, and who answers for the service, as the desk file is now. */
async function peopleOf(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const { for: person, managers: before } = detailsOf(record)
  const managers = await managersIn(parts, person)
  for (const one of [person, ...managers])
    await work.insertNew(memberTable, { record: record.id, person: one, as: 'member' })
  const gone = before.filter((one) => !managers.includes(one) && one !== record.requester)
  for (const one of gone) await work.remove(memberTable, { record: record.id, person: one, as: 'member' })
  const owner = parts.desks.current().services.get(record.service ?? '')?.owner ?? record.assignee
  const isNew = managers.join(' ') !== before.join(' ')
  if (!isNew && owner === record.assignee) return undefined
  return { ...(owner === undefined ? {} : { assignee: owner }), ...(isNew ? { details: { managers } } : {}) }
}

/**
 * What somebody had under an account of their own is theirs once it is linked. What the person behind it has besides already is
 * left: whoever is no more has their rights removed.
 */
export async function passRights(work: Work, from: string, to: string): Promise<void> {
  await holdPerson(work, to)
  for (const row of await standingOf(work, from)) {
    const record = await work.hold(recordTable, { id: row.record })
    if (!record || (await liveRow(work, to, row.right))) continue
    const details = { ...record.details, for: to }
    const set = { details, version: record.version + 1, updatedAt: work.now }
    await work.update(recordTable, { id: record.id, version: record.version }, set)
    await work.update(rightTable, { id: row.id }, { person: to })
    await writeEntry(work, record, 'handed_over', { person: to })
    work.audit('right.handed_over', record.number, { from, to })
  }
}
