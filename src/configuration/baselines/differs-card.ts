import { type Action, type Card, type Line, type Item as ListItem, plainLine } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { shorten } from '../../kernel/text.js'
import { nameOf } from '../../organisation/index.js'
import type { Item } from '../item.js'
import { code, sentenceOf, stateWord, type Telling, titleOf, typeName } from '../item-card.js'
import type { BaselineRow, HistoryRow } from '../table.js'
import { scopeLine, takenLine } from './baseline-card.js'
import type { Difference } from './compare.js'
import type { Counts, Differing, Page } from './differs.js'
import type { Explained } from './explain.js'

export interface DiffersView {
  readonly baseline: BaselineRow
  readonly page: Page
  /** Which page it is, counted from 1, and whether only what no change accounts for is on it. */
  readonly at: number
  readonly only: boolean
  /** Whether the reader may know of a record. */
  readonly knows: (number: string) => boolean
}

/** What differs from a baseline, each difference with who made it and which change accounts for it. */
export function differsCard({ baseline, page, at, only, knows }: DiffersView, telling: Telling): Card {
  const { voice } = telling
  const { counts, shown, more } = page
  const press = (label: string, args: Readonly<Record<string, string>>): Action => ({
    kind: 'press',
    label: voice.say(label),
    press: { command: 'ci differs', args: { baseline: baseline.name, ...args } },
  })
  const filter = only ? { show: 'unaccounted' } : {}
  const actions = [
    ...(more ? [press('desk.next_page', { ...filter, page: String(at + 1) })] : []),
    ...(counts.unaccounted > 0 && counts.unaccounted < totalOf(counts) && !only
      ? [press('configuration.baselines.only_unaccounted', { show: 'unaccounted' })]
      : []),
  ]
  return {
    title: voice.line('configuration.baselines.differing', { name: { kind: 'strong', text: baseline.name } }),
    tone: counts.unaccounted > 0 ? 'attention' : 'plain',
    blocks: [
      { kind: 'note', line: [...takenLine(baseline, telling), ' · ', ...scopeLine(baseline, telling)] },
      { kind: 'text', line: [countsText(counts, voice)] },
      ...(shown.length > 0
        ? [{ kind: 'list', items: shown.flatMap((one) => itemsOf(one, baseline, knows, telling)) } as const]
        : []),
      ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
    ],
  }
}

/** `3 items differ: 1 new, 2 fields, 1 relation. No change accounts for 2 of it.`. */
export function countsText(counts: Counts, voice: Voice): string {
  if (counts.items === 0) return voice.say('configuration.baselines.same')
  const parts = (['entered', 'gone', 'fields', 'relations'] as const).flatMap((name) =>
    counts[name] > 0 ? [voice.say(`configuration.baselines.count_${name}`, { count: counts[name] })] : [],
  )
  const { unaccounted, reported } = counts
  const account = unaccounted > 0 ? 'unaccounted' : reported > 0 ? 'reported' : 'accounted'
  const count = unaccounted > 0 ? unaccounted : reported
  return [
    `${voice.say('configuration.baselines.count', { count: counts.items })} ${parts.join(' · ')}.`,
    voice.say(`configuration.baselines.${account}`, { count }),
  ].join(' ')
}

const totalOf = ({ entered, gone, fields, relations }: Counts): number => entered + gone + fields + relations

/** A line for each difference of an item; the first one that nothing accounts for has the button that reports them all. */
function itemsOf(
  { key, name, differences }: Differing,
  baseline: BaselineRow,
  knows: DiffersView['knows'],
  telling: Telling,
): readonly ListItem[] {
  const first = differences.findIndex(({ account }) => account === 'nothing')
  return differences.map((one, at) => ({
    line: [
      ...(at === 0 ? titleOf({ key, name }) : [code(key)]),
      ' · ',
      ...differenceLine(key, one.difference, telling),
    ],
    detail: detailOf(one, knows, telling),
    ...(at === first ? { action: reportAction(key, baseline, telling.voice) } : {}),
  }))
}

/** The same as texts of one line each, for where there are no cards. */
export const differingLines = ({ key, differences }: Differing, telling: Telling): readonly string[] =>
  differences.map((one) => {
    const line: Line = [code(key), ' · ', ...differenceLine(key, one.difference, telling), ' · ']
    return plainLine([...line, ...detailOf(one, () => true, telling)])
  })

const reportAction = (item: string, { name }: BaselineRow, voice: Voice): Action => ({
  kind: 'press',
  label: voice.say('configuration.baselines.report'),
  press: { command: 'ci uncover', args: { item, baseline: name } },
})

/** `State: in use → in repair`, `+ wifi depends on wifi-controller`. */
export function differenceLine(key: string, difference: Difference, telling: Telling): Line {
  const { voice } = telling
  switch (difference.kind) {
    case 'entered':
    case 'gone':
      return [voice.say(`configuration.baselines.${difference.kind}`)]
    case 'field': {
      const { field, from, to } = difference
      const label = voice.has(`configuration.fields.${field}`)
        ? voice.say(`configuration.fields.${field}`)
        : field.replace(/^attributes\./, '')
      return [`${label}: ${valueText(field, from, telling)} → ${valueText(field, to, telling)}`]
    }
    case 'related':
    case 'unrelated': {
      const { kind, other, group, enough } = difference.relation
      const among =
        group === undefined ? '' : ` · ${voice.say('configuration.baselines.among', { group, enough: enough ?? 1 })}`
      const sentence = sentenceOf({ item: { key }, kind, other: { key: other } }, voice)
      return [difference.kind === 'related' ? '+ ' : '− ', ...sentence, among]
    }
  }
}

function valueText(field: string, value: string | null, telling: Telling): string {
  if (value === null) return '–'
  const { voice, organisation } = telling
  switch (field) {
    case 'state':
      return voice.say(stateWord(value as Item['state']))
    case 'type':
      return typeName(value, telling)
    case 'owner':
      return telling.nameOf(value)
    case 'team':
      return nameOf(organisation, 'team', value, voice.language)
    case 'supplier':
      return organisation.suppliers.get(value)?.name[voice.language] ?? value
    case 'environment':
      return voice.say(`choices.environment.${value}`)
    case 'confidentiality':
    case 'integrity':
    case 'availability':
      return voice.say(`choices.level.${value}`)
    default:
      return value
  }
}

/** When, who and why, and which change says so. */
function detailOf({ steps, account, changes }: Explained, knows: DiffersView['knows'], telling: Telling): Line {
  const { voice } = telling
  const numbers = changes.flatMap(
    (number, at): Line => [
      ...(at === 0 ? [] : [', ']),
      knows(number) ? { kind: 'record', number } : voice.say('timeline.private_record'),
    ],
  )
  const said = voice.line(`configuration.baselines.by_${account}`, { changes: numbers })
  return [...handLine(steps, account, telling), ' · ', ...said]
}

function handLine(steps: readonly HistoryRow[], account: Explained['account'], { voice, nameOf }: Telling): Line {
  const last = steps.at(-1)
  if (!last) return account === 'consequence' ? ['↳'] : [voice.say('configuration.baselines.nobody')]
  const { reason } = last.data
  return [
    { kind: 'time', at: last.at.toISOString(), style: 'moment' },
    ` · ${nameOf(last.actor)}`,
    ...(typeof reason === 'string' ? [` · ${reason}`] : []),
    ...(steps.length > 1 ? [` · ${voice.say('configuration.baselines.steps', { count: steps.length })}`] : []),
  ]
}

/** The people whom a page names. */
export const peopleOn = ({ shown }: Pick<Page, 'shown'>): readonly string[] =>
  shown.flatMap(({ differences }) =>
    differences.flatMap(({ difference, steps }) => [
      ...steps.map(({ actor }) => actor),
      ...(difference.kind === 'field' && difference.field === 'owner'
        ? [difference.from, difference.to].filter((owner) => owner !== null)
        : []),
    ]),
  )

/** What nothing accounts for, as a change without anybody's yes would be written down; undefined when there is nothing. */
export function uncoveredIn(
  { key, differences }: Differing,
  baseline: BaselineRow,
  telling: Telling,
): Uncovered | undefined {
  const open = differences.filter(({ account }) => account === 'nothing')
  if (open.length === 0) return undefined
  const { voice } = telling
  const lines = open.map(({ difference }) => plainLine(differenceLine(key, difference, telling)))
  const hands = open.map(({ difference, steps }) => {
    const hand = plainLine(handLine(steps, 'nothing', telling))
    return `${plainLine(differenceLine(key, difference, telling))} (${hand})`
  })
  const found = voice.say('configuration.baselines.found', { name: baseline.name })
  return {
    what: shorten(`${key}: ${lines.join('; ')}`, longestTitle),
    items: key,
    reason: shorten([found, ...hands].join('\n'), longestReason),
  }
}

const longestTitle = 150
const longestReason = 3000

export interface Uncovered {
  readonly what: string
  readonly items: string
  readonly reason: string
}
