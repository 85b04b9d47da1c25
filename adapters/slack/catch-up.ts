import type { Place } from '../../src/chat/address.js'
import { placeWord } from '../../src/chat/address.js'
import type { Hand, Read, Watch, WatchedPlace } from '../../src/chat/catch-up.js'
import { createHands, type Hands, type Missed } from '../../src/chat/hands.js'
import { createPatient, type Patient, type Wait } from '../../src/chat/patient.js'
import { hours } from '../../src/kernel/duration.js'
import { repliesIn, stampOf, topOf } from './history.js'
import { changedPlace, changesOf, reactionBy, reactorsOf, saidIn, takenBack } from './missed.js'
import type { SlackMessage } from './payloads.js'
import type { Reception } from './receive.js'
import { messageAt, WhoIsThat } from './receive-events.js'
import { ask, isLimit, SlackSaysNo } from './web.js'

/** Slack does not tell when somebody reacted: messages that were a little older than the gap are looked at as well. */
const reactedLater = hours(1)
/** Threads of other people's that were alive during the gap: somebody may have named the desk in them. */
const mostThreads = 100

interface Reading {
  readonly watch: Watch
  readonly at: Reception
  readonly patient: Patient
  readonly hands: Hands
  /** Messages that were read, by channel and timestamp: whether a mark still stands. */
  readonly seen: Map<string, SlackMessage>
  /** Whom Slack did not tell of when it was asked. */
  readonly strangers: Set<string>
  readonly pause: (milliseconds: number) => Promise<void>
}

/**
 * Reads what was missed. Channels and threads are read side by side, since Slack limits each method by itself. What has
 * been read is handed over in order of time: all of it at the end, or whenever Slack asks for patience.
 */
export async function catchUp(watch: Watch, hand: Hand, at: Reception, wait: Wait): Promise<Read> {
  const failing = new AbortController()
  const signal = AbortSignal.any([watch.signal, failing.signal])
  const hands = createHands(hand)
  const reading: Reading = {
    watch,
    at,
    hands,
    patient: createPatient({ signal, wait, isLimit, meanwhile: hands.empty }),
    seen: new Map(),
    strangers: new Set(),
    pause: (milliseconds) => wait(milliseconds, signal),
  }
  const closed: { place: Place; why: string }[] = []
  const threads = createQueue(watch.places.filter(({ place }) => place.thread !== undefined))
  let places = 0
  const each = async (watched: WatchedPlace, read: (watched: WatchedPlace) => Promise<void>): Promise<void> => {
    try {
      await read(watched)
      places += 1
    } catch (error) {
      if (!(error instanceof SlackSaysNo)) throw error
      closed.push({ place: watched.place, why: error.code })
    }
  }
  const channels = async (): Promise<void> => {
    try {
      for (const watched of watch.places.filter(({ place }) => place.thread === undefined))
        await each(watched, async () => threads.add(await readChannel(watched, reading)))
    } finally {
      threads.end()
    }
  }
  const replies = async (): Promise<void> => {
    for await (const watched of threads) await each(watched, () => readThread(watched, reading))
  }
  const stop = (error: unknown): never => {
    failing.abort(error)
    throw error
  }
  const ends = await Promise.allSettled([channels().catch(stop), replies().catch(stop)])
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  await readMarks(reading)
  await hands.empty()
  return { places, closed }
}

/** Gives the threads of other people's that were alive during the gap. */
async function readChannel({ place, known }: WatchedPlace, reading: Reading): Promise<readonly WatchedPlace[]> {
  const { watch, at, patient, hands } = reading
  const { channel } = place
  if (!channel.startsWith('D')) hands.take(await standing(channel, known, reading))
  const from = watch.readFrom.getTime() / 1_000
  const oldest = new Date(watch.readFrom.getTime() - reactedLater)
  const messages = await topOf(at.web, patient, channel, stampOf(oldest))
  const found: Missed[] = []
  for (const message of messages) {
    reading.seen.set(`${channel} ${message.ts}`, message)
    if (Number(message.ts) >= from) found.push(...(await told(() => saidIn(channel, message, at), reading)))
    found.push(...(await reactionsOn(channel, message, reading)))
  }
  hands.take(found)
  const watched = new Set(watch.places.map((one) => placeWord(one.place)))
  return messages
    .filter((message) => (message.reply_count ?? 0) > 0 && Number(message.latest_reply ?? 0) >= from)
    .map((message) => ({ place: { ...place, thread: message.ts }, remarks: [] }))
    .filter((thread) => !watched.has(placeWord(thread.place)))
    .slice(-mostThreads)
}

/** Whether the channel was archived, opened, renamed or deleted. */
async function standing(
  channel: string,
  known: WatchedPlace['known'],
  { watch: { since }, at, patient }: Reading,
): Promise<readonly Missed[]> {
  try {
    const { channel: now } = await patient(() => ask(() => at.web.conversations.info({ channel })))
    const state = now?.is_archived ? 'archived' : 'open'
    const { name } = now ?? {}
    const named = name === undefined ? {} : { name }
    if (state !== (known?.state ?? 'open')) {
      const change = state === 'open' ? 'opened' : 'archived'
      return [changedPlace(channel, { change, since, ...named }, at)]
    }
    return name === undefined || name === known?.name
      ? []
      : [changedPlace(channel, { change: 'renamed', since, name }, at)]
  } catch (error) {
    if (!(error instanceof SlackSaysNo) || error.code !== 'channel_not_found' || known?.state === 'gone') throw error
    return [changedPlace(channel, { change: 'gone', since }, at)]
  }
}

async function readThread({ place, remarks }: WatchedPlace, reading: Reading): Promise<void> {
  const { watch, at, patient, hands, seen } = reading
  const { channel } = place
  const from = watch.readFrom.getTime() / 1_000
  const oldest = Math.min(from, ...remarks.map(({ address }) => Number(address.message)))
  const messages = await repliesIn(at.web, patient, place, oldest.toFixed(6))
  const there = new Map(messages.map((message) => [message.ts, message]))
  const found: Missed[] = []
  for (const message of messages) {
    seen.set(`${channel} ${message.ts}`, message)
    if (Number(message.ts) < from) continue
    found.push(...(await told(() => saidIn(channel, message, at), reading)))
    found.push(...(await reactionsOn(channel, message, reading)))
  }
  for (const remark of remarks)
    found.push(...(await told(() => changesOf(remark, there.get(remark.address.message), from, at), reading)))
  hands.take(found)
}

async function reactionsOn(channel: string, message: SlackMessage, reading: Reading): Promise<readonly Missed[]> {
  const found: Missed[] = []
  for (const user of reactorsOf(message, reading.at))
    found.push(...(await told(() => reactionBy(user, channel, message, reading.at), reading)))
  return found
}

/** What Slack does not attribute to anybody is left out: one such message must not keep all the others back for ever. */
async function told(make: () => Promise<readonly Missed[]>, reading: Reading): Promise<readonly Missed[]> {
  const { patient, pause, strangers, at } = reading
  for (;;) {
    try {
      return await patient(make)
    } catch (error) {
      if (!(error instanceof WhoIsThat)) throw error
      if (strangers.has(error.user)) {
        at.log.warn({ user: error.user }, 'something was missed of which slack does not tell whose it is')
        return []
      }
      strangers.add(error.user)
      await pause(error.detail.retryAfter ?? 0)
    }
  }
}

async function readMarks(reading: Reading): Promise<void> {
  const { watch, at, patient, hands, seen } = reading
  for (const mark of watch.marks) {
    const { channel, message: ts } = mark.message
    const message = seen.get(`${channel} ${ts}`) ?? (await patient(() => messageAt(channel, ts, at)))
    const stands = message?.reactions?.some(
      ({ name, users }) => name.split('::')[0] === mark.emoji && users.includes(mark.account.user),
    )
    if (!message || stands) continue
    hands.take(await told(() => takenBack(mark, watch.since, at), reading))
  }
}

/** Threads to read, while channels are still being read and add to them. */
function createQueue(first: readonly WatchedPlace[]) {
  const waiting = [...first]
  let ended = false
  let wake = (): void => undefined
  return {
    add(more: readonly WatchedPlace[]): void {
      waiting.push(...more)
      wake()
    },
    end(): void {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator](): AsyncGenerator<WatchedPlace> {
      for (;;) {
        const next = waiting.shift()
        if (next) yield next
        else if (ended) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}
