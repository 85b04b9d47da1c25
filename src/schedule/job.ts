/** Work that is due again and again. */
export interface Job {
  readonly name: string
  /** When it is due, as a cron expression with minutes as its finest unit. */
  readonly cron: string
  /**
   * Does what is due at `now`. It must be safe to do twice. A slot that was missed, because no process ran, is not made
   * up for: each of these jobs looks at what is due, however long ago, so that the next slot does it.
   */
  run(now: Date): Promise<unknown>
}
