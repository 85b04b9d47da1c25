import { pino } from 'pino'
import { assemble } from '../assemble.js'
import type { Config } from '../config.js'
import { runningDesk } from '../control.js'
import { handOver } from '../desk/index.js'
import { systemClock } from '../kernel/clock.js'
import { seconds } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import { randomIds } from '../kernel/ids.js'
import { createOutbox } from '../notices/index.js'
import { type ByHand, type Orders, obeying } from '../orders.js'
import { createDesks, type Desks } from '../organisation/index.js'
import { createDirectory } from '../people/index.js'
import { practices } from '../practices/index.js'
import { Opened, openAlone } from '../process.js'
import type { Store } from '../store/index.js'
import { hasDatabase } from './looking.js'

const quiet = { info: () => undefined, error: () => undefined }

/**
 * Has something done by whoever may write: on SQLite the running process, where there is one; otherwise this one, which
 * takes the database for as long as it lasts. `anew` makes a database where there is none.
 */
export async function withOrders<T>(
  config: Config,
  does: (orders: Orders) => Promise<T>,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<T> {
  const running = await runningDesk(config)
  if (running) return does(running)
  if (!anew && !hasDatabase(config)) {
    const { location } = config
    throw new Refusal('cli.no_database', { file: location.dialect === 'sqlite' ? location.file : '' })
  }
  const opened = new Opened(quiet)
  try {
    const store = await openAlone(config, systemClock, opened)
    const desks = createDesks({ store, log: quiet })
    if (!anew) await desks.load()
    const outbox = createOutbox({ ids: randomIds })
    const directory = createDirectory({
      store,
      desks,
      clock: systemClock,
      ids: randomIds,
      handOver: handOver(outbox, practices),
    })
    return await does(obeying({ store, desks, directory, outbox }, byHandOver(config, store, desks)))
  } finally {
    await opened.close()
  }
}

/**
 * Runs a job with the whole desk around it, of which nothing listens or sends: what the job has to say waits in the outbox
 * for a process that does.
 */
function byHandOver(config: Config, store: Store, desks: Desks): ByHand {
  return async (name, actor) => {
    const log = pino({ level: 'silent' })
    const desk = await assemble({ config, clock: systemClock, ids: randomIds, log }, store, desks)
    const beating = setInterval(() => void desk.runner.beat(), seconds(1))
    try {
      return await desk.runner.byHand(name, actor)
    } finally {
      clearInterval(beating)
      desk.house.stop()
    }
  }
}
