import { createHash } from 'node:crypto'
import { minutes, seconds } from './duration.js'

/**
 * How long to wait after the n-th failed try: 1 s, 2 s, 4 s … at most 5 minutes, a fifth more or less. Which of them is
 * drawn from the key, so that messages that failed together do not come back together.
 */
export function backOff(key: string, failures: number): number {
  const plain = Math.min(seconds(1) * 2 ** (failures - 1), minutes(5))
  const drawn = createHash('sha256').update(`${key}/${failures}`).digest().readUInt32BE(0) / 0xffff_ffff
  return Math.round(Math.min(plain * (0.8 + 0.4 * drawn), minutes(5)))
}
