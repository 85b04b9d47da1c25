import type { Block, Card, Line, Item as ListItem } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Rec } from '../records/index.js'
import type { HitItem, ImpactOf, WeakenedItem } from './impact-of.js'
import { code, listed, recordItem, sentenceOf, type Telling, titleOf } from './item-card.js'

/** So many lines of a kind stand on a card; the rest is counted. */
const shown = 12

export interface ImpactView {
  readonly impact: ImpactOf
  /** Open records about what is hit, as far as the reader may see them. */
  readonly records: readonly Rec[]
  readonly picture?: Block | undefined
}

/** Who is hit when these items fail, how, and what was promised to whom. */
export function impactCard({ impact, records, picture }: ImpactView, telling: Telling): Card {
  const { voice } = telling
  const others = impact.hits.filter(({ type, depth }) => type !== 'service' && depth > 0)
  const keys = impact.failed.map(({ key }) => key).join(', ')
  return {
    title: voice.line('configuration.impact.title', { items: code(keys) }),
    tone: impact.services.length > 0 ? 'attention' : 'plain',
    blocks: [
      { kind: 'text', line: [countsOf(impact, others.length, records.length, voice)] },
      ...(picture ? [picture] : []),
      ...some('services', impact.services, (hit) => hitItem(impact, hit, voice), voice),
      ...some('items', others, (hit) => hitItem(impact, hit, voice), voice),
      ...some('weakened', impact.weakened, (weak) => weakItem(weak, voice), voice),
      ...some('agreements', impact.agreements, (one) => agreementItem(one, telling), voice),
      ...some('records', records, (record) => recordItem(record, voice), voice),
      ...(impact.cut ? [{ kind: 'note', line: [voice.say(`configuration.impact.cut_${impact.cut}`)] } as const] : []),
    ],
  }
}

function countsOf(impact: ImpactOf, items: number, records: number, voice: Voice): string {
  if (impact.hits.length === impact.failed.length && impact.weakened.length === 0 && impact.services.length === 0)
    return voice.say('configuration.impact.nothing')
  return [
    voice.say('configuration.impact.count_services', { count: impact.services.length }),
    voice.say('configuration.impact.count_items', { count: items }),
    voice.say('configuration.impact.count_agreements', { count: impact.agreements.length }),
    voice.say('configuration.impact.count_records', { count: records }),
  ].join(' · ')
}

function some<T>(name: string, all: readonly T[], itemOf: (one: T) => ListItem, voice: Voice): readonly Block[] {
  const left = all.length - shown
  return [
    ...listed(voice.say(`configuration.impact.${name}`), all.slice(0, shown).map(itemOf)),
    ...(left > 0 ? [{ kind: 'note', line: [voice.say('configuration.impact.more', { count: left })] } as const] : []),
  ]
}

function hitItem(impact: ImpactOf, hit: HitItem, voice: Voice): ListItem {
  const way = impact.way(hit.id)
  const steps = way.flatMap((step, at): Line => [...(at > 0 ? [' · '] : []), ...sentenceOf(step, voice)])
  return { line: titleOf(hit), ...(steps.length > 0 ? { detail: steps } : {}) }
}

const weakItem = (weak: WeakenedItem, voice: Voice): ListItem => ({
  line: titleOf(weak),
  detail: [voice.say('configuration.impact.left', { group: weak.group, left: weak.left, enough: weak.enough })],
})

function agreementItem(
  { id, name, customers }: ImpactOf['agreements'][number],
  { voice, organisation, nameOf }: Telling,
): ListItem {
  const language = voice.language
  const who = (customers ?? []).map((customer) => {
    const [, team] = /^team:(.+)$/.exec(customer) ?? []
    return team === undefined ? nameOf(customer) : (organisation.teams.get(team)?.name[language] ?? team)
  })
  return {
    line: [name[language] || id],
    detail: [who.length > 0 ? who.join(', ') : voice.say('configuration.impact.everybody')],
  }
}
