import { slackManifest } from '../../adapters/slack/register.js'
import { commands } from '../../commands/index.js'
import { voices } from '../assemble.js'
import { createRegistry } from '../chat/command.js'
import type { CliCall } from './command.js'
import { Mistyped } from './line.js'
import { print } from './terminal.js'

/** Prints the Slack app's manifest, made of the commands' own definitions. Needs neither database nor settings. */
export async function manifest({ terminal, options }: CliCall): Promise<number> {
  const { http, name } = options
  const made = slackManifest(commandsAlone(), {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof http === 'string' ? { requestUrl: requestUrlOf(http) } : {}),
  })
  print(terminal.output, JSON.stringify(made, null, 2))
  return 0
}

/** The commands without an organisation: what they are called and do depends on none. */
export const commandsAlone = () => createRegistry(commands, voices.in, () => [])

/** Slack posts to one address of ours, over TLS alone. */
function requestUrlOf(typed: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined
  if (url?.protocol !== 'https:') throw new Mistyped('cli.not_https', { typed })
  if (url.pathname === '/') url.pathname = '/slack/events'
  return url.href
}
