import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../kernel/clock.js'
import type { Ids } from '../kernel/ids.js'
import type { Organisation, Webhook } from '../organisation/index.js'
import type { Actor, Store, Work } from '../store/index.js'
import { attempt, type Means } from './attempt.js'
import { type Heard, takeCallback } from './callback.js'
import { abandon, type Claim, claim, isDue } from './claim.js'
import { type Follow, settle, type Wanted } from './settle.js'
import type { RunRow } from './table.js'
import { callbackPath, giveToken } from './tokens.js'

/** What is done by itself: webhooks that are called, and scripts that are run. */
export interface Automation {
  /**
   * Takes up what is due, as far as hands are free, and begins it; gives how many that were. It does not wait for them.
   * Throws when an earlier outcome could not be written down: that run is taken up again when its lease is over.
   */
  look(): Promise<number>
  /** Resolves when nothing is under way here any more. */
  settled(): Promise<void>
  /** Takes an outcome that is told later, by the token of its address. */
  hear(token: string, body: Uint8Array): Promise<Heard>
  /** Gives up what is under way: a webhook is called again by whoever comes next, a script is a person's. */
  stop(): Promise<void>
}

export interface AutomationOptions {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Logger
  organisation(): Organisation
  /** A variable of the environment. */
  secretOf(name: string): string | undefined
  /** The folder of scripts; none is run without it. */
  readonly scripts?: string | undefined
  readonly dataDir: string
  /** The address of our pages, under which an outcome can be told later. */
  readonly pagesAt?: string | undefined
  /** What stands for so many bytes of output that are left out. */
  gap(bytes: number): string
  readonly follow: Follow
  readonly isWanted: Wanted
  /** How many are under way at once. 8 unless told. */
  readonly atOnce?: number
}

const actor: Actor = { kind: 'desk', job: 'automation' }

export const createAutomation = (options: AutomationOptions): Automation => new Hands(options)

class Hands implements Automation {
  readonly #options: AutomationOptions
  readonly #atOnce: number
  readonly #underWay = new Set<Promise<void>>()
  readonly #stopped = new AbortController()
  readonly #failures: unknown[] = []
  #tookOver = false

  constructor(options: AutomationOptions) {
    this.#options = options
    this.#atOnce = options.atOnce ?? 8
  }

  async look(): Promise<number> {
    const { store, clock, ids } = this.#options
    if (this.#failures.length > 0) throw this.#failures.shift()
    await this.#takeOver()
    const most = this.#atOnce - this.#underWay.size
    if (most <= 0 || this.#stopped.signal.aborted || !(await isDue(store.read, clock.now()))) return 0
    const organisation = this.#options.organisation()
    const claims = await store.work(actor, async (work) => {
      const claimed = await claim(work, { most, ids, organisation })
      return Promise.all(claimed.map(async (one) => ({ one, callback: await this.#address(work, one, organisation) })))
    })
    for (const { one, callback } of claims) this.#hold(this.#see(one, { organisation, callback }))
    return claims.length
  }

  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.race(this.#underWay)
  }

  hear(token: string, body: Uint8Array): Promise<Heard> {
    const { store, follow, clock } = this.#options
    return takeCallback({ store, follow, now: clock.now() }, token, body)
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.settled()
  }

  /** A SQLite file has one process: a lease that stands in it belongs to one that died. */
  async #takeOver(): Promise<void> {
    if (this.#tookOver) return
    const { store } = this.#options
    if (store.dialect === 'sqlite') await store.work(actor, (work) => abandon(work))
    this.#tookOver = true
  }

  /** A new address for each try: what was given to an earlier one holds, too. */
  async #address(work: Work, { row, does }: Claim, organisation: Organisation): Promise<string | undefined> {
    const { ids, pagesAt } = this.#options
    const webhook = does === 'try' ? webhookOf(row, organisation) : undefined
    if (webhook?.answers !== 'callback' || pagesAt === undefined) return undefined
    return `${pagesAt}${callbackPath}${await giveToken(work, ids, row.id, webhook.timeout + webhook.within)}`
  }

  async #see(claimed: Claim, { organisation, callback }: Pick<Means, 'organisation' | 'callback'>): Promise<void> {
    const { store, clock, log, secretOf, scripts, dataDir, gap, follow, isWanted } = this.#options
    const outcome = await attempt(claimed, {
      organisation,
      callback,
      secretOf,
      scripts,
      workIn: join(dataDir, 'scripts'),
      log,
      gap,
      now: clock.now(),
      signal: this.#stopped.signal,
    })
    await store.work(actor, (work) => settle(work, claimed, outcome, { organisation, follow, isWanted }))
    log.debug({ task: claimed.row.told.task, outcome: outcome.kind }, 'a task was tried by itself')
  }

  #hold(seeing: Promise<void>): void {
    const ended = seeing
      .catch((error: unknown) => {
        this.#options.log.error({ error: String(error) }, 'the outcome of an automatic task was not written down')
        this.#failures.push(error)
      })
      .finally(() => this.#underWay.delete(ended))
    this.#underWay.add(ended)
  }
}

const webhookOf = ({ run }: RunRow, { automation }: Organisation): Webhook | undefined =>
  'webhook' in run ? automation.webhooks.get(run.webhook) : undefined
