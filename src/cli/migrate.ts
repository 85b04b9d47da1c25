import { systemClock } from '../kernel/clock.js'
import { Opened, openAlone } from '../process.js'
import type { CliCall } from './command.js'
import { hasDatabase, lookingAtAll, pendingMigrations } from './looking.js'

/** Brings the database up to date, which `start` does by itself too. */
export async function migrate({ config, tell }: CliCall): Promise<number> {
  const settings = config()
  const pending = hasDatabase(settings) ? await lookingAtAll(settings, pendingMigrations) : undefined
  if (pending?.length === 0) {
    tell('migrate.nothing')
    return 0
  }
  const opened = new Opened({ error: () => undefined })
  try {
    await openAlone(settings, systemClock, opened)
  } finally {
    await opened.close()
  }
  tell(pending ? 'migrate.done' : 'migrate.made', { count: pending?.length ?? 0 })
  return 0
}
