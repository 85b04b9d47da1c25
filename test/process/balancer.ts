import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How often each process is asked whether it is ready. */
const every = 400

/**
 * A load balancer as plain as they come: it asks `/readyz` of each process and hands requests to the ready ones in turn. What
 * cannot be handed over is answered 502, and nothing is tried twice.
 */
export async function balancer(addresses: readonly string[]) {
  const ready = new Set<string>()
  const served = new Map<string, number>()
  let turn = 0
  let closed = false
  const look = async (address: string): Promise<void> => {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined)
    await answer?.text().catch(() => undefined)
    if (answer?.status === 200) ready.add(address)
    else ready.delete(address)
    if (!closed) setTimeout(() => void look(address), every)
  }
  const server = createServer((incoming, outgoing) => {
    const open = addresses.filter((address) => ready.has(address))
    const to = open[turn++ % Math.max(1, open.length)]
    if (!to) return void outgoing.writeHead(502).end()
    served.set(to, (served.get(to) ?? 0) + 1)
    const { method, headers } = incoming
    const passed = ask(`${to}${incoming.url}`, { ...(method ? { method } : {}), headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => void (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (const address of addresses) void look(address)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isReady: (address: string): boolean => ready.has(address),
    /** How many requests each process was handed. */
    served: (address: string): number => served.get(address) ?? 0,
    close(): void {
      closed = true
      server.closeAllConnections()
      server.close()
    },
  }
}
