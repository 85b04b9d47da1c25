import type { Clock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import type { JobRow } from './table.js'

/** So long the one who runs a job may be silent before another process takes it over. */
export const silence = seconds(10)

/** More than this did not pass between two looks: the machine slept, or its clock was set. That is nobody's silence. */
export const longestLook = seconds(5)

/** Whether whoever runs a job must be gone: its beat has stood still while this process was there to see it. */
export type Silent = (row: Pick<JobRow, 'name' | 'token' | 'beat'>) => boolean

export function listening(clock: Clock): Silent {
  const heard = new Map<string, { readonly beat: string; readonly at: number; readonly still: number }>()
  return ({ name, token, beat: beats }) => {
    const now = clock.now().getTime()
    const beat = `${token} ${beats}`
    const last = heard.get(name)
    const same = last?.beat === beat
    const still = same ? last.still + Math.min(Math.max(now - last.at, 0), longestLook) : 0
    heard.set(name, { beat, at: now, still })
    return still >= silence
  }
}
