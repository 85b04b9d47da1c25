import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Ends a server without cutting off an answer that is under way. Browsers open connections ahead of need; Node waits
 * for those, which have never carried a request, for as long as they like to stay.
 */
export function watchConnections(server: Server): { end(): Promise<void> } {
  const busy = new Map<Socket, number>()
  let ending = false

  server.on('connection', (socket) => {
    busy.set(socket, 0)
    socket.on('close', () => busy.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    busy.set(socket, (busy.get(socket) ?? 0) + 1)
    response.on('close', () => {
      const left = (busy.get(socket) ?? 1) - 1
      if (busy.has(socket)) busy.set(socket, left)
      if (ending && left === 0) socket.destroySoon()
    })
  })
  return {
    async end() {
      ending = true
      const closed = new Promise((resolve) => server.close(resolve))
      for (const [socket, requests] of busy) if (requests === 0) socket.destroy()
      await closed
    },
  }
}
