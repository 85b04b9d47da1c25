import { hasLeft, moveRecord, openRecord, type Parts } from '../../desk/index.js'
import type { Right } from '../../organisation/index.js'
import { together } from '../../people/index.js'
import { type Rec, recordTable } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { excludedBy } from './apart.js'
import { isSeated, openingOf } from './asking.js'
import { askAbout } from './campaigns.js'
import { askedAbout } from './certification-queries.js'
import { managersIn, teamsIn } from './leads.js'
import { detailsOf } from './policy.js'
import { holders, newestRow, standingOf } from './queries.js'
import type { RightRow } from './table.js'

/** Joiners, movers and leavers: what becomes of people’s rights when they come, go elsewhere in the house, or leave. */

const job = { kind: 'desk', job: 'access-people' } as const

/**
 * Has the rights of those removed who have left, puts those of whoever has changed team before the owner, and asks for what
 * the desk file gives to whole teams. Each in its own unit of work, where it is asked again; safe to run twice and in
 * several processes.
 */
export async function followPeople(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  let done = 0
  const doing = async (one: Promise<number>): Promise<void> => {
    done += await one.catch((error: unknown) => {
      failed.push(error)
      return 0
    })
  }
  for (const person of await holders(parts.store.read)) await doing(followPerson(parts, person, now))
  for (const right of parts.desks.current().access.rights.values())
    for (const team of right.birthright) await doing(followTeam(parts, right, team))
  if (failed.length > 0)
    throw new AggregateError(failed, `the rights of ${failed.length} people could not be looked after`)
  return done
}

async function followPerson(parts: Parts, person: string, now: Date): Promise<number> {
  const { read } = parts.store
  const rows = await standingOf(read, person)
  if (await hasLeft(parts, person)) {
    for (const { record } of rows) await parts.store.work(job, (work) => leave(parts, work, record))
    return rows.length
  }
  const moved: RightRow[] = []
  for (const row of rows) {
    if ((await hasLost(parts, row)) && (await askedAbout(read, row.id)).size === 0) moved.push(row)
    const record = await read.one(recordTable, { id: row.record })
    if (record && (await isLedByOthers(parts, record)))
      await parts.store.work(job, (work) => look(parts, work, row.record, now))
  }
  if (moved.length > 0) await parts.store.work(job, (work) => askAbout(parts, work, { kind: 'move', rows: moved }))
  return moved.length
}

/** What they have goes; what they have asked for is not wanted any more. */
async function leave(parts: Parts, work: Work, id: number): Promise<void> {
  const record = await work.hold(recordTable, { id })
  if (!record) return
  const by = { now: work.now }
  if (['granted', 'restricted', 'awaiting extension'].includes(record.state)) {
    await moveRecord(parts, work, record, { verb: 'end', input: { why: 'left' }, by })
  } else if (record.open && record.state !== 'being removed') {
    const reason = parts.voices.in(parts.desks.current().language).say('access.work.left')
    await moveRecord(parts, work, record, { verb: 'cancel', input: { reason }, by })
  }
}

/** They are not any more in a team in which they were when it was granted, or looked at last. */
async function hasLost(parts: Parts, { state, person, teams }: RightRow): Promise<boolean> {
  if (state !== 'granted' && state !== 'restricted') return false
  const now = await teamsIn(parts, person)
  return teams.some((team) => !now.includes(team))
}

async function isLedByOthers(parts: Parts, record: Rec): Promise<boolean> {
  const { for: person, managers } = detailsOf(record)
  const owner = parts.desks.current().services.get(record.service ?? '')?.owner ?? record.assignee
  return owner !== record.assignee || (await managersIn(parts, person)).join(' ') !== managers.join(' ')
}

async function look(parts: Parts, work: Work, id: number, now: Date): Promise<void> {
  const record = await work.hold(recordTable, { id })
  if (record && (await isLedByOthers(parts, record)))
    await moveRecord(parts, work, record, { verb: 'look', input: {}, by: { now } })
}

/** Asks for what everybody of a team is given, for those who have it not, and had it not taken away. */
async function followTeam(parts: Parts, right: Right, team: string): Promise<number> {
  let asked = 0
  for (const { id: person } of await parts.directory.membersOf(team)) {
    if (!(await lacks(parts, right, person))) continue
    asked += await parts.store.work(job, async (work) => {
      if (!(await lacks(parts, right, person, work))) return 0
      await giveAtBirth(parts, work, right, person)
      return 1
    })
  }
  return asked
}

async function lacks(parts: Parts, right: Right, person: string, reader = parts.store.read): Promise<boolean> {
  const newest = await newestRow(reader, person, right.id)
  if (newest && !(newest.state === 'ended' && newest.why === 'left')) return false
  if (await hasLeft(parts, person)) return false
  const rights = together(await parts.directory.rightsOf(person))
  if (right.heldBy && !right.heldBy.some((seated) => isSeated(seated, person, rights, right.service))) return false
  return (await excludedBy(reader, parts.desks.current(), { person, right: right.id })).length === 0
}

async function giveAtBirth(parts: Parts, work: Work, right: Right, person: string): Promise<void> {
  const language = (await parts.directory.person(person))?.language ?? parts.desks.current().language
  await openRecord(parts, work, 'access', {
    ...(await openingOf(parts, right, person, { days: right.days, birthright: true })),
    body: parts.voices.in(language).say('access.work.birthright'),
    requester: person,
    language,
  })
}
