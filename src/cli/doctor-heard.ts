import type { Platform } from '../chat/platform.js'
import type { Config } from '../config.js'
import { runningDesk } from '../control.js'
import { type HeardRow, heardTable } from '../desk/index.js'
import type { Clock } from '../kernel/clock.js'
import { minutes } from '../kernel/duration.js'
import { Outage, Refusal } from '../kernel/errors.js'
import { type Finding, finding } from './finding.js'
import { hasDatabase, looking } from './looking.js'

/** A running desk moves its mark four times a minute. */
const late = minutes(2)

/** Up to when each platform was heard, and what was read afterwards the last time. */
export async function checkHeard(
  config: Config,
  clock: Clock,
  platforms: readonly Platform[],
): Promise<readonly Finding[]> {
  if (!hasDatabase(config)) return []
  try {
    const rows = await looking(config, (read) => read.find(heardTable, {}))
    const running = config.location.dialect === 'postgres' || (await runningDesk(config)) !== undefined
    return rows
      .filter((row) => platforms.some(({ name }) => name === row.platform))
      .flatMap((row) => heardOf(row, clock.now(), running))
  } catch (error) {
    // That the database cannot be looked at is told where it is.
    if (error instanceof Refusal || error instanceof Outage) return []
    throw error
  }
}

function heardOf({ platform, until, last }: HeardRow, now: Date, running: boolean): readonly Finding[] {
  const behind = now.getTime() - until.getTime()
  const lag = { platform, minutes: Math.round(behind / minutes(1)) }
  if (behind >= late) return [finding(running ? 'note' : 'ok', running ? 'behind_platform' : 'not_heard', lag)]
  if (!last) return [finding('ok', 'heard', { platform })]
  const { counts, at } = last
  const taken = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return [finding('ok', 'caught_up', { platform, at: `${at.slice(0, 16).replace('T', ' ')} UTC`, taken })]
}
