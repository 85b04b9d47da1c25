import { run } from './cli/run.js'
import { ownTerminal } from './cli/terminal.js'

// Whatever a library may still hold open, such as a timer or an idle connection: the command has ended.
const code = await run(process.argv.slice(2), ownTerminal())
process.stdout.write('', () => process.exit(code))
