import { DateTime } from 'luxon'
import type { Agreement } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import type { Parts } from './parts.js'

/** How many days ahead the owner of an agreement hears that it is to be reviewed, and that it ends. */
const ahead = { review: 14, ends: 30 } as const

/** Tells the owners of agreements once that a review is due or an end is near; those who administrate, where none has an owner. */
export async function remindOwners(parts: Parts, now: Date): Promise<void> {
  const { agreements, zone } = parts.desks.current()
  const today = DateTime.fromJSDate(now, { zone })
  const near = (date: string | undefined, days: number): date is string => {
    const at = date === undefined ? undefined : DateTime.fromISO(date, { zone })
    return at !== undefined && at.diff(today, 'days').days <= days && today.startOf('day') <= at
  }
  await parts.store.work({ kind: 'desk', job: 'sla' }, async (work) => {
    for (const agreement of agreements.values()) {
      if (agreement.state === 'expired') continue
      const { review, valid } = agreement
      if (near(review, ahead.review)) await remind(parts, work, agreement, { kind: 'review', date: review })
      if (near(valid.until, ahead.ends)) await remind(parts, work, agreement, { kind: 'ends', date: valid.until })
    }
  })
}

async function remind(
  parts: Parts,
  work: Work,
  { id, name, owner }: Agreement,
  { kind, date }: { readonly kind: keyof typeof ahead; readonly date: string },
): Promise<void> {
  const people = owner === undefined ? (await parts.directory.peopleWith('admin')).map((person) => person.id) : [owner]
  for (const person of people) {
    const account = (await parts.directory.accountsOf(person)).find(({ platform }) => parts.connected.has(platform))
    if (!account) continue
    const language = parts.directory.languageOf(account)
    await parts.outbox.tell(work, {
      key: `agreement/${id}/${kind}/${date}/${person}`,
      lane: 'digest',
      to: { person: account },
      what: { show: 'notice', words: `sla.dates.${kind}`, params: { name: name[language], date } },
    })
  }
}
