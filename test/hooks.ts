import { configureGlobal } from 'fast-check'
import { dropDatabases, endPostgres, startPostgres } from './builders/postgres.js'
import { migrateIn } from './builders/store.js'

/**
 * The properties are tried with the same cases in every run, so that a run that was green is green again. Those who look for
 * what nobody has thought of name another seed, or `random`, and write down as a test of its own what it finds.
 */
const { SEED = '5' } = process.env
configureGlobal(SEED === 'random' ? {} : { seed: Number(SEED) })

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
