import { accountWord } from '../chat/address.js'
import { after, days, seconds } from '../kernel/duration.js'
import type { Caller } from '../people/index.js'
import { instant, key, table, type Work, word } from '../store/index.js'
import type { Parts } from './parts.js'
import type { RecordView } from './practice.js'

/** The page that a platform keeps of the desk for one person alone, and when they last looked at it. */
export interface HomeViewRow {
  /** The account's word. */
  readonly account: string
  readonly person: string
  readonly openedAt: Date
}

export const homeViewTable = table<HomeViewRow>('home_view', { account: key(300), person: word(), openedAt: instant() })

/** Who has not looked for so long finds it brought up to date when they look again, and not before. */
const lookedAt = days(14)
/** What moves within so long is shown by one change of the page. */
const debounce = seconds(3)

const keyOf = (account: string): string => `home/${account}`

/** Somebody looks at their page: it is put up, or brought up to date. What it shows is the sheet `home`. */
export async function homeOpened({ outbox }: Parts, work: Work, { account, person }: Caller): Promise<void> {
  const word = accountWord(account)
  const seen = { person: person.id, openedAt: work.now }
  if (!(await work.insertNew(homeViewTable, { account: word, ...seen })))
    await work.update(homeViewTable, { account: word }, seen)
  await outbox.fix(work, {
    key: keyOf(word),
    lane: 'update',
    to: { person: account, home: true },
    what: { show: 'sheet', sheet: 'home', of: word },
  })
}

/** Whose pages follow already what a unit of work does. */
const stirred = new WeakMap<Work, Set<string>>()

/** Something of these people has moved: the pages of those who looked at one lately follow within seconds. */
export async function stirHomes({ outbox }: Parts, work: Work, people: readonly string[]): Promise<void> {
  const done = stirred.get(work) ?? new Set<string>()
  const whose = [...new Set(people)].filter((person) => !done.has(person))
  if (whose.length === 0) return
  stirred.set(work, done)
  for (const person of whose) done.add(person)
  const lately = after(work.now, -lookedAt).toISOString()
  const rows = await work.select(
    homeViewTable,
    `WHERE t."person" IN (${whose.map(() => '?').join(', ')}) AND t."opened_at" > ?`,
    [...whose, lately],
  )
  for (const { account } of rows) await outbox.renew(work, keyOf(account), debounce)
}

/** On whose home page a record stands: its requester's, its holder's, of those who follow it, and of those whose vote it has. */
export const peopleOfHome = ({ record, approvals, watchers }: RecordView): readonly string[] => [
  ...watchers,
  record.requester,
  ...(record.assignee ? [record.assignee] : []),
  ...approvals.flatMap(({ stages }) => stages.flatMap(({ ballots }) => ballots.map(({ holder }) => holder))),
]
