import { type AccountRef, type Address, channelOf, messageWord } from '../chat/address.js'
import type { Registry } from '../chat/command.js'
import { type Engine, markId, reactionId } from '../chat/dispatch.js'
import type { Inbound } from '../chat/inbound.js'
import type { Language, Voice } from '../chat/language.js'
import { refusalCard } from '../chat/refusal-card.js'
import type { Reply } from '../chat/reply.js'
import type { Clock } from '../kernel/clock.js'
import { after, minutes } from '../kernel/duration.js'
import { Fault, Refusal } from '../kernel/errors.js'
import { comes, queueOf, recordAt } from '../notices/index.js'
import type { Caller } from '../people/index.js'
import { findRecord, recordById, remarkBySource } from '../records/index.js'
import { type Actor, isDuplicate, type Work } from '../store/index.js'
import { Desk } from './desk.js'
import { homeOpened } from './home-view.js'
import { claim, claimNew, forget, heldClaim, recall } from './inbox.js'
import { moveRecord } from './move.js'
import { type Parts, practiceOf } from './parts.js'
import { placeChanged } from './place-changed.js'
import { settle } from './settle.js'
import { suggest } from './suggest.js'

export interface EngineOptions {
  readonly parts: Parts
  readonly registry: Registry<Desk>
  readonly clock: Clock
  readonly onFault: (id: string, error: unknown, inbound: Inbound) => void
}

type Unreacted = Extract<Inbound, { kind: 'unreacted' }>

const actorOf = (caller: Caller): Actor => ({ kind: 'person', id: caller.person.id, name: caller.person.name })

/** The core behind dispatch: identity, the inbox, and units of work around what a command does. */
export function createEngine({ parts, registry, clock, onFault }: EngineOptions): Engine<Desk, Caller> {
  const { store, directory, desks } = parts
  const languageOf = (account: AccountRef, profile: Inbound['profile']): Language =>
    directory.languageOf(account, profile)
  const remembered = async (inbound: Inbound): Promise<Reply | undefined> =>
    (await recall(store.read, idsOf(inbound)))?.reply
  return {
    registry,
    languageOf: (inbound) => languageOf(inbound.account, inbound.profile),
    async identify(inbound) {
      const caller = await directory.callerOf(inbound.account, inbound.profile, new Date(inbound.at))
      return { caller, language: languageOf(inbound.account, inbound.profile) }
    },
    // What another one's mark of the same message was answered is for them, unless this one would have been let in too.
    recall: async (inbound) => (await recall(store.read, ownIdsOf(inbound)))?.reply,
    async change(inbound, caller, run) {
      const ids = idsOf(inbound)
      try {
        return await store.work(actorOf(caller), async (work) => {
          const saidIn = inbound.kind === 'said' && inbound.place.thread ? inbound.place : undefined
          const desk = new Desk(parts, caller, work, work.now, work, saidIn)
          const reply = await run(desk)
          await claim(work, ids, { reply, ...(desk.made ? { made: desk.made } : {}) })
          return reply
        })
      } catch (error) {
        if (!isDuplicate(error) && !(error instanceof Refusal)) throw error
        const done = await remembered(inbound)
        if (done) return done
        // A form that stays open is sent again under the same id once its field has been mended.
        if (!(error instanceof Refusal) || (error.field && inbound.kind === 'submit')) throw error
        return keepRefusal(inbound, caller, error)
      }
    },
    look: (caller) => new Desk(parts, caller, store.read, clock.now()),
    async recordAt(place, message) {
      const id = await recordAt(store.read, message ? { ...place, message } : place)
      const record = id === undefined ? undefined : await recordById(store.read, id)
      return record ? { number: record.number, head: practiceOf(parts, record.practice).name } : undefined
    },
    suggest: (argument, typed, caller, voice) => suggest(parts, argument, { typed, caller, voice }),
    seal: (message) => parts.seal.close(message),
    settle: (typed, caller, voice) => settle(parts, typed, { caller, voice, now: clock.now() }),
    nameOf: directory.nameOf,
    get ticketEmoji() {
      return desks.current().intake.ticketEmoji
    },
    conversation: {
      hear: (desk, number, message) => desk.heard(number, message),
      reword: (desk, message) => desk.reworded(message),
      withdraw: (desk, address) => desk.withdrawn(address),
      comes: ({ place, account }) => {
        const queues = [queueOf(channelOf(place)), queueOf({ person: account })]
        return comes(store.read, queues, after(clock.now(), -minutes(1)))
      },
      writer,
    },
    undo,
    async homeOpened(inbound) {
      const caller = await directory.callerOf(inbound.account, inbound.profile, new Date(inbound.at))
      await store.work(actorOf(caller), (work) => homeOpened(parts, work, caller))
    },
    async accountChanged(inbound) {
      const actor: Actor = { kind: 'desk', job: inbound.account.platform }
      await store.work(actor, (work) => directory.accountChanged(work, inbound.account, inbound.profile))
    },
    groupChanged: ({ group, joined, left, at }) => directory.groupChanged({ group, joined, left }, new Date(at)),
    placeChanged: (inbound) => placeChanged(parts, inbound),
    fault(error, inbound) {
      const id = parts.ids.next().slice(0, 8)
      onFault(id, error, inbound)
      return new Fault(id, error)
    },
  }

  /** Without any rights: all that is done in their name is to take back what they said. */
  async function writer(address: Address): Promise<Caller | undefined> {
    const remark = await remarkBySource(store.read, messageWord(address))
    const person = remark && (await directory.person(remark.author))
    if (!person) return undefined
    const account = { platform: address.platform, workspace: address.workspace, user: person.id }
    return { person, account, linked: false, grants: [], teams: [], leads: [] }
  }

  /** A refusal is an answer too: a repetition must not find the door open that was closed the first time. */
  async function keepRefusal(inbound: Inbound, caller: Caller, refusal: Refusal): Promise<Reply> {
    const voice = parts.voices.in(languageOf(inbound.account, inbound.profile))
    const reply: Reply = { kind: 'whisper', card: refusalCard(refusal, voice) }
    const mine = await store.work(actorOf(caller), (work) => claimNew(work, idsOf(inbound), { reply }))
    // Another process was first, and it may have found the door open.
    return mine ? reply : ((await remembered(inbound)) ?? reply)
  }

  /** Only the same person, only what the reaction made, and only a moment later. */
  async function undo(inbound: Unreacted, caller: Caller): Promise<Reply> {
    const done: Reply = { kind: 'done' }
    const reaction = reactionId(inbound.emoji, inbound.message, inbound)
    const made = (await recall(store.read, [reaction]))?.made
    if (!made) return done
    const answered = await remembered(inbound)
    if (answered) return answered
    return store.work(actorOf(caller), async (work) => {
      const row = await heldClaim(work, reaction)
      if (!row) return done
      const voice = parts.voices.in(languageOf(inbound.account, inbound.profile))
      // Taken away while the desk did not hear: it is given the benefit of the doubt.
      const taken = inbound.notBefore ? new Date(inbound.notBefore) : work.now
      const late = after(row.at, desks.current().intake.undoWithin) < taken
      const reply = !late && (await cancel(work, made, voice)) ? undoneReply(made, voice) : stays(made, voice)
      if (!late) await forget(work, reaction)
      if (!late) await forget(work, markId(inbound.emoji, inbound.message))
      await claimNew(work, inbound.ids, { reply })
      return reply
    })
  }

  async function cancel(work: Work, number: string, voice: Voice): Promise<boolean> {
    const record = await findRecord(work, number)
    const verb = record && practiceOf(parts, record.practice).life.verbs.cancel
    if (!record || !verb?.from.includes(record.state)) return false
    const input = { reason: voice.say('desk.unreacted') }
    await moveRecord(parts, work, record, { verb: 'cancel', input, by: { now: work.now } })
    return true
  }
}

function undoneReply(made: string, voice: Voice): Reply {
  const title = voice.line('desk.undone', { number: { kind: 'record', number: made } })
  return { kind: 'whisper', card: { title, tone: 'good', blocks: [], page: `/r/${made}` } }
}

function stays(made: string, voice: Voice): Reply {
  const title = voice.line('desk.undone_not', { number: { kind: 'record', number: made } })
  return { kind: 'whisper', card: { title, tone: 'attention', blocks: [], page: `/r/${made}` } }
}

/** The ids that are claimed: those of the platform, and for a reaction the name under which it can be taken back. */
export function idsOf(inbound: Inbound): readonly string[] {
  if (inbound.kind !== 'reacted') return inbound.ids
  return [...ownIdsOf(inbound), markId(inbound.emoji, inbound.message.address)]
}

const ownIdsOf = (inbound: Inbound): readonly string[] =>
  inbound.kind === 'reacted'
    ? [...inbound.ids, reactionId(inbound.emoji, inbound.message.address, inbound)]
    : inbound.ids
