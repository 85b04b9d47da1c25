import { withOrders } from './backstage.js'
import type { CliCall } from './command.js'

/** Gives a one-time code by which a person of the desk file links an account, and tells what to do with it. */
export async function code({ config, given: [person = ''], tell }: CliCall): Promise<number> {
  const offered = await withOrders(config(), (orders) => orders.offerCode(person))
  tell('code.offered', offered)
  tell('code.how', offered)
  tell('code.console')
  return 0
}
