import { takeAlone } from '../../src/store/index.js'

/** Takes the SQLite file that it is told, says so, and keeps it until it is killed. */
await takeAlone(process.argv[2] ?? '')
process.stdout.write('taken\n')
setInterval(() => undefined, 60_000)
