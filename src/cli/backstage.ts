import type { Config } from '../config.js'
import { runningDesk } from '../control.js'
import { handOver } from '../desk/index.js'
import { systemClock } from '../kernel/clock.js'
import { Refusal } from '../kernel/errors.js'
import { randomIds } from '../kernel/ids.js'
import { createOutbox } from '../notices/index.js'
import { type Orders, obeying } from '../orders.js'
import { createDesks } from '../organisation/index.js'
import { createDirectory } from '../people/index.js'
import { Opened, openAlone } from '../process.js'
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
      handOver: handOver(outbox),
    })
    return await does(obeying({ store, desks, directory, outbox }))
  } finally {
    await opened.close()
  }
}
