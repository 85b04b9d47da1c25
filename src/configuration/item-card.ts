import type { Action, Block, Card, Inline, Line, Item as ListItem } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import { type Rec, stateKey } from '../records/index.js'
import type { NamedRelation } from './about-item.js'
import type { Brief } from './impact-of.js'
import { type Item, tones, typesIn } from './item.js'

/** What a card of the register is made with: the file in force, people's names, and the reader's language. */
export interface Telling {
  readonly organisation: Organisation
  readonly nameOf: (person: string) => string
  readonly voice: Voice
}

export interface ItemView {
  readonly item: Item
  readonly relations: readonly NamedRelation[]
  /** Open records about it, as far as the reader may see them. */
  readonly records: readonly Rec[]
}

export function itemCard({ item, relations, records }: ItemView, telling: Telling): Card {
  const { voice } = telling
  const lists = [
    ...listed(
      voice.say('configuration.relations'),
      relations.map((relation) => ({ line: relationLine(relation, voice) })),
    ),
    ...listed(
      voice.say('configuration.open_records'),
      records.map((record) => recordItem(record, voice)),
    ),
  ]
  return {
    title: titleOf(item),
    tone: tones[item.state],
    blocks: [{ kind: 'facts', facts: factsOf(item, telling) }, ...lists, actionsOf(item, voice)],
  }
}

export const titleOf = ({ key, name }: Pick<Item, 'key' | 'name'>): Line =>
  key === name ? [code(key)] : [code(key), ` ${name}`]

export const code = (text: string): Inline => ({ kind: 'code', text })

export function typeName(type: string, { organisation, voice }: Pick<Telling, 'organisation' | 'voice'>): string {
  const own = typesIn(organisation).get(type)
  return (
    own?.[voice.language] ??
    (voice.has(`configuration.types.${type}`) ? voice.say(`configuration.types.${type}`) : type)
  )
}

export const stateWord = (state: Item['state']): string => `choices.item_state.${state.replaceAll(' ', '_')}`

function factsOf(item: Item, telling: Telling) {
  const { organisation, voice } = telling
  const say = (name: string): string => voice.say(`configuration.fields.${name}`)
  const level = (value: string): string => voice.say(`choices.level.${value}`)
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: say(name), value: [value] as Line }]
  return [
    ...fact('type', typeName(item.type, telling)),
    ...fact('state', voice.say(stateWord(item.state))),
    ...fact('owner', item.owner === undefined ? undefined : telling.nameOf(item.owner)),
    ...fact('team', item.team === undefined ? undefined : nameOf(organisation, 'team', item.team, voice.language)),
    ...fact(
      'supplier',
      item.supplier === undefined
        ? undefined
        : (organisation.suppliers.get(item.supplier)?.name[voice.language] ?? item.supplier),
    ),
    ...fact(
      'environment',
      item.environment === undefined ? undefined : voice.say(`choices.environment.${item.environment}`),
    ),
    ...(['confidentiality', 'integrity', 'availability'] as const).flatMap((name) => {
      const value = item[name]
      return fact(name, value === undefined ? undefined : level(value))
    }),
    ...Object.entries(item.attributes).map(([label, value]) => ({ label, value: [value] as Line })),
  ]
}

function actionsOf({ key }: Item, voice: Voice): Block {
  const press = (label: string, command: string, args: Readonly<Record<string, string>>): Action => ({
    kind: 'press',
    label: voice.say(`configuration.${label}`),
    press: { command, args },
  })
  return {
    kind: 'actions',
    actions: [press('show_impact', 'ci impact', { items: key }), press('show_history', 'ci history', { item: key })],
  }
}

/** A list under its name; nothing where nothing is in it. */
export const listed = (label: string, items: readonly ListItem[]): readonly Block[] =>
  items.length === 0
    ? []
    : [
        { kind: 'text', line: [{ kind: 'strong', text: label }] },
        { kind: 'list', items },
      ]

/** `wifi depends on wifi-controller`, with what stands in for it. */
function relationLine(relation: NamedRelation, voice: Voice): Line {
  const { group, of, enough } = relation
  const sentence = sentenceOf(relation, voice)
  if (group === undefined) return sentence
  return [...sentence, ` · ${voice.say('configuration.alternatives', { group, of: of ?? 1, enough: enough ?? 1 })}`]
}

export const sentenceOf = (
  {
    item,
    kind,
    other,
  }: { readonly item: Pick<Brief, 'key'>; readonly kind: string; readonly other: Pick<Brief, 'key'> },
  voice: Voice,
): Line =>
  voice.line(`configuration.kinds.${kind.replaceAll(' ', '_')}`, { item: code(item.key), other: code(other.key) })

export function recordItem(record: Rec, voice: Voice): ListItem {
  const parts = [
    ...(record.priority === undefined ? [] : [`P${record.priority}`]),
    voice.say(stateKey(record.practice, record.state)),
    ...(record.private ? ['🔒'] : []),
  ]
  return { line: [{ kind: 'record', number: record.number }, ` ${record.title}`], detail: [parts.join(' · ')] }
}

/** Items a line each, with their type and state, and a button that shows them. */
export function foundCard(
  items: readonly Item[],
  about: { readonly title: string; readonly more?: Readonly<Record<string, string>>; readonly command: string },
  telling: Telling,
): Card {
  const { voice } = telling
  const list: readonly Block[] =
    items.length === 0
      ? [{ kind: 'text', line: [voice.say('configuration.nothing_found')] }]
      : [{ kind: 'list', items: items.map((item) => foundItem(item, telling)) }]
  const next: readonly Block[] = about.more
    ? [
        {
          kind: 'actions',
          actions: [
            { kind: 'press', label: voice.say('desk.next_page'), press: { command: about.command, args: about.more } },
          ],
        },
      ]
    : []
  return { title: [about.title], tone: 'plain', blocks: [...list, ...next] }
}

function foundItem(item: Item, telling: Telling): ListItem {
  const { voice, organisation } = telling
  const parts = [
    typeName(item.type, telling),
    voice.say(stateWord(item.state)),
    ...(item.team === undefined ? [] : [nameOf(organisation, 'team', item.team, voice.language)]),
  ]
  return {
    line: titleOf(item),
    detail: [parts.join(' · ')],
    action: showAction(item, voice),
  }
}

export const showAction = ({ key }: Pick<Item, 'key'>, voice: Voice): Action => ({
  kind: 'press',
  label: voice.say('desk.show'),
  press: { command: 'ci show', args: { item: key } },
})
