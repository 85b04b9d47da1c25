/**
 * Something of which there may be one among all processes of a database, such as the session at a chat platform's
 * gateway. Whoever holds it says so again every few seconds; from whoever falls silent another one takes it.
 */
export interface Lease {
  /** Takes it, when nobody holds it any more: what its last holder left. Undefined while somebody else holds it. */
  take(): Promise<{ readonly left: unknown } | undefined>
  /** Holds on, and leaves this for a successor, as plain data. False when another one has taken it. */
  keep(leaving: unknown): Promise<boolean>
  /** Lets it go, so that another one need not wait. */
  release(leaving: unknown): Promise<void>
}

/** Gives the lease of a name. */
export type Leases = (name: string) => Lease
