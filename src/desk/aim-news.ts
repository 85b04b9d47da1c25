import type { Organisation } from '../organisation/index.js'
import type { Rec } from '../records/index.js'
import { type Parts, practiceOf } from './parts.js'

/**
 * What an entry would say of the desk file in force; undefined when it makes no difference to this record, and when another
 * process has aimed it by a newer one that this process has not heard of yet.
 */
export async function newsFor(
  parts: Parts,
  record: Pick<Rec, 'practice'>,
  entries: readonly { readonly data: Readonly<Record<string, unknown>> }[],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const organisation = parts.desks.current()
  if (!practiceOf(parts, record.practice).promises) return undefined
  const versions = entries.flatMap(({ data }) => (typeof data.desk === 'number' ? [data] : []))
  const last = Number(versions.at(-1)?.desk ?? 0)
  if (versions.length === 0 || last >= organisation.version) return undefined
  const raised = Number((versions.findLast(({ terms }) => terms === true) ?? versions[0])?.desk)
  const [before, terms] = await Promise.all([parts.desks.version(last), parts.desks.version(raised)])
  const moved = [...terms.agreements.values()].some(
    ({ calendar }) => before.calendars.get(calendar)?.source !== sourceAfter(organisation, before, calendar),
  )
  const follows = [...terms.agreements.values()].some(({ id, records }) => {
    const now = organisation.agreements.get(id)
    return (
      (records === 'follow' || now?.records === 'follow') &&
      JSON.stringify(now) !== JSON.stringify(terms.agreements.get(id))
    )
  })
  if (!moved && !follows) return undefined
  return { desk: organisation.version, ...(follows ? { terms: true } : {}) }
}

/** A calendar that the new file has not any more stays as it was. */
const sourceAfter = (now: Organisation, before: Organisation, calendar: string): string | undefined =>
  (now.calendars.get(calendar) ?? before.calendars.get(calendar))?.source
