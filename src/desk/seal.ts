import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Address } from '../chat/address.js'
import type { FileRef, QuotedMessage } from '../chat/inbound.js'
import { sameSecret } from '../kernel/ids.js'
import { key, type Store, table, word } from '../store/index.js'

/** The files of a message, and where it stands. */
export interface Attached {
  readonly files: readonly FileRef[]
  readonly address: Address
}

/**
 * Carries files through a form or a button and back. The word goes through people's browsers, and whatever it names is
 * fetched with the desk's own keys: so it is signed, and no word that the desk did not make itself is opened.
 */
export interface Seal {
  /** As many files as there is room for as one word, and those that are left. */
  close(message: Pick<QuotedMessage, 'address' | 'files'>): { readonly word: string; readonly left: readonly FileRef[] }
  /** The desk's mark on a text that does not begin like what is sealed, with a brace. */
  mark(content: string): string
  /** Undefined for a word that is none of ours. */
  open(word: string): Attached | undefined
}

/** What a form of the tightest platform can carry beside everything else; of a report from a message there is more else. */
const room = { 'from a message': 1_200, 'handed in': 2_000 }

/** What only the processes of this database know. */
export const secretTable = table<{ readonly name: string; readonly value: string }>('secret', {
  name: key(40),
  value: word(100),
})
const name = 'files'

/** The seal of this database: all its processes have the same. */
export async function openSeal(store: Store): Promise<Seal> {
  const there = await store.read.one(secretTable, { name })
  if (there) return sealWith(there.value)
  const value = randomBytes(32).toString('base64url')
  // Where two processes begin at once, the first one's counts.
  const first = await store.work({ kind: 'desk', job: 'seal' }, async (work) => {
    await work.insertNew(secretTable, { name, value })
    return work.one(secretTable, { name })
  })
  return sealWith(first?.value ?? value)
}

const optional = z.string().optional()
const shape = z.object({
  address: z.object({
    platform: z.string(),
    workspace: z.string(),
    channel: z.string(),
    thread: optional,
    message: z.string(),
  }),
  files: z.array(z.object({ name: z.string(), id: optional, type: optional, size: z.number().optional() })),
})

export function sealWith(secret: string): Seal {
  const mark = (content: string): string => createHmac('sha256', secret).update(content).digest('base64url')
  const sealed = (address: Address, files: readonly FileRef[]): string => {
    const lean = files.map(({ name: called, id, type, size }) => ({ name: called, id, type, size }))
    const content = JSON.stringify({ address, files: lean })
    return `${mark(content)}.${content}`
  }
  return {
    mark,
    close({ address, files }) {
      const most = room[address.message === '' ? 'handed in' : 'from a message']
      const known = files.filter(({ id }) => id !== undefined)
      for (let count = known.length; count > 0; count--) {
        const taken = known.slice(0, count)
        const closed = sealed(address, taken)
        if (closed.length <= most) return { word: closed, left: files.filter((file) => !taken.includes(file)) }
      }
      return { word: '', left: files }
    },
    open(closed) {
      const at = closed.indexOf('.')
      const content = closed.slice(at + 1)
      if (at < 0 || !sameSecret(closed.slice(0, at), mark(content))) return undefined
      return shape.parse(JSON.parse(content)) as Attached
    },
  }
}
