import { moveRecord, type Parts } from '../../desk/index.js'
import { after, hours } from '../../kernel/duration.js'
import { recordTable } from '../../records/index.js'
import { reminderDue } from './policy.js'
import { inHand } from './queries.js'

/**
 * Reminds people of windows that open soon, now, or have ended without a word, and of reviews that are due. Each in its own
 * unit of work, where it is asked again; safe to run twice and in several processes.
 */
export async function remindOfChanges(parts: Parts, now: Date): Promise<number> {
  const failed: unknown[] = []
  const due = (await inHand(parts.store.read, after(now, hours(1)))).filter((record) => reminderDue(record, now))
  for (const { id } of due) await remindOf(parts, id, now).catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${due.length} could not be reminded of`)
  return due.length
}

const remindOf = (parts: Parts, id: number, now: Date): Promise<void> =>
  parts.store.work({ kind: 'desk', job: 'change-reminders' }, async (work) => {
    const record = await work.hold(recordTable, { id })
    const verb = record && reminderDue(record, now)
    if (record && verb) await moveRecord(parts, work, record, { verb, input: {}, by: { now } })
  })
