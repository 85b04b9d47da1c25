import { seconds } from '../../src/kernel/duration.js'

/**
 * What a load balancer is told that asks whether to send requests here. A process that opens is not ready before it is
 * whole, and one that is about to go says so first and serves on until it has been heard: else what is sent in between is
 * answered with an error, and a command that somebody typed is sent once only.
 */
export interface Readiness {
  /** Notes that somebody asks, and gives what to tell them. */
  asked(): boolean
  /** Not ready until `open`. */
  hold(): void
  open(): void
  /** Not ready any more. Resolves when whoever asks regularly has been told; at once where nobody does. */
  leave(): Promise<void>
}

/** Balancers ask anew before they believe it: three times is the most that is usual. */
const toldEnough = 3
const longest = seconds(10)

export function createReadiness(): Readiness {
  let ready = true
  let times = 0
  let told = 0
  let enough: (() => void) | undefined
  return {
    asked() {
      times++
      if (enough && ++told >= toldEnough) enough()
      return ready
    },
    hold() {
      ready = false
    },
    open() {
      ready = true
    },
    async leave() {
      ready = false
      // Whoever asked once only is a person who looked.
      if (times < 2) return
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, longest)
        enough = () => {
          clearTimeout(late)
          resolve()
        }
      })
    },
  }
}
