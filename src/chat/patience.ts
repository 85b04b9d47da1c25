import { minutes } from '../kernel/duration.js'
import { Outage } from '../kernel/errors.js'

/**
 * Waits for `work` at most `patience` milliseconds. An inbound must be answered in the platform's time even when the
 * database is slow: whoever gets `late` answers "still working on it" and sends the outcome when `work` ends.
 */
export async function within<T>(
  patience: number,
  work: Promise<T>,
): Promise<{ readonly kind: 'done'; readonly value: T } | { readonly kind: 'late' }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ kind: 'late' }>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late' }), patience)
  })
  try {
    return await Promise.race([work.then((value) => ({ kind: 'done', value }) as const), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Waits out a platform's refusal for haste, a few times: for what is in no outbox that would do it. */
export async function unhurried<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      const wait = error instanceof Outage ? error.detail.retryAfter : undefined
      if (wait === undefined || wait > minutes(1) || attempt >= 3) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
