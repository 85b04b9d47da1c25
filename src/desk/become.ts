import { fileTable, linkTable, memberTable, type Rec, type Remark, reindexTalk, remarkTable } from '../records/index.js'
import type { Desk } from './desk.js'
import { writeEntry } from './write-entry.js'

/** The link from a record to the one as which it goes on. */
const became = 'became'

/** So much of what was said is carried over; the rest is behind the link. */
const most = 100

/**
 * A record goes on as another one that was just opened, in the same unit: whoever follows it or may see it does so there,
 * what was said and attached stands there as well, the two are linked, and the old one is cancelled with the reason. Refuses
 * like `cancel` of the old one's life does, and then there is no new one either.
 */
export async function become(desk: Desk, from: Rec, to: Rec): Promise<Rec> {
  const { parts, caller } = desk.handed
  const work = desk.handed.work()
  for (const { person, as } of await work.find(memberTable, { record: from.id }))
    await work.insertNew(memberTable, { record: to.id, person, as })
  if (to.private) await work.insertNew(memberTable, { record: to.id, person: caller.person.id, as: 'member' })
  await work.insert(linkTable, { from: from.id, kind: became, to: to.id, at: work.now, by: caller.person.id })
  await writeEntry(work, to, 'was', { other: from.number })
  await bring(desk, from, to)
  work.audit(`${from.practice}.became`, from.number, { other: to.number })
  await parts.outbox.refresh(work, to.id)
  const reason = parts.voices.in(desk.organisation.language).say('desk.became', { number: to.number, title: to.title })
  return desk.move(from.number, 'cancel', { reason })
}

/** What was said, the newest of it, with what hung on it; and what came with the report. Whose words they are stays. */
async function bring({ handed }: Desk, from: Rec, to: Rec): Promise<void> {
  const work = handed.work()
  for (const file of await work.select(fileTable, 'WHERE t."record" = ? AND t."remark" IS NULL', [from.id]))
    await work.insert(fileTable, { ...file, id: handed.parts.ids.next(), record: to.id })
  const said: readonly Remark[] = await work.select(
    remarkTable,
    `WHERE t."id" IN (SELECT r."id" FROM "remark" r WHERE r."record" = ? AND r."deleted_at" IS NULL ORDER BY r."id" DESC LIMIT ${most})
     ORDER BY t."id"`,
    [from.id],
  )
  // Without their messages: what becomes of those there is told where they stand, in the old record's thread.
  for (const { author, internal, text, files, saidAt } of said)
    await work.insert(remarkTable, { record: to.id, author, internal, text, files, saidAt })
  if (said.length > 0) await reindexTalk(work, to.id)
}
