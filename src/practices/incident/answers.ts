import { createHash } from 'node:crypto'
import type { Desk } from '../../desk/index.js'
import { length } from '../../kernel/text.js'
import type { Rec } from '../../records/index.js'
import { detailsOf, fitsIntoForm } from './policy.js'

/** The plain questions' answers as a form about them begins with, and which of them somebody touched in it. */

type Answers = Readonly<Record<string, string | undefined>>
type Given = Readonly<Record<string, string>>

const names = ['what', 'details', 'service', 'symptom', 'work', 'affects', 'needed'] as const

function answersOf(record: Rec): Answers {
  const { symptom, work, affects, neededBy } = detailsOf(record)
  const { title, service } = record
  const body = length(record.body) > fitsIntoForm ? undefined : record.body
  return { what: title, details: body, service, symptom, work, affects, needed: neededBy }
}

/** What a form about a record begins with: its number, and for its details the answers as they are. */
export async function known(desk: Desk, number: string, command: string): Promise<Given> {
  const record = await desk.see(number)
  if (command !== 'incident describe') return { record: number }
  const answers = answersOf(record)
  return { record: number, ...present(answers), shown: markOf(answers) }
}

/**
 * The answers that differ from those that the form showed: what nobody touched in it must not undo what somebody else
 * has changed since it was opened.
 */
export function touched(answers: Answers, shown: string | undefined): Given {
  const given = present(answers)
  if (shown === undefined) return given
  const before = new Map(names.map((name, at) => [name as string, shown.slice(at * width, (at + 1) * width)]))
  const isTouched = (name: string): boolean => before.get(name) !== digest(given[name])
  // A symptom is one of its service's.
  const kept = (name: string): boolean => isTouched(name) || (name === 'symptom' && isTouched('service'))
  return Object.fromEntries(Object.entries(given).filter(([name]) => kept(name)))
}

const present = (answers: Answers): Given =>
  Object.fromEntries(Object.entries(answers).filter((pair): pair is [string, string] => !!pair[1]))

/** Short enough to be carried wherever a form can be opened. */
const width = 6
const digest = (text = ''): string => createHash('sha256').update(text).digest('base64url').slice(0, width)
const markOf = (answers: Answers): string => names.map((name) => digest(answers[name])).join('')
