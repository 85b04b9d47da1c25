import type { Clock } from '../../src/kernel/clock.js'

/** The ways by which Slack reaches us: sockets, or our own door. */
export interface Listening {
  opened(): void
  closed(): void
  /** Slack told how many sockets the app has, over all processes. */
  counted(everywhere: number): void
  /** Since when at least one has been open; undefined while none is. */
  since(): Date | undefined
  /** How many are open; undefined where none ever was. */
  ways(): { readonly open: number | undefined; readonly everywhere: number | undefined }
}

export function createListening(clock: Clock): Listening {
  let open: number | undefined
  let everywhere: number | undefined
  let since: Date | undefined
  return {
    opened() {
      open = (open ?? 0) + 1
      since ??= clock.now()
    },
    closed() {
      open = (open ?? 1) - 1
      if (open === 0) since = undefined
    },
    counted(told) {
      everywhere = told
    },
    since: () => since,
    ways: () => ({ open, everywhere }),
  }
}
