import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { Problem, Saying } from './problems.js'

export type Path = readonly (string | number)[]

/** A YAML file that knows where in it everything stands. */
export interface Lines {
  /** The content as plain data; undefined when it cannot be read at all. */
  readonly data: unknown
  readonly problems: readonly Problem[]
  /** A problem with what stands at a path; with `key`, with a key of the map there. What does not exist is placed at what should hold it. */
  problemAt(path: Path, says: Saying, key?: string): Problem
}

const pathWord = (path: Path): string =>
  path.reduce<string>(
    (word, step) => (typeof step === 'number' ? `${word}[${step}]` : word ? `${word}.${step}` : step),
    '',
  )

/** Opens a YAML file. Whatever the bytes are, the answer is data or problems, never an exception. */
export function openYaml(source: string): Lines {
  const counter = new LineCounter()
  try {
    return read(parseDocument(source, { lineCounter: counter, prettyErrors: false }), counter)
  } catch {
    // The parser is recursive: a file of nothing but opening brackets ends its stack.
    return broken([{ line: 1, column: 1, path: '', says: { words: 'not_yaml', params: {} } }])
  }
}

const broken = (problems: readonly Problem[]): Lines => ({
  data: undefined,
  problems,
  problemAt: (path, says) => ({ line: 1, column: 1, path: pathWord(path), says }),
})

function read(document: Document.Parsed, counter: LineCounter): Lines {
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const problemAt: Lines['problemAt'] = (path, says, key) => {
    const found = walk(document, path)
    const offset = (key === undefined ? undefined : keyOf(found.node, key)?.range?.[0]) ?? found.offset
    const shown = key === undefined ? found.path : [...found.path, key]
    return { ...at(offset), path: pathWord(shown), says }
  }
  const syntax = document.errors.map(
    (error): Problem => ({ ...at(error.pos[0]), path: '', says: { words: sentenceFor(error.code), params: {} } }),
  )
  // After a duplicate key the rest can still be read; after any other error what follows is mostly noise.
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return broken(firstOfEachLine(syntax))
  const problems = [...syntax, ...hiddenKeys(document, at)]
  return { data: document.toJS({ maxAliasCount: 50 }) as unknown, problems, problemAt }
}

const firstOfEachLine = (problems: readonly Problem[]): readonly Problem[] => {
  const lines = new Set<number>()
  return problems.filter(({ line }) => !lines.has(line) && lines.add(line))
}

const sentenceFor = (code: string): string => {
  if (code === 'DUPLICATE_KEY') return 'duplicate_key'
  if (code === 'TAB_AS_INDENT') return 'tab'
  if (code === 'MULTIPLE_DOCS') return 'several_documents'
  return code === 'BAD_INDENT' ? 'indent' : 'syntax'
}

/** Keys that JavaScript treats in its own way, and keys that are no plain words, never reach the schema: they are named here. */
function hiddenKeys(document: Document.Parsed, at: (offset: number) => { line: number; column: number }): Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Pair(_, pair) {
      const key = pair.key
      if (!isNode(key) || (isScalar(key) && key.value !== '__proto__' && key.value !== null)) return
      const word = isScalar(key) ? String(key.value ?? '') : '?'
      problems.push({ ...at(key.range?.[0] ?? 0), path: '', says: { words: 'bad_key', params: { key: word } } })
    },
  })
  return problems
}

interface Found {
  readonly node: Node | undefined
  readonly path: Path
  readonly offset: number
}

/** Follows a path as far as it exists. */
function walk(document: Document.Parsed, path: Path): Found {
  let node: Node | undefined = document.contents ?? undefined
  let offset = node?.range?.[0] ?? 0
  const walked: (string | number)[] = []
  for (const step of path) {
    const holder: unknown = isAlias(node) ? node.resolve(document) : node
    const key: Node | undefined = isMap(holder) ? keyOf(holder, step) : undefined
    const next: unknown = isMap(holder) ? valueIn(holder, step) : isSeq(holder) ? holder.items[Number(step)] : undefined
    if (!key && !isNode(next)) break
    node = isNode(next) ? next : undefined
    // A scalar is wrong where it stands; a map or a list is named by its key's line.
    offset = (isScalar(node) ? node.range?.[0] : (key ?? node)?.range?.[0]) ?? offset
    walked.push(step)
    if (!node) break
  }
  return { node, path: walked, offset }
}

const pairOf = (holder: unknown, step: string | number) =>
  isMap(holder) ? holder.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step)) : undefined

const keyOf = (holder: unknown, step: string | number): Node | undefined => {
  const key = pairOf(holder, step)?.key
  return isNode(key) ? key : undefined
}

const valueIn = (holder: unknown, step: string | number): unknown => pairOf(holder, step)?.value
