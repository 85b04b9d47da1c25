import { messageWord, placeWord } from '../chat/address.js'
import type { Read } from '../chat/catch-up.js'
import type { Inbound } from '../chat/inbound.js'
import { createPatient, machineWait } from '../chat/patient.js'
import type { Platform } from '../chat/platform.js'
import type { Reply } from '../chat/reply.js'
import { minutes } from '../kernel/duration.js'
import { remarkBySource } from '../records/index.js'
import type { Actor } from '../store/index.js'
import { tellAdmins } from './admins.js'
import type { CatchUpOptions, Gap } from './catch-up.js'
import { idsOf } from './engine.js'
import { type CaughtUp, type Counts, heardTable, heardUntil } from './heard.js'
import { claimNew, recall } from './inbox.js'
import { routedPlaces, watchOf } from './watched.js'

const actor: Actor = { kind: 'desk', job: 'catch-up' }
/** After a gap of that length administrators hear that nothing was missed; a restart is not worth a word. */
const worthAWord = minutes(10)

/** Reads what a platform missed, brings all of it to its end, and writes down and tells what came of it. */
export async function readMissed(
  options: CatchUpOptions,
  platform: Platform,
  gap: Gap,
  signal: AbortSignal,
): Promise<void> {
  const { parts, log } = options
  const { name } = platform
  log.info({ platform: name, from: gap.from.toISOString() }, 'reading what was missed')
  const counts = { said: 0, edited: 0, deleted: 0, reacted: 0, place: 0 }
  const taking = takeOver(options, platform, gap, signal)
  const watch = await watchOf(parts, name, gap.from, signal)
  const read = await platform.catchUp?.(watch, async (inbound) => {
    signal.throwIfAborted()
    if (await taking(inbound)) counts[countedAs(inbound)] += 1
  })
  if (!read) return
  signal.throwIfAborted()
  for (const { place, why } of read.closed) log.info({ place: placeWord(place), why }, 'a place could not be read')
  log.info({ platform: name, ...counts, places: read.places, closed: read.closed.length }, 'what was missed is read')
  await writeDown(options, name, { ...gap, counts, read })
}

const countedAs = ({ kind }: Inbound): keyof Counts =>
  kind === 'unreacted'
    ? 'reacted'
    : kind === 'edited' || kind === 'deleted' || kind === 'reacted' || kind === 'place'
      ? kind
      : 'said'

/** Takes one inbound unless it was taken before, and tells whether it had an effect. */
function takeOver({ parts, house, log }: CatchUpOptions, platform: Platform, { from }: Gap, signal: AbortSignal) {
  const { read } = parts.store
  // The process that has died may have had a card in its hands, whose thread is not known before another one has told it.
  const patient = createPatient({
    signal,
    wait: machineWait,
    isLimit: ({ detail }) => detail.retryAfter !== undefined,
    meanwhile: async () => undefined,
  })
  const answer = async (inbound: Inbound, reply: Reply): Promise<void> => {
    try {
      if (reply.kind !== 'done') await platform.answerLate(inbound, reply)
    } catch (error) {
      log.warn({ id: inbound.ids[0], error: String(error) }, 'an answer to what was missed could not be told')
    }
  }
  return async (inbound: Inbound): Promise<boolean> => {
    const ids = idsOf(inbound)
    if (await recall(read, ids)) return false
    if (inbound.kind === 'said' && (await remarkBySource(read, messageWord(inbound.message.address)))) return false
    const reply = await patient(() => house.handle(inbound))
    const took = (await recall(read, ids)) !== undefined
    if (took) await answer(inbound, reply)
    // What only asked something has left no trace: before the gap it was answered, after it this is its trace.
    else if (reply.kind !== 'done' && !saidBefore(inbound, from)) {
      const mine = await parts.store.work(actor, (work) => claimNew(work, ids, { reply }))
      if (mine) await answer(inbound, reply)
    }
    return took
  }
}

const saidBefore = (inbound: Inbound, from: Date): boolean =>
  inbound.kind === 'said' && inbound.message.at !== undefined && new Date(inbound.message.at) < from

/** The mark moves on, and administrators get one line, in one unit. */
async function writeDown(
  { parts, clock }: CatchUpOptions,
  name: string,
  { from, until, counts, read }: Gap & { readonly counts: Counts; readonly read: Read },
): Promise<void> {
  const routed = new Set(routedPlaces(parts, name).map(placeWord))
  const closed = read.closed.filter(({ place }) => routed.has(placeWord(place))).length
  const [away, at] = [until.getTime() - from.getTime(), clock.now().toISOString()]
  const last: CaughtUp = { from: from.toISOString(), until: until.toISOString(), at, counts, closed }
  const found = Object.values(counts).some((count) => count > 0)
  await parts.store.work(actor, async (work) => {
    await heardUntil(work, name, until)
    await work.update(heardTable, { platform: name }, { last })
    if (!found && closed === 0 && away < worthAWord) return
    await tellAdmins(parts, work, name, {
      fact: `caught up/${name}/${last.until}`,
      words: found || closed > 0 ? 'desk.caught_up' : 'desk.missed_nothing',
      params: { platform: name, minutes: Math.max(1, Math.round(away / minutes(1))), ...counts, closed },
    })
  })
}
