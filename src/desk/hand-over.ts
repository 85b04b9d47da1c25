import { passVotes } from '../approvals/index.js'
import type { Outbox } from '../notices/index.js'
import { passDuties } from '../oncall/index.js'
import type { HandedOver } from '../organisation/index.js'
import { memberTable, recordTable } from '../records/index.js'
import type { Work } from '../store/index.js'
import type { Practice } from './practice.js'
import { writeEntry } from './write-entry.js'

/** What somebody asked for, has in hand or follows belongs, once their account is linked, to the person behind it. */
export const handOver =
  (outbox: Outbox, practices: readonly Pick<Practice, 'passes'>[]) =>
  async (work: Work, from: string, to: string): Promise<readonly HandedOver[]> => {
    const asked = await pass(
      work,
      { requester: from, open: true },
      { requester: to },
      { kind: 'handed_over', from, to },
    )
    const held = await pass(work, { assignee: from, open: true }, { assignee: to }, { kind: 'handed_work', from, to })
    await passDuties(work, from, to)
    await passVotes(work, from, to)
    for (const { passes } of practices) await passes?.(work, from, to)
    for (const member of await work.find(memberTable, { person: from })) {
      await work.insertNew(memberTable, { ...member, person: to })
      await work.remove(memberTable, member)
    }
    const all = [...new Map([...asked, ...held].map((record) => [record.id, record])).values()]
    for (const { id } of all) await outbox.refresh(work, id)
    return all
  }

async function pass(
  work: Work,
  where: { readonly requester?: string; readonly assignee?: string; readonly open: true },
  owner: { readonly requester?: string; readonly assignee?: string },
  { kind, from, to }: { readonly kind: string; readonly from: string; readonly to: string },
): Promise<readonly HandedOver[]> {
  const passed: HandedOver[] = []
  for (const { id } of await work.find(recordTable, where)) {
    const record = await work.hold(recordTable, { id })
    if (!record?.open || (where.requester ?? record.requester) !== record.requester) continue
    if ((where.assignee ?? record.assignee) !== record.assignee) continue
    const set = { ...owner, version: record.version + 1, updatedAt: work.now }
    await work.update(recordTable, { id, version: record.version }, set)
    const entry = await writeEntry(work, record, kind, { person: to })
    work.audit(`${record.practice}.${kind}`, record.number, { from, to, entry: entry.id })
    passed.push({ id, number: record.number })
  }
  return passed
}
