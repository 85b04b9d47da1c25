import { type Audited, auditGrace, auditPromises, openRecord, type Parts, sweepingSince } from '../../desk/index.js'
import { Fault } from '../../kernel/errors.js'
import { teamFor } from '../../organisation/index.js'
import { recordTable } from '../../records/index.js'
import type { IncidentDetails } from './record.js'

/** So many records a run: with one every five minutes a hundred thousand of them are looked at within a day. */
const most = 500
/** Where the last audit of this process left off. */
const left = new WeakMap<Parts['desks'], number>()

/**
 * The independent audit of the timers. What does not fit becomes an incident of the desk with itself, one at a time, and the
 * job fails, so that it is seen among the jobs too. Gives the number of clocks that were looked at.
 */
export async function audit(parts: Parts, now: Date): Promise<number> {
  // After a start, or a machine's sleep, the sweep has first to come to what is overdue.
  const since = sweepingSince(parts)
  if (!since || now.getTime() - since.getTime() < auditGrace) return 0
  const found = await auditPromises(parts, now, { behind: left.get(parts.desks) ?? 0, most })
  left.set(parts.desks, found.behind)
  if (found.missed.length === 0 && found.wrong.length === 0) {
    await parts.heartbeat()
    return found.checked
  }
  await complain(parts, found)
  throw new Fault('sla-audit', new Error(`missed ${found.missed.length}, wrong ${found.wrong.length}`))
}

async function complain(parts: Parts, { checked, missed, wrong }: Audited): Promise<void> {
  const organisation = parts.desks.current()
  const [admin] = await parts.directory.peopleWith('admin')
  if (!admin) return
  const voice = parts.voices.in(organisation.language)
  const title = voice.say('sla.audit.title')
  const records = [...new Set([...missed, ...wrong].map(({ record }) => record))]
  const said = { checked, missed: missed.length, wrong: wrong.length, records: records.slice(0, 20).join(', ') }
  const details: IncidentDetails = { affects: 'team', work: 'hampered', impact: 2, urgency: 2 }
  await parts.store.work({ kind: 'desk', job: 'sla-audit' }, async (work) => {
    const there = await work.select(recordTable, 'WHERE t."open" = 1 AND t."practice" = ? AND t."title" = ? LIMIT 1', [
      'incident',
      title,
    ])
    if (there.length > 0) return
    const team = teamFor(organisation, undefined)
    await openRecord(parts, work, 'incident', {
      title,
      body: voice.say('sla.audit.body', said),
      requester: admin.id,
      priority: 3,
      language: organisation.language,
      ...(team === undefined ? {} : { team }),
      details: { ...details },
    })
  })
}
