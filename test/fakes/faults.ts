/** How often something goes wrong, and with what. `Asked` is a request as the fake sees it. */
export interface FaultPlan<Asked> {
  /** How many requests it hits. Default 1. */
  readonly times?: number
  /** How many matching requests pass first. Default 0. */
  readonly skip?: number
  /** Only requests that satisfy this. */
  readonly where?: (asked: Asked) => boolean
}

interface Planned<Fault, Asked> {
  readonly name: string
  readonly fault: Fault
  readonly where: (asked: Asked) => boolean
  skip: number
  times: number
}

export interface Faults<Fault, Asked> {
  /** The next request(s) of this name (a method, a route) fail this way; `*` is any of them. */
  next: (name: string, fault: Fault, plan?: FaultPlan<Asked>) => void
  /** Every request fails this way until the returned function is called. */
  always: (name: string, fault: Fault, plan?: Pick<FaultPlan<Asked>, 'where'>) => () => void
  /** Faults planned but not met yet, by name. */
  readonly pending: readonly string[]
  clear: () => void
  /** Takes the fault for this request, if one is planned. */
  take: (name: string, asked: Asked) => Fault | undefined
}

/** A script of what goes wrong, request by request. Throws for a plan whose name the fake does not know. */
export const scriptFaults = <Fault, Asked>(known: (name: string) => boolean = () => true): Faults<Fault, Asked> => {
  const plans: Planned<Fault, Asked>[] = []
  const plan = (name: string, fault: Fault, more: FaultPlan<Asked>): Planned<Fault, Asked> => {
    if (name !== '*' && !known(name)) throw new Error(`The fake serves nothing called ${name}`)
    const planned = { name, fault, where: more.where ?? (() => true), skip: more.skip ?? 0, times: more.times ?? 1 }
    plans.push(planned)
    return planned
  }
  const drop = (planned: Planned<Fault, Asked>): void => {
    const at = plans.indexOf(planned)
    if (at >= 0) plans.splice(at, 1)
  }
  return {
    next(name, fault, more = {}) {
      plan(name, fault, more)
    },
    always(name, fault, more = {}) {
      const planned = plan(name, fault, { ...more, times: Number.POSITIVE_INFINITY })
      return () => drop(planned)
    },
    get pending() {
      return plans.filter(({ times }) => Number.isFinite(times)).map(({ name }) => name)
    },
    clear() {
      plans.length = 0
    },
    take(name, asked) {
      for (const planned of plans) {
        if ((planned.name !== name && planned.name !== '*') || !planned.where(asked)) continue
        if (planned.skip > 0) {
          planned.skip -= 1
          continue
        }
        planned.times -= 1
        if (planned.times <= 0) drop(planned)
        return planned.fault
      }
      return undefined
    },
  }
}
