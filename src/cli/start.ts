import { serve } from '../main.js'
import type { CliCall } from './command.js'
import { print } from './terminal.js'

/** Runs the desk until it is told to stop. */
export const start = ({ config, voice, terminal }: CliCall): Promise<number> =>
  serve(config(), voice, (line) => print(terminal.output, line))
