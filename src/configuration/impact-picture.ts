import { type Block, plainLine } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { NetworkEdge, NetworkNode } from '../chat/picture.js'
import { shorten } from '../kernel/text.js'
import type { Brief, ImpactOf, WayStep } from './impact-of.js'
import { sentenceOf } from './item-card.js'
import { isRelationKind, sufferer } from './relations.js'

/** More of them cannot be read in a picture. */
const most = 24
/** What leads to no service is shown where there is plenty of room. */
const mostAside = 14
const mostWeakened = 4

/**
 * How a failure spreads: what fails, the services that it comes to with the ways there, and as many of the other items as
 * there is room for. Nothing where nothing else is hit.
 */
export function impactPicture(impact: ImpactOf, voice: Voice): Block | undefined {
  if (impact.hits.length <= impact.failed.length && impact.weakened.length === 0) return undefined
  const nodes = new Map<string, NetworkNode>()
  const edges = new Map<string, NetworkEdge>()
  const sentences = new Set<string>()
  const failed = new Set(impact.failed.map(({ key }) => key))
  const add = (item: Brief, how?: NetworkNode['how']): void => {
    if (!nodes.has(item.key)) nodes.set(item.key, nodeOf(item, how ?? howOf(item, failed)))
  }
  for (const item of impact.failed.slice(0, most)) add(item)
  const nearest = [...impact.services, ...impact.hits.filter(({ type }) => type !== 'service')]
  for (const hit of nearest) {
    const way = impact.way(hit.id)
    const news = new Set(way.flatMap(({ item, other }) => [item.key, other.key]).filter((key) => !nodes.has(key)))
    if (nodes.size + news.size > (hit.type === 'service' ? most : mostAside)) continue
    for (const step of way) {
      add(step.item)
      add(step.other)
      edges.set(`${step.item.key} ${step.kind} ${step.other.key}`, edgeOf(step, voice))
      sentences.add(plainLine(sentenceOf(step, voice)))
    }
  }
  for (const weak of impact.weakened.slice(0, Math.min(mostWeakened, most - nodes.size))) {
    const { left, enough, group } = weak
    add({ ...weak, name: `${weak.name} (${voice.say('configuration.impact.left_short', { left })})` }, 'weakened')
    sentences.add(`${weak.key}: ${voice.say('configuration.impact.left', { group, left, enough })}`)
  }
  const title = voice.say('configuration.impact.title', {
    items: shorten(impact.failed.map(({ key }) => key).join(', '), 60),
  })
  const alt = `${title}: ${[...sentences].join('; ')}.`
  const picture = { kind: 'network', nodes: [...nodes.values()], edges: [...edges.values()], words: { title } } as const
  return { kind: 'image', picture, alt }
}

const howOf = ({ key, type }: Brief, failed: ReadonlySet<string>): NetworkNode['how'] =>
  failed.has(key) ? 'failed' : type === 'service' ? 'service' : 'hit'

const nodeOf = ({ key, name }: Brief, how: NetworkNode['how']): NetworkNode => ({
  id: key,
  label: shorten(name, 40),
  ...(key === name ? {} : { below: shorten(key, 28) }),
  how,
})

/** Whoever suffers stands above. */
function edgeOf({ item, kind, other }: WayStep, voice: Voice): NetworkEdge {
  const label = voice.say(`choices.relation.${kind.replaceAll(' ', '_')}`)
  return isRelationKind(kind) && sufferer[kind] === 'to'
    ? { from: other.key, to: item.key, label, backwards: true }
    : { from: item.key, to: other.key, label }
}
