import { Refusal } from '../../kernel/errors.js'
import type { By, Input, Patch, Rec } from '../../records/index.js'
import type { TaskDetails } from './record.js'

/** Who may do what to a task, what a verb asks besides its state, and what it changes. All pure. */

/** Those who do it: any agent, the team and the person that hold it. */
export const workers = ['agent', 'team', 'assignee', 'team lead'] as const

export const detailsOf = (record: Rec): TaskDetails => record.details as unknown as TaskDetails

export function notTaken(record: Rec, _: Input, { caller }: By): Refusal | undefined {
  if (!record.assignee || record.state === 'failed') return undefined
  const code = record.assignee === caller?.person.id ? 'task.yours_already' : 'task.taken_already'
  return new Refusal(code, { number: record.number, assignee: record.assignee })
}

export const takeIt = (_: Rec, __: Input, { caller }: By): Patch => ({ assignee: caller?.person.id ?? null })

export const assignIt = (_: Rec, { assignee }: Input): Patch => ({ assignee: assignee ?? null })

/** Whoever does what nobody held is who did it. */
export const endIt = (record: Rec, { output }: Input, { caller, now }: By): Patch => ({
  ...(record.assignee || !caller ? {} : { assignee: caller.person.id }),
  ...(output ? { details: { output } } : {}),
  resolvedAt: now,
  closedAt: now,
})

/** What was tried by itself and failed is a person's now: everything that is known so far stays with it. */
export const failIt = (_: Rec, { output }: Input): Patch => (output ? { details: { output } } : {})

export const runsByItself = (record: Rec): Refusal | undefined =>
  detailsOf(record).run ? undefined : new Refusal('task.no_run', { number: record.number })
