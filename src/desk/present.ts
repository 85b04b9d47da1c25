import { accountWord, placeWord } from '../chat/address.js'
import type { About, Block, Card, Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Clock } from '../kernel/clock.js'
import type { Present, Presented, What } from '../notices/index.js'
import { routesFor } from '../organisation/index.js'
import type { Caller } from '../people/index.js'
import { type Entry, entryById, peopleOf, type Rec, recordById, remarkById, stateKey } from '../records/index.js'
import type { Reader } from '../store/index.js'
import { alertCard, peopleOf as alertedPeople, alertLine, alertOffers } from './alert-cards.js'
import { alertsCard } from './alerts-card.js'
import { askedOffers, withApprovals } from './approval-card.js'
import { custodians, routingFacts } from './audience.js'
import { withClocks } from './clock-facts.js'
import { attachments, onKey } from './files.js'
import { morningCard } from './morning.js'
import { type Parts, practiceOf } from './parts.js'
import type { EntryLine, Practice, RecordView } from './practice.js'
import { isAlert } from './raise.js'
import { readerAt, viewOf } from './view.js'

/** Puts what a message shows into words, from the record as it is now. */
export function presenter(parts: Parts, clock: Clock): Present {
  return async (what, language, queue) => {
    const voice = parts.voices.in(language)
    const reader = parts.store.read
    if (what.show === 'notice') return noticeCard(what, voice)
    if (what.show === 'alerts') {
      const readable = (record: Rec): Promise<boolean> => mayBeRead(parts, record, queue)
      return alertsCard(reader, what, { voice, now: clock.now(), readable })
    }
    if (what.show === 'sheet') return parts.sheets.get(what.sheet)?.(parts, what.of, voice, clock.now())
    if (what.show === 'pressing') return morningCard(parts, reader, what, voice)
    const record = await recordById(reader, what.record)
    if (!record) return undefined
    if (!(await mayBeRead(parts, record, queue))) return concealed(record, voice)
    if (what.show === 'past') return what.because === 'moved' ? movedOn(record, voice) : undefined
    const seen = { voice, viewer: await readerAt(parts, queue) }
    if (what.show === 'card') return cardOf(parts, reader, record, seen)
    const entry = await entryById(reader, what.entry)
    if (entry && what.show === 'alert') {
      const view = await viewOf(parts, reader, record, { viewer: seen.viewer, also: alertedPeople(entry) })
      return { ...alertCard(entry, view, voice), about: aboutOf(practiceOf(parts, record.practice), record, voice) }
    }
    return entry ? entryCard(parts, reader, record, entry, seen) : undefined
  }
}

/** A private record is shown to its people directly, and in channels that a route for private records names. */
async function mayBeRead(parts: Parts, record: Rec, queue: string): Promise<boolean> {
  if (!record.private) return true
  if (!queue.startsWith('@'))
    return routesFor(parts.desks.current(), routingFacts(record)).some(({ place }) => placeWord(place) === queue)
  const people = [...(await peopleOf(parts.store.read, record)), ...(await custodians(parts))]
  const accounts = await Promise.all(people.map((person) => parts.directory.accountsOf(person)))
  return accounts.flat().some((account) => `@${accountWord(account)}` === queue)
}

const concealed = (record: Rec, voice: Voice): Presented => ({
  title: voice.line('desk.concealed', { number: record.number }),
  tone: 'muted',
  blocks: [],
  about: { name: record.number, labels: [], over: true },
  conceals: true,
})

/** Stands where a card was before it was posted anew. */
const movedOn = (record: Rec, voice: Voice): Card => ({
  title: voice.line('desk.moved_on', { number: { kind: 'record', number: record.number }, title: record.title }),
  tone: 'muted',
  blocks: [],
  page: `/r/${record.number}`,
})

/** In which language, and for whose eyes; for everybody's when there is no viewer. */
interface Seen {
  readonly voice: Voice
  readonly viewer: Caller | undefined
}

export async function cardOf(parts: Parts, reader: Reader, record: Rec, { voice, viewer }: Seen): Promise<Card> {
  const practice = practiceOf(parts, record.practice)
  const view = await viewOf(parts, reader, record, { viewer })
  return {
    ...withApprovals(withClocks(practice.card(view, voice), view, voice), view, voice),
    about: aboutOf(practice, record, voice),
  }
}

const aboutOf = ({ life }: Practice, record: Rec, voice: Voice): About => ({
  name: `${record.number} ${record.title}`,
  labels: [
    voice.say(stateKey(record.practice, record.state)),
    ...(record.priority === undefined ? [] : [`P${record.priority}`]),
  ],
  over: life.ends.includes(record.state),
})

function noticeCard(what: Extract<What, { show: 'notice' }>, voice: Voice): Card {
  return what.card ?? { title: [voice.say(what.words, what.params)], tone: 'attention', blocks: [] }
}

/** One entry in a record's thread, with the words that belong to it and the buttons for those whom it asks. */
async function entryCard(
  parts: Parts,
  reader: Reader,
  record: Rec,
  entry: Entry,
  { voice, viewer }: Seen,
): Promise<Card | undefined> {
  const practice = practiceOf(parts, record.practice)
  const view = await viewOf(parts, reader, record, { viewer, also: peopleIn(entry), others: othersIn(entry), entry })
  const told = new Set([...(practice.tells?.(entry, view) ?? []), ...alertedPeople(entry)])
  told.delete(entry.actor)
  const said = await entryLine(reader, entry, { view, voice })
  if (!said) return undefined
  const { line, quote, files } = said
  const actions = isAlert(entry)
    ? alertOffers(entry, view, voice)
    : [...(practice.offers?.(entry, view, voice) ?? []), ...askedOffers(entry, view, voice)]
  const pings: Inline[] = [...told].flatMap((id, at) => [...(at > 0 ? [', '] : []), view.person(id, true)])
  const question = `${practice.name}.asks.${entry.kind}`
  const asks = actions.length > 0 && voice.has(question)
  const blocks: Block[] = [
    ...(quote ? [{ kind: 'quote', text: quote } as const] : []),
    ...(files ? [{ kind: 'files', files } as const] : []),
    ...(practice.shows?.(entry, view, voice) ?? []),
    ...(asks ? [{ kind: 'text', line: [voice.say(question)] } as const] : []),
    ...(pings.length > 0 ? [{ kind: 'note', line: voice.line('desk.for', { people: pings }) } as const] : []),
    ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
  ]
  return { title: line, tone: 'muted', blocks, page: `/r/${record.number}`, about: aboutOf(practice, record, voice) }
}

/** The people whom an entry names, besides those of the record. */
export const peopleIn = (entry: Entry): readonly string[] =>
  [entry.actor, entry.data.assignee, entry.data.person, ...listed(entry.data.people), ...alertedPeople(entry)].filter(
    (id): id is string => typeof id === 'string',
  )

const listed = (people: unknown): readonly unknown[] => (Array.isArray(people) ? people : [])

/** The other records that an entry names. */
export const othersIn = ({ data }: Entry): readonly string[] => (typeof data.other === 'string' ? [data.other] : [])

/**
 * The sentence of an entry, `<practice>.timeline.<kind>` or the general `timeline.<kind>`, and the words that belong to it.
 * Undefined when those are for the team only, and the reader is not of it.
 */
export async function entryLine(
  reader: Reader,
  entry: Entry,
  { view, voice, team = false }: { readonly view: RecordView; readonly voice: Voice; readonly team?: boolean },
): Promise<EntryLine | undefined> {
  const line = isAlert(entry)
    ? alertLine(entry, view, voice)
    : voice.line(sentenceOf(entry, view, voice), gapsOf(entry, view, voice))
  const remark = typeof entry.data.remark === 'number' ? await remarkById(reader, entry.data.remark) : undefined
  if (!remark) return { line }
  if (remark.internal && !team) return undefined
  if (remark.deletedAt) return { line, quote: voice.say('timeline.removed_words') }
  const files = remark.files.length > 0 ? { files: attachments(remark.files, voice) } : {}
  return { line, ...(remark.text === '' ? {} : { quote: remark.text }), ...files }
}

/** The practice's own sentence before the general one; with the platform, where that has a name. */
function sentenceOf({ kind, data }: Entry, { record }: RecordView, voice: Voice): string {
  const own = `${record.practice}.timeline.${kind}`
  if (voice.has(own)) return own
  return data.on !== undefined && voice.has(onKey(String(data.on))) ? `timeline.${kind}_on` : `timeline.${kind}`
}

function gapsOf(entry: Entry, view: RecordView, voice: Voice): Record<string, Inline | Line> {
  const gaps: Record<string, Inline | Line> = {
    actor: actorOf(entry, view, voice),
    number: { kind: 'record', number: view.record.number },
  }
  for (const [name, value] of Object.entries(entry.data)) gaps[name] = gapOf(name, String(value), view, voice)
  return gaps
}

function actorOf(entry: Entry, view: RecordView, voice: Voice): Inline {
  if (entry.actor === 'operator' || entry.actor.startsWith('desk:')) return voice.say('desk.self')
  return { kind: 'strong', text: view.nameOf(entry.actor) }
}

function gapOf(name: string, value: string, view: RecordView, voice: Voice): Inline | Line {
  const practice = view.record.practice
  if (name === 'assignee' || name === 'person') return { kind: 'strong', text: view.nameOf(value) }
  if (name === 'team') return { kind: 'strong', text: view.team(value, voice) }
  if (name === 'stage') return { kind: 'strong', text: view.stage(value, voice) }
  if (name === 'rotation') return { kind: 'strong', text: view.rotation(value, voice) }
  if (name === 'template') return { kind: 'strong', text: view.template(value, voice) }
  if (name === 'on') return voice.has(onKey(value)) ? voice.say(onKey(value)) : value
  if (name === 'from' || name === 'to') return voice.say(stateKey(practice, value))
  // The other end of a link may be none of the reader's business.
  if (name === 'other')
    return view.knows(value) ? { kind: 'record', number: value } : voice.say('timeline.private_record')
  const choice = `choices.${name}.${value}`
  return voice.has(choice) ? voice.say(choice) : value
}
