/** One measured figure beside its limit, as the JSON of the bench shows it. */
export interface Figure {
  readonly figure: string
  readonly value: number
  readonly unit: string
  /** What the same machine did in the same run without the desk in between; absent where there is no such thing. */
  readonly limit?: number
  readonly goal: string
  readonly met: boolean
  /** What stands behind the value, for whoever wants to know more. */
  readonly detail?: Readonly<Record<string, number | string | readonly number[]>>
}

interface Measured extends Omit<Figure, 'goal' | 'met'> {
  readonly atLeast?: number
  readonly atMost?: number
}

export function figure({ atLeast, atMost, ...measured }: Measured): Figure {
  const goal = [
    ...(atLeast === undefined ? [] : [`≥ ${atLeast} ${measured.unit}`]),
    ...(atMost === undefined ? [] : [`≤ ${atMost} ${measured.unit}`]),
  ].join(', ')
  const met =
    measured.value >= (atLeast ?? Number.NEGATIVE_INFINITY) && measured.value <= (atMost ?? Number.POSITIVE_INFINITY)
  return { ...measured, value: rounded(measured.value), ...limitOf(measured.limit), goal: goal.trim(), met }
}

const limitOf = (limit: number | undefined) => (limit === undefined ? {} : { limit: rounded(limit) })

export const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  if (low === undefined || high === undefined) throw new Error('nothing was measured')
  return (low + high) / 2
}

/** The value that `share` of all do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ figure: name, value, unit, limit, goal, met }) => [
    met ? 'yes' : 'NO',
    name,
    `${value} ${unit}`,
    limit === undefined ? '' : String(limit),
    goal,
  ])
  const all = [['met', 'figure', 'value', 'limit', 'goal'], ...rows]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...all.map((row) => (row[at] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
