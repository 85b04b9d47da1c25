import type { AccountRef } from '../../src/chat/address.js'
import type { Clock } from '../../src/kernel/clock.js'
import { hours } from '../../src/kernel/duration.js'
import type { Ids } from '../../src/kernel/ids.js'
import { accountOf, type ConsolePerson } from './doors.js'

/** One signed-in browser. Kept in memory: a restart signs out, which is what a restart of a desk may do. */
export interface Session {
  readonly id: string
  readonly person: ConsolePerson
  readonly account: AccountRef
  /** The browser's time zone, once it has told. */
  zone?: string
}

export interface Sessions {
  /** Opens a session under a fresh id, never under one that the browser brought along. */
  open(person: ConsolePerson): Session
  find(id: string | undefined): Session | undefined
  close(id: string): void
  /** Called with the id of each session that ends, so that its streams end too. */
  onEnd(listener: (id: string) => void): void
}

const idle = hours(12)
const most = 5_000

export function createSessions({ clock, ids }: { readonly clock: Clock; readonly ids: Ids }): Sessions {
  // In order of last use, because a Map keeps the order of insertion and a use inserts anew.
  const open = new Map<string, { readonly session: Session; readonly usedAt: number }>()
  const listeners: ((id: string) => void)[] = []

  const close = (id: string): void => {
    if (open.delete(id)) for (const listener of listeners) listener(id)
  }
  const use = (session: Session): Session => {
    open.delete(session.id)
    open.set(session.id, { session, usedAt: clock.now().getTime() })
    return session
  }
  const sweep = (): void => {
    for (const [id, { usedAt }] of open) {
      if (open.size < most && clock.now().getTime() - usedAt < idle) return
      close(id)
    }
  }
  return {
    open(person) {
      sweep()
      return use({ id: ids.next(), person, account: accountOf(person.id) })
    },
    find(id) {
      const found = id === undefined ? undefined : open.get(id)
      if (!found) return undefined
      if (clock.now().getTime() - found.usedAt < idle) return use(found.session)
      close(found.session.id)
      return undefined
    },
    close,
    onEnd: (listener) => void listeners.push(listener),
  }
}
