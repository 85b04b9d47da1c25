import { waiting } from '../waiting.js'
import { isFields } from './fields.js'
import type { Workspace } from './workspace.js'

const errorOf = (response: unknown): string =>
  isFields(response) && response['ok'] === false ? JSON.stringify(response) : 'ok'

/** Waiting for the app, and what it asked of Slack last. */
export const waitingFor = (world: Workspace) =>
  waiting({
    name: 'Slack',
    activity: world.activity,
    told: () => {
      const said = world.violations.length > 0 ? `; violations: ${world.violations.join(' | ')}` : ''
      const calls = world.requests.slice(-5).map((one) => `${one.method} ${errorOf(one.response)}`)
      return `last calls: ${calls.join(', ')}${said}`
    },
  })
