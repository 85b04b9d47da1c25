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
