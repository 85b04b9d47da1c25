import { absentFor } from '../../approvals/index.js'
import {
  type Desk,
  hasLeft,
  moveRecord,
  oneAccount,
  type Parts,
  tellAccounts,
  workingDaysFor,
} from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { can } from '../../people/index.js'
import { recordTable } from '../../records/index.js'
import { actorWord, type Work } from '../../store/index.js'
import { above } from './approvers.js'
import { askedCard } from './campaign-card.js'
import { askedAbout, countsOf, itemById, unansweredIn, type Waiting } from './certification-queries.js'
import { teamsIn } from './leads.js'
import { allHeld } from './queries.js'
import {
  type CampaignItemRow,
  type CampaignRow,
  campaignItemTable,
  campaignTable,
  type RightRow,
  rightTable,
} from './table.js'

/** Re-certification: those who answer for rights say who still needs them (ISO 27001, A.5.18: access rights are reviewed). */

/** Working days for the answers where the desk file says nothing of campaigns. */
const usualWithin = 10

/** So many rows go into the database by one statement. */
const atOnce = 100

export interface Begun {
  readonly kind: CampaignRow['kind']
  /** By which it is begun once. */
  readonly slot?: string
  readonly rows: readonly RightRow[]
}

/** Asks whoever answers for each of these rights whether it is still needed. Undefined where there is nothing to ask, or somebody was faster. */
export async function askAbout(
  parts: Parts,
  work: Work,
  { kind, slot, rows }: Begun,
): Promise<CampaignRow | undefined> {
  // Two that begin in the same moment: the second one waits, and then finds what the first one asks.
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7266)')
  const there = await askedAbout(work)
  const open = rows.filter(({ id }) => !there.has(id))
  if (open.length === 0) return undefined
  const within = parts.desks.current().access.certify?.within ?? usualWithin
  const days = workingDaysFor(parts, { practice: 'access', requester: '', openedAt: work.now })
  const draft = {
    ...{ kind, slot: slot ?? parts.ids.next(), by: actorWord(work.actor) },
    ...{ begunAt: work.now, dueAt: days(work.now, within), reminded: 0 },
  }
  if (!(await work.insertNew(campaignTable, draft))) return undefined
  const campaign = (await work.one(campaignTable, { slot: draft.slot })) as CampaignRow
  const items: Omit<CampaignItemRow, 'id'>[] = []
  for (const row of open) items.push({ campaign: campaign.id, held: row.id, owner: await askedOf(parts, row) })
  for (let at = 0; at < items.length; at += atOnce)
    await work.insertAll(campaignItemTable, items.slice(at, at + atOnce))
  work.audit('access.campaign_begun', draft.slot, { kind, rights: open.length })
  await askOwners(parts, work, campaign, 'asked')
  return campaign
}

/** Who is asked: the owner of the service; for their own rights, or where there is no owner, whoever is above. Nobody: ''. */
async function askedOf(parts: Parts, { person, service }: RightRow): Promise<string> {
  const organisation = parts.desks.current()
  const owner = organisation.services.get(service)?.owner
  if (owner !== undefined && owner !== person && !(await hasLeft(parts, owner))) return owner
  return above(organisation, [person])[0] ?? ''
}

/** What people were asked, and reminded of, in this order. */
const tellings = ['asked', 'half', 'last'] as const

const keyOf = (campaign: number, owner: string, telling: (typeof tellings)[number]): string =>
  `access/campaign/${campaign}/${owner}/${telling}`

/** A message to each of those who have something to answer. */
async function askOwners(
  parts: Parts,
  work: Work,
  { id }: CampaignRow,
  telling: (typeof tellings)[number],
): Promise<void> {
  const owners = new Set((await unansweredIn(work, id)).map(({ owner }) => owner))
  for (const owner of owners) {
    if (owner === '') continue
    for (const account of await oneAccount(parts, owner))
      await parts.outbox.tell(work, {
        ...{ key: keyOf(id, owner, telling), lane: 'update', to: { person: account } },
        what: { show: 'sheet', sheet: 'certification', of: `${id}/${owner}` },
      })
  }
}

/** Begins a campaign by hand, of all rights or of those on one service. Refuses who answers for neither. */
export async function begin(
  desk: Desk,
  service: string | undefined,
): Promise<{ readonly campaign: CampaignRow; readonly rights: number }> {
  const { caller } = desk
  const about = { requester: '', ...(service === undefined ? {} : { service }) }
  const may =
    can(caller, ['process owner', 'security']) || (service !== undefined && can(caller, ['service owner'], about))
  if (!may) throw new Refusal('access.not_begun_by_you')
  const { parts, work } = desk.handed
  const rows = await allHeld(work(), service)
  const campaign = await askAbout(parts, work(), { kind: 'hand', rows })
  if (!campaign) throw new Refusal('access.nothing_to_ask')
  return { campaign, rights: (await unansweredIn(work(), campaign.id)).length }
}

export type Answer = 'keep' | 'remove'

/** Whose answers somebody may give: their own, and those of people who are away and have named them. */
export const answersFor = async ({ caller, handed: { reader, now } }: Desk): Promise<readonly string[]> => [
  caller.person.id,
  ...(await absentFor(reader, caller.person.id, now)),
]

/** Somebody says whether a right is still needed; once, by whoever is asked, and by nobody about their own. */
export async function answer(
  desk: Desk,
  typed: string,
  said: Answer,
): Promise<{ readonly item: CampaignItemRow; readonly row: RightRow }> {
  const { parts, caller, work: unit } = desk.handed
  const work = unit()
  const id = /^\d{1,9}$/.test(typed) ? Number(typed) : 0
  const seen = await itemById(work, id)
  const row = seen && (await work.one(rightTable, { id: seen.held }))
  const mine = await answersFor(desk)
  // Whoever may not know of it is told the same as if there were nothing.
  if (!seen || !row || !(caller.linked || caller.vouched) || !mine.includes(seen.owner))
    throw new Refusal('access.no_question')
  if (row.person === caller.person.id) throw new Refusal('access.own_right')
  const record = await work.hold(recordTable, { id: row.record })
  const item = (await work.hold(campaignItemTable, { id })) as CampaignItemRow
  const campaign = await work.one(campaignTable, { id: item.campaign })
  if (item.answer) throw new Refusal('access.answered', { answer: { words: `choices.recertified.${item.answer}` } })
  if (campaign?.closedAt) throw new Refusal('access.campaign_over')
  if (!record || !['granted', 'restricted', 'awaiting extension'].includes(record.state))
    throw new Refusal('access.gone_already')
  await work.update(campaignItemTable, { id }, { answer: said, by: caller.person.id, at: work.now })
  const by = { now: work.now }
  await moveRecord(
    parts,
    work,
    record,
    said === 'keep' ? { verb: 'keep', input: {}, by } : { verb: 'end', input: { why: 'not_needed' }, by },
  )
  if (said === 'keep') await keepTeams(parts, work, row)
  await reword(parts, work, item)
  return { item, row }
}

/** From now on it is had as a member of the teams that they are in now. */
async function keepTeams(parts: Parts, work: Work, { id, person }: RightRow): Promise<void> {
  await work.update(rightTable, { id }, { teams: await teamsIn(parts, person) })
}

/** What was asked is put into words anew wherever it stands: it asks about the next ones. */
async function reword(
  parts: Parts,
  work: Work,
  { campaign, owner }: Pick<CampaignItemRow, 'campaign' | 'owner'>,
): Promise<void> {
  for (const telling of tellings) await parts.outbox.reword(work, keyOf(campaign, owner, telling))
}

/** Reminds those who are silent, by how far the time has gone. */
export async function remind(parts: Parts, work: Work, campaign: CampaignRow, reminded: number): Promise<void> {
  if ((await work.update(campaignTable, { id: campaign.id, reminded: reminded - 1 }, { reminded })) === 0) return
  await askOwners(parts, work, campaign, reminded === 1 ? 'half' : 'last')
}

/** What nobody has answered by the end is kept, or goes, as the desk file says. */
export async function silence(
  parts: Parts,
  work: Work,
  { item: id, record: of }: Pick<Waiting, 'item' | 'record'>,
): Promise<void> {
  const record = await work.hold(recordTable, { id: of })
  const item = await work.hold(campaignItemTable, { id })
  const row = item && (await work.one(rightTable, { id: item.held }))
  // Somebody may have answered meanwhile.
  if (!record || !item || item.answer || !row) return
  await work.update(campaignItemTable, { id }, { answer: 'silence', at: work.now })
  const means = parts.desks.current().access.certify?.silence ?? 'keep'
  if (means === 'keep') return keepTeams(parts, work, row)
  if (['granted', 'restricted', 'awaiting extension'].includes(record.state))
    await moveRecord(parts, work, record, { verb: 'end', input: { why: 'silence' }, by: { now: work.now } })
}

/** Ends a campaign in which nothing waits any more; those above are told how it went. */
export async function close(parts: Parts, work: Work, campaign: CampaignRow): Promise<void> {
  const closed = await work.run(`UPDATE "campaign" SET "closed_at" = ? WHERE "id" = ? AND "closed_at" IS NULL`, [
    work.now.toISOString(),
    campaign.id,
  ])
  if (closed === 0) return
  const counts = await countsOf(work, campaign.id)
  work.audit('access.campaign_closed', campaign.slot, { silent: counts.reduce((sum, one) => sum + one.silent, 0) })
  for (const { owner, silent } of counts) if (silent > 0) await reword(parts, work, { campaign: campaign.id, owner })
  await report(parts, work, campaign)
}

/** How it went, to the process owners and to whoever began it. Of one person’s rights they hear nothing as long as all was answered. */
async function report(parts: Parts, work: Work, campaign: CampaignRow): Promise<void> {
  const told = new Set(above(parts.desks.current(), []))
  if (!campaign.by.includes(':')) told.add(campaign.by)
  const card = await askedCard(parts, work, campaign)
  if (campaign.kind === 'move' && card.silent === 0) return
  for (const person of told)
    await tellAccounts(parts, work, await oneAccount(parts, person), {
      ...{ key: `access/campaign/${campaign.id}/report`, lane: 'digest' as const, title: 'access.campaign.over' },
      card: card.in,
    })
}
