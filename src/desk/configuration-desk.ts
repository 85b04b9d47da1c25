import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import {
  addItem,
  allOf,
  applyImport,
  type Books,
  changeItem,
  doneCard,
  exportCard,
  type Format,
  fileNames,
  findItems,
  formatOf,
  foundCard,
  historyCard,
  historyOf,
  type ImpactOf,
  type Item,
  type ItemFields,
  impactCard,
  impactOf,
  impactPicture,
  importCard,
  importedCard,
  itemCard,
  itemOf,
  keysOf,
  linkItem,
  openRecordsAbout,
  piecesOf,
  planImport,
  type Register,
  type Relating,
  relate,
  relatedCard,
  relationsOf,
  type Sought,
  sourceOf,
  type Telling,
  typedOf,
  unrelate,
} from '../configuration/index.js'
import { Refusal } from '../kernel/errors.js'
import { pageIn } from '../kernel/text.js'
import { type Caller, can } from '../people/index.js'
import { knownTo, type Rec } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import { attachedText } from './attached-text.js'
import { type Baselines, createBaselines } from './baselines.js'
import { draftOf, keepDraft } from './draft.js'
import type { Parts } from './parts.js'
import { worksHere } from './team.js'
import { namesOf } from './tell.js'

const pageSize = 10
const mostRecords = 50

/** What commands may ask and do about configuration items, in the name of a caller. */
export class ConfigurationDesk {
  constructor(
    private readonly parts: Parts,
    private readonly caller: Caller,
    private readonly reader: Reader,
    private readonly work: () => Work,
  ) {}

  private get register(): Register {
    return { reader: this.reader, organisation: this.parts.desks.current() }
  }

  private get books(): Books {
    return { work: this.work(), organisation: this.parts.desks.current() }
  }

  /** Pictures of the configuration, and what differs from them. */
  get baselines(): Baselines {
    return createBaselines({ parts: this.parts, caller: this.caller, reader: this.reader, work: this.work })
  }

  /** Refuses guests: how the house is wired is its people's own. */
  private demandReader(): void {
    if (worksHere(this.caller) || can(this.caller, ['reporter'])) return
    throw new Refusal('configuration.not_for_guests')
  }

  /** An item is kept by configuration managers, its owner and its team. */
  private demandKeeper(...items: readonly Pick<Item, 'key' | 'type' | 'owner' | 'team'>[]): void {
    const keeps = ({ key, type, owner, team }: Pick<Item, 'key' | 'type' | 'owner' | 'team'>): boolean =>
      can(this.caller, ['configuration manager', 'service owner', 'assignee', 'team'], {
        requester: '',
        assignee: owner,
        team,
        service: type === 'service' ? key : '',
      })
    if (items.some(keeps)) return
    throw new Refusal('configuration.not_yours', { key: items.map(({ key }) => key).join(', ') })
  }

  private async telling(people: readonly (string | undefined)[], voice: Voice): Promise<Telling> {
    const organisation = this.parts.desks.current()
    const named = people.filter((person) => person !== undefined)
    return { organisation, voice, nameOf: await namesOf(this.parts, named) }
  }

  async show(key: string, voice: Voice): Promise<Card> {
    this.demandReader()
    const item = await itemOf(this.register, key)
    const about = { items: [item.id], services: item.type === 'service' ? [item.key] : [] }
    const [relations, records, telling] = await Promise.all([
      relationsOf(this.register, item.id),
      openRecordsAbout(this.reader, this.caller, about, pageSize),
      this.telling([item.owner], voice),
    ])
    return itemCard({ item, relations, records }, telling)
  }

  /** Items that fit, ten a page; the button for the next page stands for the command that asked. */
  async find(
    sought: Omit<Sought, 'limit' | 'offset'>,
    asked: { readonly command: string; readonly page?: string | undefined },
    voice: Voice,
  ): Promise<Card> {
    this.demandReader()
    const page = pageIn(asked.page)
    const found = await findItems(this.register, { ...sought, limit: pageSize + 1, offset: (page - 1) * pageSize })
    const { words, team, state } = sought
    const type = asked.command === 'ci find' ? sought.type : undefined
    const typed = { words, type, team, state: state?.replaceAll(' ', '_'), page: String(page + 1) }
    const args = Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value ? [[name, value]] : [])))
    const title = voice.say(type === undefined && sought.type ? 'configuration.services' : 'configuration.found')
    const more = found.length > pageSize ? { more: args } : {}
    return foundCard(
      found.slice(0, pageSize),
      { title, command: asked.command, ...more },
      await this.telling([], voice),
    )
  }

  async add(item: ItemFields & { readonly key: string }): Promise<Item> {
    this.demandKeeper({ ...item, owner: undefined })
    return addItem(this.books, item)
  }

  async change(key: string, changes: Partial<ItemFields>, reason?: string): Promise<Item> {
    this.demandKeeper(await itemOf(this.register, key))
    return changeItem(this.books, key, changes, reason)
  }

  /** What is known of an item, as the arguments of the command that changes it. */
  async asTyped(key: string): Promise<Readonly<Record<string, string>>> {
    this.demandReader()
    return typedOf(await itemOf(this.register, key))
  }

  async relate(relating: Relating, voice: Voice): Promise<Card> {
    await this.demandEither(relating)
    return relatedCard('related', await relate(this.books, relating), relating.kind, voice)
  }

  async unrelate(relating: Pick<Relating, 'item' | 'kind' | 'other'>, voice: Voice): Promise<Card> {
    await this.demandEither(relating)
    return relatedCard('unrelated', await unrelate(this.books, relating), relating.kind, voice)
  }

  /** What whoever entered, changed or retired an item is told. */
  async done(what: 'added' | 'changed' | 'retired', item: Item, voice: Voice): Promise<Card> {
    const needed = what === 'retired' ? (await impactOf(this.register, [item.key], { depth: 1 })).hits.length - 1 : 0
    return doneCard(what, item, needed, voice)
  }

  private async demandEither({ item, other }: Pick<Relating, 'item' | 'other'>): Promise<void> {
    const [[from], [to]] = await Promise.all([
      allOf(this.register, [item], 'item'),
      allOf(this.register, [other], 'other'),
    ])
    this.demandKeeper(...[from, to].filter((one) => one !== undefined))
  }

  /** Says that a record is about an item. Whoever works here may, as they may link records. */
  async link(key: string, record: Rec): Promise<Item> {
    if (!worksHere(this.caller)) throw new Refusal('configuration.not_for_guests')
    return linkItem(this.books, key, record)
  }

  /** What is hit when these fail; `typed` are keys with spaces or commas between them. */
  async impact(typed: string, voice: Voice): Promise<Card> {
    this.demandReader()
    const impact = await impactOf(this.register, keysOf(typed))
    const customers = impact.agreements.flatMap((agreement) => agreement.customers ?? [])
    const [records, telling] = await Promise.all([this.recordsHit(impact), this.telling(customers, voice)])
    return impactCard({ impact, records, picture: impactPicture(impact, voice) }, telling)
  }

  private recordsHit({ hits, services }: ImpactOf): Promise<readonly Rec[]> {
    const about = { items: hits.map(({ id }) => id), services: services.map(({ key }) => key) }
    return openRecordsAbout(this.reader, this.caller, about, mostRecords)
  }

  async history(key: string, page: number, voice: Voice): Promise<Card> {
    this.demandReader()
    const item = await itemOf(this.register, key)
    const rows = await historyOf(this.reader, item.id, { limit: pageSize + 1, offset: (page - 1) * pageSize })
    const shown = rows.slice(0, pageSize)
    const numbers = shown.flatMap(({ data }) => (typeof data.record === 'string' ? [data.record] : []))
    const [known, telling] = await Promise.all([
      knownTo(this.reader, this.caller, numbers),
      this.telling(
        shown.map(({ actor }) => actor),
        voice,
      ),
    ])
    const more = rows.length > pageSize ? String(page + 1) : undefined
    return historyCard(item, shown, more, (number) => known.has(number), telling)
  }

  /** What an attached file would change, with a button that does it. It is read once, and kept until then. */
  async lookAtImport(attached: string | undefined, named: string | undefined, voice: Voice): Promise<Card> {
    this.demandManager()
    const { name, text } = await this.attachedText(attached)
    const format = formatOf(name, named)
    const plan = await planImport(this.register, sourceOf(format, piecesOf(text)))
    if (plan.problems.length > 0) return importCard(plan, undefined, voice)
    const { person } = this.caller
    const draft = { id: this.parts.ids.next(), person: person.id, command: 'ci import', args: { format, text } }
    await this.parts.store.work({ kind: 'person', id: person.id, name: person.name }, (work) => keepDraft(work, draft))
    const press = { command: 'ci import', args: { draft: draft.id } }
    const label = voice.say('configuration.import.apply')
    return importCard(plan, { kind: 'press', label, press, style: 'primary' }, voice)
  }

  /** Imports what was looked at: all of it or nothing. */
  async import(draft: string, voice: Voice): Promise<Card> {
    this.demandManager()
    const work = this.work()
    const kept = await draftOf(work, draft, this.caller.person.id, work.now)
    if (kept?.text === undefined) throw new Refusal('configuration.stale_import', {}, 'files')
    const source = sourceOf(formatOf('', kept.format), piecesOf(kept.text))
    return importedCard(await applyImport(this.books, source), voice)
  }

  /** Where the items can be fetched as a file. */
  async export(format: Format, voice: Voice): Promise<Card> {
    this.demandReader()
    return exportCard({ name: fileNames[format], reachable: this.parts.pagesAt !== undefined }, voice)
  }

  private demandManager(): void {
    if (!can(this.caller, ['configuration manager'])) throw new Refusal('configuration.managers_only')
  }

  private async attachedText(attached: string | undefined): Promise<{ readonly name: string; readonly text: string }> {
    const file = await attachedText(this.parts, attached)
    if (!file) throw new Refusal('configuration.no_file', {}, 'files')
    return file
  }
}
