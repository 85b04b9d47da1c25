import type { LedgerPlatform, Standing } from '../builders/ledger-platform.js'
import type { Queued, Seen, StoredAlert } from './seen.js'

/** Once all is told: that each alert arrived, once in each place, and in the order in which it was raised. */
export function judgeDeliveries(
  seen: Seen,
  queued: readonly Queued[],
  { chat, ahead }: { readonly chat: LedgerPlatform; readonly ahead: ReadonlySet<string> },
): readonly string[] {
  const violations: string[] = []
  const posted = new Map<string, Standing[]>()
  for (const message of chat.messages) posted.set(message.key, [...(posted.get(message.key) ?? []), message])
  for (const [key, messages] of posted)
    if (messages.length > 1 && !ahead.has(key))
      violations.push(`${key} was posted ${messages.length} times: ${messages.map(where).join(', ')}`)
  const messages = queued.filter(({ edits }) => edits === undefined)
  for (const { key, state, what } of messages) {
    const isThere = posted.has(key)
    if (state === 'done' && !isThere) violations.push(`${key} is marked as done and stands nowhere`)
    if (state !== 'done' && (state !== 'dropped' || isAlert(what.show)))
      violations.push(`${key} (${what.show}) is ${state} at the end`)
  }
  for (const alert of seen.alerts.values()) {
    if (!alert.told) violations.push(`alert ${alert.id} (${alert.mark}) was never told`)
    const telling = messages.filter((message) => tells(message, alert))
    if (telling.length === 0)
      violations.push(`alert ${alert.id} (${alert.mark}) of entry ${alert.entry} was told nobody`)
    const places = telling.map(({ place }) => place)
    for (const place of new Set(places.filter((one, at) => places.indexOf(one) !== at)))
      violations.push(`alert ${alert.id} (${alert.mark}) of entry ${alert.entry} was told twice in ${place}`)
  }
  return [...violations, ...outOfOrder(seen, messages, chat)]
}

const where = ({ at, address }: Standing): string => `${at.toISOString()} as ${address.thread ?? ''}/${address.message}`

/** What is not about an alert may have nothing left to tell by now. */
const isAlert = (show: string): boolean => show === 'alert' || show === 'alerts'

function tells({ what }: Queued, { entry }: StoredAlert): boolean {
  if (what.show === 'alerts' && what.entries) return what.entries.includes(entry)
  return (what.show === 'entry' || what.show === 'alert') && what.entry === entry
}

/** In one place and lane, what is said of a record follows the order of its timeline. */
function outOfOrder(seen: Seen, messages: readonly Queued[], chat: LedgerPlatform): readonly string[] {
  const byKey = new Map(messages.map((message) => [message.key, message]))
  const newest = new Map<string, number>()
  const violations: string[] = []
  const first = new Map(chat.messages.toReversed().map((message) => [message.key, message]))
  for (const posted of chat.messages) {
    const message = byKey.get(posted.key)
    if (message?.lane !== 0 || first.get(posted.key) !== posted) continue
    const entries = message.what.entries ?? (message.what.entry === undefined ? [] : [message.what.entry])
    for (const entry of entries) {
      const record = seen.alerts.get(entry)?.record
      const line = `${message.place} ${record}`
      if (entry < (newest.get(line) ?? 0))
        violations.push(`in ${message.place} entry ${entry} was told after ${newest.get(line)}`)
      newest.set(line, Math.max(entry, newest.get(line) ?? 0))
    }
  }
  return violations
}
