import { isMap, LineCounter, parseAllDocuments, stringify } from 'yaml'
import { z } from 'zod'
import { Refusal } from '../../kernel/errors.js'
import { itemTypes } from '../item.js'
import { type EntryRelation, entryOf, type Read } from './entry.js'
import type { Told } from './told.js'

/**
 * `catalog-info.yaml` of Backstage: components, resources, systems and APIs become items, what they depend on becomes
 * relations. Other kinds, such as groups and locations, are left out. Alternatives cannot be told in it.
 */

const list = z.array(z.string()).optional()
const entity = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string(), title: z.string().optional(), description: z.string().optional() }),
  spec: z
    .object({
      type: z.string().optional(),
      owner: z.string().optional(),
      lifecycle: z.string().optional(),
      system: z.string().optional(),
      subcomponentOf: z.string().optional(),
      dependsOn: list,
      consumesApis: list,
    })
    .default({}),
})
type Entity = z.infer<typeof entity>

const kinds: Readonly<Record<string, string>> = {
  system: 'service',
  component: 'application',
  api: 'application',
  resource: 'device',
}

export function* readBackstage(source: string): Generator<Read> {
  const counter = new LineCounter()
  const documents = parseAllDocuments(source, { lineCounter: counter, merge: false })
  if (!Array.isArray(documents)) return
  for (const document of documents) {
    const line = counter.linePos(document.contents?.range?.[0] ?? 0).line
    const [broken] = document.errors
    if (broken) {
      yield { kind: 'problem', line: counter.linePos(broken.pos[0]).line, why: new Refusal('configuration.no_yaml') }
      return
    }
    if (!isMap(document.contents)) continue
    const read = entity.safeParse(document.toJS())
    if (!read.success) yield { kind: 'problem', line, why: new Refusal('configuration.no_entity') }
    else if (kinds[read.data.kind.toLowerCase()] !== undefined) yield itemOf(read.data, line)
  }
}

function itemOf({ kind, metadata, spec }: Entity, line: number): Read {
  const { type, lifecycle } = spec
  const isType = type !== undefined && type !== 'service' && (itemTypes as readonly string[]).includes(type)
  const isEnvironment = lifecycle === 'production' || lifecycle === 'development' || lifecycle === 'test'
  const attributes = {
    ...(metadata.description && metadata.title ? { description: metadata.description } : {}),
    ...(type !== undefined && type !== 'service' && !isType ? { kind: type } : {}),
    ...(lifecycle !== undefined && lifecycle !== 'unknown' && !isEnvironment ? { lifecycle } : {}),
  }
  const raw = {
    name: metadata.title ?? metadata.description,
    type: isType ? type : kinds[kind.toLowerCase()],
    ...ownerOf(spec.owner),
    ...(isEnvironment ? { environment: lifecycle } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  }
  return entryOf(line, metadata.name, raw, relationsOf(spec))
}

/** `group:default/it` is a team, `user:ana` a person; a bare name is a team. */
function ownerOf(owner: string | undefined): { readonly team?: string; readonly owner?: string } {
  const name = nameIn(owner ?? '')
  if (name === '' || name === 'unknown') return {}
  return owner?.toLowerCase().startsWith('user:') ? { owner: name } : { team: name }
}

/** The name in `component:default/payments`. */
const nameIn = (reference: string): string => (/^(?:[^:]+:)?(?:[^/]+\/)?(.*)$/.exec(reference)?.[1] ?? '').toLowerCase()

function relationsOf({ dependsOn = [], consumesApis = [], system, subcomponentOf }: Entity['spec']) {
  const to = (kind: EntryRelation['kind'], references: readonly (string | undefined)[]): readonly EntryRelation[] =>
    references.flatMap((reference) => (reference === undefined ? [] : [{ kind, other: nameIn(reference) }]))
  return [...to('depends on', dependsOn), ...to('uses', consumesApis), ...to('part of', [system, subcomponentOf])]
}

/** The items as `catalog-info.yaml`, in pieces. */
export async function* writeBackstage(told: AsyncIterable<readonly Told[]>): AsyncGenerator<string> {
  let first = true
  for await (const batch of told)
    for (const one of batch) {
      yield `${first ? '' : '---\n'}${stringify(entityOf(one))}`
      first = false
    }
}

function entityOf({ key, fields, relations }: Told) {
  const type = fields?.type ?? 'service'
  const kind = type === 'service' ? 'System' : type === 'application' ? 'Component' : 'Resource'
  const depends = relations.filter(({ kind: how }) => how !== 'part of' && how !== 'backs up')
  const whole = relations.find(({ kind: how }) => how === 'part of')
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: key, ...(fields ? { title: fields.name } : {}) },
    spec: {
      ...(kind === 'System' ? {} : { type: kind === 'Component' ? (fields?.attributes.kind ?? 'service') : type }),
      ...(kind === 'Component' ? { lifecycle: fields?.environment ?? 'unknown' } : {}),
      owner:
        fields?.team === undefined
          ? fields?.owner === undefined
            ? 'unknown'
            : `user:${fields.owner}`
          : `group:${fields.team}`,
      ...(depends.length > 0 ? { dependsOn: depends.map(({ other }) => `resource:${other}`) } : {}),
      ...(whole ? { system: whole.other } : {}),
    },
  }
}
