import type { Voice } from '../chat/language.js'
import type { Params } from '../kernel/errors.js'

/** One thing that is wrong in a desk file, without a language. `line` and `column` count from 1. */
export interface Problem {
  readonly line: number
  readonly column: number
  /** Where it is in the file's own words: `teams.kitchen.members[2]`; empty for the file as a whole. */
  readonly path: string
  readonly says: Saying
}

export interface Saying {
  /** The sentence: `organisation.problems.<words>`. */
  readonly words: string
  readonly params: Params
  /** What was probably meant. */
  readonly near?: string
}

/** What is wrong and what is expected, as one or two sentences. */
export function problemText({ says }: Problem, voice: Voice): string {
  const sentence = voice.say(`organisation.problems.${says.words}`, says.params)
  return says.near ? `${sentence} ${voice.say('organisation.problems.near', { near: says.near })}` : sentence
}

/** The same with its place in front, `desk.yaml:12:5 teams.kitchen: …`, the way editors and terminals link to it. */
export function problemLine(problem: Problem, file: string, voice: Voice): string {
  const place = `${file}:${problem.line}:${problem.column}`
  return `${problem.path ? `${place} ${problem.path}:` : place} ${problemText(problem, voice)}`
}
