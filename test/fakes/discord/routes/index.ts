import type { Route } from '../call.js'
import { applicationRoutes } from './application.js'
import { channelRoutes } from './channels.js'
import { guildRoutes } from './guilds.js'
import { interactionRoutes } from './interactions.js'
import { messageRoutes } from './messages.js'
import { reactionRoutes } from './reactions.js'
import { scheduledEventRoutes } from './scheduled-events.js'
import { threadRoutes } from './threads.js'

/** Everything the fake serves under `/api/v10`, by the name that requests are recorded under. */
const routes: Readonly<Record<string, Route>> = {
  ...applicationRoutes,
  ...channelRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...scheduledEventRoutes,
  ...threadRoutes,
}

interface Pattern {
  readonly name: string
  readonly route: Route
  readonly method: string
  readonly parts: readonly string[]
}

/** Fixed words before parameters: `/users/@me` is no user. */
const patterns: readonly Pattern[] = Object.entries(routes)
  .map(([name, route]) => {
    const [method = '', path = ''] = name.split(' ')
    return { name, route, method, parts: path.split('/').slice(1) }
  })
  .sort((one, other) => variables(one) - variables(other))

function variables({ parts }: Pattern): number {
  return parts.filter((part) => part.startsWith(':')).length
}

export const isRoute = (name: string): boolean => name in routes

export const findRoute = (
  method: string,
  path: string,
): { readonly name: string; readonly route: Route; readonly params: Record<string, string> } | undefined => {
  const [, api, version, ...given] = path.split('/')
  if (api !== 'api' || version !== 'v10') return undefined
  const values = given.map(decodeURIComponent)
  const fits = ({ method: wanted, parts }: Pattern): boolean =>
    wanted === method &&
    parts.length === values.length &&
    parts.every((part, index) => part.startsWith(':') || part === values[index])
  const found = patterns.find(fits)
  if (!found) return undefined
  const params = found.parts.flatMap((part, index) =>
    part.startsWith(':') ? [[part.slice(1), values[index] ?? ''] as const] : [],
  )
  return { name: found.name, route: found.route, params: Object.fromEntries(params) }
}
