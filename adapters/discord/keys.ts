import { createHash } from 'node:crypto'

/** The first millisecond of Discord's ids. */
const epoch = 1_420_070_400_000

/** The smallest id that something made at this instant can have: ids sort by time. */
export const idAt = (at: Date): string => String(BigInt(Math.max(0, at.getTime() - epoch)) << 22n)

/** The instant at which an id was made. */
export const madeAt = (id: string): Date => new Date(Number(BigInt(id) >> 22n) + epoch)

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()

/**
 * The number that a message's container bears, since Discord keeps it and hands it back: by it the message is found
 * again. Even where the message is whole, odd where another one goes on with it. Small numbers are Discord's own.
 */
export function markOf(key: string, goesOn = false): number {
  const even = (digest(key).readUInt32BE(0) & 0x7fff_fffe) | 0x4000_0000
  return goesOn ? even + 1 : even
}

/** The same as a number that also tells those of one millisecond apart: the last twelve bits of an id count them. */
export const orderOf = (id: string): number => madeAt(id).getTime() + Number(BigInt(id) & 0xfffn) / 4_096
