import type { Place } from '../../src/chat/address.js'
import type { Patient } from '../../src/chat/patient.js'
import { messageShape, type SlackMessage } from './payloads.js'
import { ask, type Web } from './web.js'

/** As many as Slack advises to ask for at once; apps outside its Marketplace get fifteen, however many they ask for. */
const pageSize = 200

/** What stands at the top of a channel since `oldest`, oldest first. Throws SlackSaysNo. */
export async function topOf(web: Web, patient: Patient, channel: string, oldest: string) {
  const found: SlackMessage[] = []
  for (let cursor = ''; ; ) {
    const asked = { channel, oldest, inclusive: true, limit: pageSize, include_all_metadata: true, ...at(cursor) }
    const told = await patient(() => ask(() => web.conversations.history(asked)))
    found.push(...(told.messages ?? []).flatMap(readable))
    cursor = told.response_metadata?.next_cursor ?? ''
    if (cursor === '') return found.reverse()
  }
}

/** The replies in a thread since `oldest`, oldest first, without its first message. Throws SlackSaysNo. */
export async function repliesIn(web: Web, patient: Patient, { channel, thread = '' }: Place, oldest: string) {
  const found: SlackMessage[] = []
  for (let cursor = ''; ; ) {
    const asked = { channel, ts: thread, oldest, inclusive: true, limit: pageSize, ...at(cursor) }
    const told = await patient(() => ask(() => web.conversations.replies(asked)))
    found.push(...(told.messages ?? []).flatMap(readable))
    cursor = told.response_metadata?.next_cursor ?? ''
    if (cursor === '') return found.filter(({ ts }) => ts !== thread)
  }
}

const at = (cursor: string) => (cursor === '' ? {} : { cursor })

/** A message of a kind that we cannot read is none that we would have understood when it came. */
const readable = (told: unknown): readonly SlackMessage[] => {
  const message = messageShape.safeParse(told)
  return message.success ? [message.data] : []
}

/** An instant as Slack writes it. */
export const stampOf = (at: Date): string => (at.getTime() / 1_000).toFixed(6)
