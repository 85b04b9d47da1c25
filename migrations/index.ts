import { Foundation1700000000001 } from './1700000000001-foundation.js'

/** All migrations, in order. A test holds that this list and the folder agree. */
export const migrations = [Foundation1700000000001]
