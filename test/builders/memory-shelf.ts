import { type Address, type Place, placeWord } from '../../src/chat/address.js'
import type { Shelf, ShelfMessage } from '../../src/chat/shelf.js'
import type { Clock } from '../../src/kernel/clock.js'

type Kept = Omit<ShelfMessage, 'replies'> & { readonly posted: number }

/** A shelf that keeps its promises in memory. `before` is the id of a message, which grows with each posting. */
export function memoryShelf(clock: Clock): Shelf {
  const kept = new Map<string, Kept>()
  const byKey = new Map<string, Address>()
  let seq = 0

  const keyOf = ({ channel, message }: Address): string => `${channel}\n${message}`
  const placeOf = ({ message: _, ...place }: Address): Place => place
  const all = (): Kept[] => [...kept.values()]
  const seen = ({ posted: _, ...message }: Kept): ShelfMessage => {
    const replies = all().filter((other) => isReplyTo(other, message.address) && !other.deleted).length
    return { ...message, replies }
  }
  const at = (address: Address): Kept => {
    const message = kept.get(keyOf(address))
    if (!message) throw new Error('there is no such message')
    return message
  }

  return {
    async put({ key, place, author, text, files, card, language }) {
      const there = byKey.get(key)
      if (there) return there
      seq++
      const address = { ...place, message: String(seq).padStart(6, '0') }
      const by = author && {
        account: { platform: author.platform, workspace: author.workspace, user: author.user },
        name: author.name,
      }
      const words = {
        ...(by ? { author: by } : {}),
        ...(text === undefined ? {} : { text }),
        ...(files ? { files } : {}),
        ...(card ? { card } : {}),
      }
      kept.set(keyOf(address), {
        address,
        seq,
        posted: seq,
        ...words,
        language,
        at: clock.now().toISOString(),
        deleted: false,
      })
      byKey.set(key, address)
      return address
    },
    async change(address, to) {
      kept.set(keyOf(address), { ...at(address), ...to, seq: ++seq, editedAt: clock.now().toISOString() })
    },
    async remove(address) {
      kept.set(keyOf(address), { ...at(address), deleted: true, seq: ++seq })
    },
    async get(address) {
      const message = kept.get(keyOf(address))
      return message && seen(message)
    },
    async list(place, limit, before) {
      const there = all().filter((message) => placeWord(placeOf(message.address)) === placeWord(place))
      const earlier = there.filter((message) => before === undefined || message.address.message < before)
      return earlier.slice(-limit).map(seen)
    },
    async since(after, limit) {
      const news = all().filter((message) => message.seq > after)
      return news
        .sort((a, b) => a.seq - b.seq)
        .slice(0, limit)
        .map(seen)
    },
    latest: async () => seq,
  }
}

const isReplyTo = (message: { readonly address: Address }, { channel, message: root }: Address): boolean =>
  message.address.channel === channel && message.address.thread === root
