import { waiting } from '../waiting.js'
import type { World } from './world.js'

/** Waiting for the application, and what it asked of Discord last. */
export const waitingFor = (world: World) =>
  waiting({
    name: 'Discord',
    activity: world.activity,
    told: () => {
      const said = world.complaints.length > 0 ? `; complaints: ${world.complaints.join(' | ')}` : ''
      const calls = world.requests.slice(-5).map(({ method, path, status }) => `${method} ${path} ${status}`)
      return `last requests: ${calls.join(', ')}${said}`
    },
  })
