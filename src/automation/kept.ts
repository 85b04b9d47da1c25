/** So many bytes are kept of the beginning of what comes back, and as many of its end. */
export const keptBytes = 16 * 1024

/** Keeps the beginning and the end of a stream of bytes, however long it is. */
export interface Keeper {
  add(bytes: Uint8Array): void
  /** What was kept, as text that a database takes; `gap` stands for so many bytes as are left out. */
  text(gap: (bytes: number) => string): string
}

export function keeper(limit = keptBytes): Keeper {
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  let left = 0
  return {
    add(bytes) {
      const room = limit - head.length
      if (room > 0) head = Buffer.concat([head, bytes.subarray(0, room)])
      const rest = bytes.subarray(Math.max(0, room))
      if (rest.length === 0) return
      const end = Buffer.concat([tail, rest.subarray(-limit)])
      left += tail.length + rest.length
      tail = Buffer.from(end.subarray(-limit))
      left -= tail.length
    },
    text: (gap) => readable(head) + (left > 0 ? gap(left) : '') + readable(tail),
  }
}

/** What a terminal would act on, and what PostgreSQL keeps in no text, is left out. */
export const readable = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('utf8')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '\uFFFD')
