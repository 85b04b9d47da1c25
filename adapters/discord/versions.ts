import type { DiscordMessageTold } from './payloads.js'

/**
 * What became of messages lately. The gateway promises no order: an edit or a deletion may come before the message
 * itself, and what was withdrawn must not be heard afterwards.
 */
export function createVersions() {
  const edited = new Map<string, DiscordMessageTold>()
  const deleted = new Set<string>()
  return {
    edit(message: DiscordMessageTold): void {
      const before = edited.get(message.id)
      if (before && (before.edited_timestamp ?? '') >= (message.edited_timestamp ?? '')) return
      edited.set(message.id, message)
      if (edited.size > mostKept) edited.delete(edited.keys().next().value ?? '')
    },
    remove(id: string): void {
      deleted.add(id)
      edited.delete(id)
      for (const old of deleted) {
        if (deleted.size <= mostKept) break
        deleted.delete(old)
      }
    },
    /** The message as it is now, as far as it was told; undefined when it is gone. */
    newest: (message: DiscordMessageTold): DiscordMessageTold | undefined =>
      deleted.has(message.id) ? undefined : (edited.get(message.id) ?? message),
  }
}
export type Versions = ReturnType<typeof createVersions>

const mostKept = 2_000
