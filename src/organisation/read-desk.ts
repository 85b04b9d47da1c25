import { deskSchema } from './desk-schema.js'
import { type Organisation, organisationOf } from './organisation.js'
import type { Problem } from './problems.js'
import { type Known, referenceProblems } from './references.js'
import { schemaProblems } from './schema-problems.js'
import { openYaml } from './yaml-lines.js'

export type DeskReading =
  | { readonly kind: 'ok'; readonly organisation: Organisation }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }

/**
 * Reads a desk file. Every problem is named at once, in the order of the file: syntax, shape, and names that nobody
 * bears. With `practices` and `jobs`, the file may name only those. Never throws, whatever the text is.
 */
export function readDesk(source: string, known: Known = {}): DeskReading {
  const lines = openYaml(source)
  if (lines.data === undefined && lines.problems.length > 0) return wrong(lines.problems)
  if (typeof lines.data !== 'object' || lines.data === null || Array.isArray(lines.data)) {
    const words = lines.data === undefined || lines.data === null ? 'empty_file' : 'no_sections'
    return wrong([lines.problemAt([], { words, params: {} })])
  }
  const read = deskSchema.safeParse(lines.data)
  const problems = [
    ...lines.problems,
    ...(read.success ? [] : schemaProblems(read.error.issues, lines)),
    ...referenceProblems(lines, known),
  ]
  if (read.success && problems.length === 0) return { kind: 'ok', organisation: organisationOf(read.data) }
  return wrong(problems)
}

const wrong = (problems: readonly Problem[]): DeskReading => ({
  kind: 'wrong',
  problems: [...problems].sort((a, b) => a.line - b.line || a.column - b.column),
})
