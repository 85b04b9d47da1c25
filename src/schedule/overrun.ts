/** What stands for an error where a run did not end in time and was given up. */
export const overran = 'overran'

/** A run took longer than it may. It cannot be stopped, but nothing waits for it any more. */
export class Overrun extends Error {
  override readonly name = 'Overrun'
}
