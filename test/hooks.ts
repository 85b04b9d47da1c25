import { endPostgres } from './builders/postgres.js'

/** Runs once, after the last test of the run. */
export const mochaGlobalTeardown = (): Promise<void> => endPostgres()
