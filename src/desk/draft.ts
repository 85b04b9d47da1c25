import { instant, json, key, table, type Work, word } from '../store/index.js'

/** Words that wait for a decision of the person who typed them: a button cannot carry them. */
export interface Draft {
  readonly id: string
  readonly person: string
  readonly command: string
  readonly args: Readonly<Record<string, string>>
  readonly madeAt: Date
}

export const draftTable = table<Draft>('draft', {
  id: key(40),
  person: word(),
  command: word(100),
  args: json(),
  madeAt: instant(),
})

/** Forgets drafts after two days: they are offered for one. */
export const pruneDrafts = (work: Work): Promise<number> =>
  work.run('DELETE FROM "draft" WHERE "made_at" < ?', [new Date(work.now.getTime() - 2 * 86_400_000).toISOString()])
