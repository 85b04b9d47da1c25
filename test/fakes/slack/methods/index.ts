import type { Call } from '../call.js'
import type { Fields } from '../fields.js'
import type { Tier } from '../rate-limits.js'
import type { Sockets } from '../sockets.js'
import { channelMethods } from './channels.js'
import { chatMethods } from './chat.js'
import { fileMethods } from './files.js'
import { historyMethods } from './history.js'
import { oauthMethods } from './oauth.js'
import { peopleMethods } from './people.js'
import { pinMethods } from './pins.js'
import { scheduleMethods } from './schedule.js'
import { viewMethods } from './views.js'

/** One method of the Web API: who may call it, how often, with which arguments. */
export interface Method {
  /** Default bot; `any` takes every kind, `none` needs no token. */
  readonly token?: 'bot' | 'app' | 'any' | 'none'
  /** One of these scopes is needed. */
  readonly scopes?: readonly string[]
  readonly tier: Tier
  readonly args: readonly string[]
  readonly needs?: readonly string[]
  readonly run: (call: Call, sockets: Sockets) => Fields | Promise<Fields>
}

/** Every method the fake serves; any other is `unknown_method` and a violation. */
export const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...scheduleMethods,
  ...historyMethods,
  ...channelMethods,
  ...viewMethods,
  ...peopleMethods,
  ...fileMethods,
  ...pinMethods,
  ...oauthMethods,
}
