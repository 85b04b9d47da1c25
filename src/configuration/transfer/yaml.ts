import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, stringify } from 'yaml'
import { Refusal } from '../../kernel/errors.js'
import { type EntryRelation, entryOf, type Read, relationIn } from './entry.js'
import type { Told } from './told.js'

/**
 * Items as YAML: `items`, by their keys, each with its fields and a list of `relations`, such as
 * `{ depends on: [line-1, line-2], group: uplink, enough: 1 }`.
 */
export function* readYaml(source: string): Generator<Read> {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter, merge: false })
  const lineAt = (offset: number | undefined): number => counter.linePos(offset ?? 0).line
  const [broken] = document.errors
  if (broken) {
    yield problem(lineAt(broken.pos[0]), new Refusal('configuration.no_yaml'))
    return
  }
  const items = isMap(document.contents) ? document.contents.get('items') : undefined
  if (!isMap(items)) {
    yield problem(1, new Refusal('configuration.no_items'))
    return
  }
  for (const pair of items.items as readonly Pair<Node, Node>[]) {
    const line = lineAt(pair.key.range?.[0])
    const key = isScalar(pair.key) ? String(pair.key.value) : ''
    const raw: unknown = pair.value?.toJS(document) ?? {}
    yield itemIn(line, key, raw)
  }
}

const problem = (line: number, why: Refusal): Read => ({ kind: 'problem', line, why })

function itemIn(line: number, key: string, raw: unknown): Read {
  if (!isRecord(raw)) return problem(line, new Refusal('configuration.bad_map', { field: key }))
  const relations = relationsIn(raw.relations)
  return relations instanceof Refusal ? problem(line, relations) : entryOf(line, key, raw, relations)
}

function relationsIn(raw: unknown): readonly EntryRelation[] | Refusal {
  if (raw === undefined || raw === null) return []
  if (!Array.isArray(raw)) return new Refusal('configuration.bad_list', { field: 'relations' })
  const relations: EntryRelation[] = []
  for (const one of raw as readonly unknown[]) {
    if (!isRecord(one)) return new Refusal('configuration.bad_map', { field: 'relations' })
    const { group, enough, ...sentences } = one
    const left = enough === undefined ? undefined : Number(enough)
    if (left !== undefined && !(Number.isSafeInteger(left) && left > 0))
      return new Refusal('configuration.bad_enough', { typed: String(enough) })
    for (const [typed, others] of Object.entries(sentences)) {
      const kind = relationIn(typed)
      if (kind instanceof Refusal) return kind
      for (const other of [others].flat())
        relations.push({
          kind,
          other: String(other),
          ...(group === undefined ? {} : { group: String(group) }),
          ...(left === undefined ? {} : { enough: left }),
        })
    }
  }
  return relations
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items as YAML, in pieces. */
export async function* writeYaml(told: AsyncIterable<readonly Told[]>): AsyncGenerator<string> {
  let some = false
  for await (const batch of told) {
    if (!some) yield 'items:\n'
    some = true
    const text = stringify(Object.fromEntries(batch.map((one) => [one.key, mapOf(one)])))
    yield text.replace(/^(?=.)/gm, '  ')
  }
  if (!some) yield 'items: {}\n'
}

function mapOf({ fields, relations }: Told): Readonly<Record<string, unknown>> {
  const { attributes = {}, ...own } = fields ?? {}
  const known = Object.entries(own).filter(([, value]) => value !== undefined)
  return {
    ...Object.fromEntries(known),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(relations.length > 0
      ? { relations: relations.map(({ kind, other, ...alternatives }) => ({ [kind]: other, ...alternatives })) }
      : {}),
  }
}
