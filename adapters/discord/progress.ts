/** A gateway session: what is needed to go on with it. */
interface Session {
  readonly sequence: number
}

/**
 * How far a session was dealt with. Dispatches are dealt with side by side, so the last one that came is not yet the
 * last one that is safe: a successor resumes behind the first one that is still under way, and hears the rest again.
 */
export function createProgress<S extends Session>() {
  const underWay = new Set<number>()
  let session: S | null = null
  return {
    /** Takes up what another process left. */
    takeUp(left: S | null): void {
      underWay.clear()
      session = left
    },
    current: (): S | null => session,
    change(to: S | null): void {
      session = to
    },
    /** A dispatch has come; returns what to call when it is dealt with. */
    begin(sequence: number): () => void {
      underWay.add(sequence)
      return () => void underWay.delete(sequence)
    },
    /** The session as a successor may resume it. */
    safe(): S | null {
      if (!session) return null
      const first = Math.min(...underWay)
      return first <= session.sequence ? { ...session, sequence: first - 1 } : session
    },
  }
}
