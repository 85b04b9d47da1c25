import { messageWord, type Place } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { QuotedMessage } from '../chat/inbound.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import { tidy } from '../kernel/text.js'
import { stands } from '../notices/index.js'
import type { Organisation } from '../organisation/index.js'
import { type Caller, can, type Person } from '../people/index.js'
import {
  entriesOf,
  findRecord,
  type Input,
  type Listing,
  linkTable,
  listRecords,
  lookalikes,
  memberTable,
  newestEntry,
  openVerbs,
  type Rec,
  recordTable,
  remarkBySource,
  search,
  verbKey,
} from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import { type Accounts, createAccounts } from './accounts.js'
import { announceEntry } from './announce.js'
import { type Ballots, createBallots } from './ballots.js'
import { followClocks, heardBy } from './clocks.js'
import { ConfigurationDesk } from './configuration-desk.js'
import { draftOf, keepDraft } from './draft.js'
import { byName, isWrongState, somebodyWasFaster } from './faster.js'
import { hang, named, rehang } from './files.js'
import { moveRecord } from './move.js'
import { createOnCall, type OnCall } from './on-call.js'
import { type Opening, openRecord } from './open.js'
import type { Parts } from './parts.js'
import { practiceOf } from './parts.js'
import type { EntryLine, RecordView } from './practice.js'
import { cardOf, entryLine, othersIn, peopleIn } from './present.js'
import { PromiseDesk } from './promise-desk.js'
import { editRemark, removeRemark, writeRemark } from './remark.js'
import { canBeGivenWork } from './team.js'
import { viewOf } from './view.js'
import { writeEntry } from './write-entry.js'

/**
 * What a command may do, in the name of its caller. Everything it changes is in one unit of work; on a desk for reading
 * the changing half throws.
 */
export class Desk {
  /** The number of the record that this unit opened, if it did. */
  made: string | undefined

  constructor(
    readonly parts: Parts,
    readonly caller: Caller,
    private readonly reader: Reader,
    readonly now: Date,
    private readonly unit?: Work,
    /** The thread that the words of this call stand in, so that they are not repeated there. */
    private readonly saidIn?: Place,
  ) {}

  /** What was promised: asked here, so that this file does not become the desk's every trade. */
  get promises(): PromiseDesk {
    const unit = async (number: string) => ({ work: this.work, record: await this.hold(number) })
    return new PromiseDesk(this.parts, this.caller, this.reader, this.now, unit)
  }

  /** Configuration items and what happens when one fails. */
  get configuration(): ConfigurationDesk {
    return new ConfigurationDesk(this.parts, this.caller, this.reader, () => this.work)
  }

  get organisation(): Organisation {
    return this.parts.desks.current()
  }

  private get work(): Work {
    if (!this.unit) throw new Error('this desk is for reading: the command says that it only reads')
    return this.unit
  }

  /** A record that the caller may see; a Refusal `record.unknown` otherwise, also where it exists and is private. */
  async see(number: string): Promise<Rec> {
    const record = await findRecord(this.reader, number, this.caller)
    if (!record) throw new Refusal('record.unknown', { number }, 'record')
    return record
  }

  private async hold(number: string): Promise<Rec> {
    const seen = await this.see(number)
    const held = (await this.work.hold(recordTable, { id: seen.id })) as Rec
    // Another process may have made it private between the look and the hold.
    if (held.version !== seen.version) await this.see(number)
    return held
  }

  /** `files` is the sealed word that carried the files of the message it was made of. */
  async open(
    practice: string,
    opening: Omit<Opening, 'requester'> & { readonly requester?: string; readonly files?: string },
  ): Promise<Rec> {
    const { files, ...rest } = opening
    const record = await openRecord(this.parts, this.work, practice, { requester: this.caller.person.id, ...rest })
    const attached = files === undefined ? undefined : this.parts.seal.open(files)
    if (attached) await hang(this.work, { record: record.id }, attached, named(this.parts.ids, attached))
    this.made = record.number
    return record
  }

  /** Moves a record by a verb of its life. */
  async move(number: string, verb: string, input: Input = {}): Promise<Rec> {
    const record = await this.hold(number)
    const by = { caller: this.caller, now: this.work.now }
    try {
      return await moveRecord(this.parts, this.work, record, { verb, input, by })
    } catch (error) {
      const faster = { record, verb, now: this.work.now }
      const told = isWrongState(error) && (await somebodyWasFaster(this.parts, this.work, faster))
      throw told || (await byName(this.parts, error))
    }
  }

  /** Refuses who does not work on a record, for what is no verb of its life and yet not everybody's. */
  private demandWorker(record: Rec, verb: string): void {
    if (can(this.caller, practiceOf(this.parts, record.practice).workers, record)) return
    throw new Refusal('record.not_allowed', {
      number: record.number,
      head: record.practice,
      verb: { words: `choices.verb.${verb}` },
    })
  }

  /** Adds to the conversation. For the team only when `internal`; then no channel hears of it. `files` are sealed. */
  async note(number: string, text: string, internal = false, files?: string): Promise<Rec> {
    const record = await this.hold(number)
    if (internal) this.demandWorker(record, 'note')
    const attached = files === undefined ? undefined : this.parts.seal.open(files)
    const hung = attached ? named(this.parts.ids, attached) : []
    const remark = await writeRemark(this.work, record, {
      author: this.caller.person.id,
      text: tidy(text),
      internal,
      files: hung,
    })
    if (attached) await hang(this.work, { record: record.id, remark }, attached, hung)
    const data = { remark, on: this.caller.account.platform, ...heardBy(this.parts, this.caller, record, internal) }
    await this.told(record, 'said', data, !internal)
    return internal ? record : this.answered(record)
  }

  /** A message in the record's thread: part of the conversation, and perhaps the answer that was waited for. */
  async heard(number: string, message: QuotedMessage): Promise<Rec> {
    const record = await this.hold(number)
    const source = messageWord(message.address)
    // What the desk wrote itself is nobody's comment, whoever brings it back.
    if ((await remarkBySource(this.work, source)) || (await stands(this.work, message.address))) return record
    const files = named(this.parts.ids, message)
    const words = { author: this.caller.person.id, text: tidy(message.text), internal: false, files, source }
    const saidAt = message.at ? { saidAt: new Date(message.at) } : {}
    const remark = await writeRemark(this.work, record, { ...words, ...saidAt })
    await hang(this.work, { record: record.id, remark }, message, files)
    await this.told(
      record,
      'said',
      { remark, on: message.address.platform, ...heardBy(this.parts, this.caller, record) },
      true,
    )
    return this.answered(record)
  }

  /** What the caller has just said may be what the record waited for. */
  private async answered(record: Rec): Promise<Rec> {
    const next = practiceOf(this.parts, record.practice).heard?.(record, this.caller)
    if (!next) return record
    return moveRecord(this.parts, this.work, record, { ...next, by: { now: this.work.now } })
  }

  /** Mirrors an edit on the platform; undefined when the message is no remark. Only the writer's own edit counts. */
  async reworded(message: QuotedMessage): Promise<Rec | undefined> {
    const source = messageWord(message.address)
    const remark = await remarkBySource(this.reader, source)
    if (!remark || remark.deletedAt || remark.author !== this.caller.person.id) return undefined
    const others = await rehang(this.work, this.parts.ids, remark, message)
    if (remark.text === tidy(message.text) && !others) return undefined
    await editRemark(this.work, remark, { text: tidy(message.text), ...(others ? { files: others } : {}) })
    const record = (await this.work.one(recordTable, { id: remark.record })) as Rec
    await this.told(record, 'reworded', { remark: remark.id }, false)
    await this.retold(record, remark.id)
    return record
  }

  async withdrawn(address: QuotedMessage['address']): Promise<Rec | undefined> {
    const remark = await remarkBySource(this.reader, messageWord(address))
    if (!remark || remark.deletedAt) return undefined
    await removeRemark(this.work, remark)
    const record = (await this.work.one(recordTable, { id: remark.record })) as Rec
    await this.told(record, 'withdrew', {}, false)
    await this.retold(record, remark.id)
    return record
  }

  /** Where words of the conversation were carried to other threads, their copies follow. */
  private async retold(record: Rec, remark: number): Promise<void> {
    const entries = await entriesOf(this.work, record.id)
    for (const { id } of entries.filter((entry) => entry.data.remark === remark)) {
      await this.parts.outbox.retell(this.work, record.id, id)
    }
  }

  private async told(record: Rec, kind: string, data: Record<string, unknown>, aloud: boolean): Promise<void> {
    const entry = await writeEntry(this.work, record, kind, data)
    this.work.audit(`${record.practice}.${kind}`, record.number, {})
    if (kind === 'said') await followClocks(this.parts, this.work, record)
    if (!aloud) return this.parts.outbox.refresh(this.work, record.id)
    const saidIn = kind === 'said' && this.saidIn ? { saidIn: this.saidIn } : {}
    await announceEntry(this.parts, this.work, record, entry, { milestone: false, ...saidIn })
  }

  /** Follows a record: milestones come by direct message. Tells whether that is new. */
  async watch(
    number: string,
    person = this.caller.person.id,
  ): Promise<{ readonly record: Rec; readonly news: boolean }> {
    const record = await this.hold(number)
    if (person !== this.caller.person.id) this.demandWorker(record, 'watch')
    const news = await this.work.insertNew(memberTable, { record: record.id, person, as: 'watcher' })
    if (news) await this.told(record, 'watched', { person }, false)
    return { record, news }
  }

  async unwatch(number: string, person = this.caller.person.id): Promise<Rec> {
    const record = await this.hold(number)
    if (person !== this.caller.person.id) this.demandWorker(record, 'watch')
    const gone = await this.work.remove(memberTable, { record: record.id, person, as: 'watcher' })
    if (gone > 0) await this.told(record, 'unwatched', { person }, false)
    return record
  }

  /** Writes a line into a record's history that is no move, and tells its threads. */
  async tell(number: string, kind: string): Promise<void> {
    await this.told(await this.hold(number), kind, {}, true)
  }

  /** Makes a record private: its copies in channels are blanked, and its people go on in direct messages. */
  async conceal(number: string): Promise<Rec> {
    const record = await this.hold(number)
    const by = { caller: this.caller, now: this.work.now }
    await this.parts.outbox.conceal(this.work, record.id)
    for (const person of [record.requester, this.caller.person.id]) {
      await this.work.insertNew(memberTable, { record: record.id, person, as: 'member' })
    }
    return moveRecord(this.parts, this.work, record, { verb: 'hide', input: {}, by })
  }

  /** Makes it public again: it returns to the channels of its routes. */
  reveal(number: string): Promise<Rec> {
    return this.move(number, 'reveal')
  }

  /** The person a report is for: the author of the message that was marked, else the caller. */
  async requesterOf(author: string | undefined): Promise<string> {
    if (!author) return this.caller.person.id
    const person = await this.parts.directory.resolve(author, this.caller)
    return person?.id ?? this.caller.person.id
  }

  /** Whether a person has a team or a role by which they can be given work. */
  works(person: string): Promise<boolean> {
    return canBeGivenWork(this.parts, person)
  }

  /** Lets a person see a private record. Whoever may make it private may do so, not everybody who was let in. */
  async admit(number: string, person: string): Promise<Rec> {
    const record = await this.hold(number)
    const who = practiceOf(this.parts, record.practice).life.verbs.hide?.who ?? []
    if (!can(this.caller, who, record)) {
      throw new Refusal('record.not_allowed', {
        number,
        head: record.practice,
        verb: { words: verbKey(record.practice, 'hide') },
      })
    }
    if (await this.work.insertNew(memberTable, { record: record.id, person, as: 'member' })) {
      await this.told(record, 'admitted', { person }, true)
    }
    return record
  }

  /** Links two records in a way that the first one's practice allows. */
  async link(number: string, kind: string, other: string): Promise<Rec> {
    const record = await this.hold(number)
    this.demandWorker(record, 'link')
    const to = await this.see(other)
    if (to.id === record.id) throw new Refusal('record.link_self', { number }, 'other')
    const row = { from: record.id, kind, to: to.id, at: this.work.now, by: this.caller.person.id }
    const [there] = await this.work.find(linkTable, { from: record.id, kind, to: to.id })
    if (there) throw new Refusal('record.already_linked', { number, other: to.number }, 'other')
    await this.work.insert(linkTable, row)
    await this.told(record, 'linked', { kind: kind.replaceAll(' ', '_'), other: to.number }, true)
    await this.parts.outbox.refresh(this.work, to.id)
    return record
  }

  /** Takes a link away that was made by mistake; the history keeps that it was there. */
  async unlink(number: string, kind: string, other: string): Promise<Rec> {
    const record = await this.hold(number)
    this.demandWorker(record, 'link')
    const to = await this.see(other)
    if ((await this.work.remove(linkTable, { from: record.id, kind, to: to.id })) === 0)
      throw new Refusal('record.link_not_there', { number, other: to.number }, 'other')
    await this.told(record, 'unlinked', { kind: kind.replaceAll(' ', '_'), other: to.number }, true)
    await this.parts.outbox.refresh(this.work, to.id)
    return record
  }

  async card(record: Rec, voice: Voice): Promise<Card> {
    return cardOf(this.parts, this.reader, record, { voice, viewer: this.caller })
  }

  /** A record with all that a card may say of it; `also` are people who are named besides its own. */
  view(record: Rec, also: readonly string[] = []): Promise<RecordView> {
    return viewOf(this.parts, this.reader, record, { viewer: this.caller, also })
  }

  /** The newest line of a record's history, as the one who has just written it may read it. */
  async newest(record: Rec, voice: Voice): Promise<EntryLine | undefined> {
    const entry = await newestEntry(this.reader, record.id)
    if (!entry) return undefined
    const view = await viewOf(this.parts, this.reader, record, {
      viewer: this.caller,
      also: peopleIn(entry),
      others: othersIn(entry),
    })
    return entryLine(this.reader, entry, { view, voice, team: true })
  }

  /** The verbs that the caller could use on it now. */
  verbs(record: Rec): readonly string[] {
    return openVerbs(practiceOf(this.parts, record.practice).life, record, this.caller)
  }

  list(ask: Listing): Promise<readonly Rec[]> {
    return listRecords(this.reader, this.caller, ask)
  }

  search(typed: string, page: { readonly limit: number; readonly before?: number; readonly practice?: string }) {
    return search(this.reader, typed, this.caller, page)
  }

  lookalikes(typed: string, limit: number): Promise<readonly Rec[]> {
    return lookalikes(this.reader, typed, this.caller, limit)
  }

  person(id: string): Promise<Person | undefined> {
    return this.parts.directory.person(id)
  }

  /** Keeps the arguments of a command that could not be carried in a button; gives the id to carry instead. */
  keepDraft(command: string, args: Readonly<Record<string, string>>): Promise<string> {
    return keepDraft(this.work, { id: this.parts.ids.next(), person: this.caller.person.id, command, args })
  }

  /** The kept arguments, for the person who typed them, for a day. */
  draft(id: string): Promise<Readonly<Record<string, string>> | undefined> {
    return draftOf(this.reader, id, this.caller.person.id, this.now)
  }

  /** Has a job run now, as soon as all this is committed. Its end is not waited for. */
  runJob(name: string): void {
    const { actor } = this.work
    this.work.afterCommit(() => this.parts.jobs.begin(name, actor))
  }

  /** Who is on call, and what people ask of each other about it. */
  get onCall(): OnCall {
    return createOnCall(this.handed)
  }

  /** What waits for a decision, and the caller's vote on it. */
  get ballots(): Ballots {
    return createBallots({ ...this.handed, hold: (number) => this.hold(number) })
  }

  /** The accounts of the caller, and for administrators those of others. */
  get accounts(): Accounts {
    return createAccounts(this.handed)
  }

  /** What rooms are given that work in the caller's name. */
  get handed() {
    return { parts: this.parts, caller: this.caller, reader: this.reader, now: this.now, work: () => this.work }
  }
}
