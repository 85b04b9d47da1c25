import { spans } from './options.js'
import { refuse } from './refused.js'
import type { Workspace } from './workspace.js'

/** The right to open one form, given with a command, a press or a shortcut. */
export interface Trigger {
  readonly id: string
  readonly user: string
  readonly issuedAt: number
  /** The view it came from, which is where a push goes. */
  readonly view: string | undefined
  used: boolean
}

/** A trigger that lives 3.0 s by the fake's clock and can be used once. */
export const issueTrigger = (world: Workspace, user: string, view?: string): string => {
  const id = `${world.id('')}.${Math.floor(world.now())}.${world.id('').toLowerCase()}`
  world.triggers.set(id, { id, user, issuedAt: world.now(), view, used: false })
  return id
}

/** Uses the trigger up, or refuses as Slack does. */
export const exchangeTrigger = (world: Workspace, id: string): Trigger => {
  const trigger = world.triggers.get(id)
  if (!trigger) return refuse('invalid_trigger_id')
  if (trigger.used) return refuse('exchanged_trigger_id')
  if (world.now() - trigger.issuedAt > spans.triggerMs) return refuse('expired_trigger_id')
  trigger.used = true
  return trigger
}
