/** A change, as far as figures about changes go. */
export interface Counted {
  readonly kind: 'standard' | 'normal' | 'emergency'
  readonly unauthorised: boolean
  readonly openedAt: Date
  /** When it came to its end, and how; absent while it is under way. */
  readonly ended?: { readonly how: 'implemented' | 'failed' | 'backed out'; readonly at: Date }
  /** Why it went wrong, in the words of its review. */
  readonly cause?: string
}

export interface Month {
  /** `2026-11`. */
  readonly month: string
  readonly done: number
  readonly succeeded: number
}

/** How changes go. Shares are of 1; absent where there is nothing to count. */
export interface Trends {
  readonly done: number
  readonly success?: number
  readonly emergency?: number
  readonly unauthorised: number
  /** From being asked for to being done, the middle one of all, in milliseconds. */
  readonly leadTime?: number
  /** Those that went wrong, by cause, the most frequent first. */
  readonly causes: readonly { readonly cause: string; readonly count: number }[]
  readonly months: readonly Month[]
}

export interface Counting {
  /** Months, oldest first: `2026-09`, `2026-10`. */
  readonly months: readonly string[]
  /** The month that an instant lies in, where the board sits. */
  readonly monthOf: (at: Date) => string
  /** What is said where nobody wrote down a cause. */
  readonly unknown: string
}

/** What became of the changes that ended in these months; the unauthorised are those that were opened in them. */
export function trendsOf(changes: readonly Counted[], { months, monthOf, unknown }: Counting): Trends {
  const inside = new Set(months)
  const done = changes.flatMap((change) =>
    change.ended && inside.has(monthOf(change.ended.at)) ? [{ ...change, ended: change.ended }] : [],
  )
  const succeeded = done.filter(({ ended }) => ended.how === 'implemented')
  const broken = done.filter(({ ended }) => ended.how !== 'implemented')
  const lead = middle(done.map(({ openedAt, ended }) => ended.at.getTime() - openedAt.getTime()))
  return {
    done: done.length,
    ...share('success', succeeded.length, done.length),
    ...share('emergency', done.filter(({ kind }) => kind === 'emergency').length, done.length),
    unauthorised: changes.filter((change) => change.unauthorised && inside.has(monthOf(change.openedAt))).length,
    ...(lead === undefined ? {} : { leadTime: lead }),
    causes: counted(broken.map(({ cause }) => cause ?? unknown)),
    months: months.map((month) => ({
      month,
      done: done.filter(({ ended }) => monthOf(ended.at) === month).length,
      succeeded: succeeded.filter(({ ended }) => monthOf(ended.at) === month).length,
    })),
  }
}

const share = <K extends string>(name: K, some: number, all: number): { readonly [N in K]?: number } =>
  (all === 0 ? {} : { [name]: some / all }) as { readonly [N in K]?: number }

/** Of an even number the lower one of the two in the middle. */
const middle = (lengths: readonly number[]): number | undefined =>
  lengths.toSorted((a, b) => a - b)[Math.ceil(lengths.length / 2) - 1]

function counted(causes: readonly string[]): Trends['causes'] {
  const counts = new Map<string, number>()
  for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1)
  return [...counts]
    .map(([cause, count]) => ({ cause, count }))
    .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1))
}
