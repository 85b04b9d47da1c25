import { applicationOf, inviteLink } from '../../adapters/discord/invite.js'
import { Refusal } from '../kernel/errors.js'
import type { CliCall } from './command.js'
import { print } from './terminal.js'

/** Prints the link that lets the desk into a Discord server, with the least permissions. The application is the token's unless named. */
export async function invite({ terminal, given, config }: CliCall): Promise<number> {
  const [typed] = given
  if (typed !== undefined && !/^\d{15,20}$/.test(typed)) throw new Refusal('cli.no_application', { typed })
  const token = typed === undefined ? config().discord?.token : undefined
  const application = typed ?? (token === undefined ? undefined : applicationOf(token))
  if (application === undefined) throw new Refusal('cli.which_application')
  print(terminal.output, inviteLink(application))
  return 0
}
