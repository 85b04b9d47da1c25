import { dropDatabases, endPostgres, startPostgres } from './builders/postgres.js'
import { migrateIn } from './builders/store.js'

/** Runs once, before the first test of the run: several processes share one server. */
export const mochaGlobalSetup = async (): Promise<void> => {
  if (process.argv.includes('--parallel')) await startPostgres(migrateIn)
}

/** Runs once, after the last test of the run. */
export const mochaGlobalTeardown = (): Promise<void> => endPostgres()

/** Runs at the end of each process's files. */
export const mochaHooks = {
  afterAll(this: Mocha.Context): Promise<void> {
    // A file may have made a hundred databases, and the machine may be busy.
    this.timeout(180_000)
    return dropDatabases()
  },
}
