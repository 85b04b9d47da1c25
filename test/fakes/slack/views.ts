import { takeView } from './checked-blocks.js'
import { initialValues, keepValues } from './elements.js'
import { copy, type Fields, isFields, listOf, textOf } from './fields.js'
import { nameBlocks } from './messages.js'
import type { StoredView } from './model.js'
import { spans } from './options.js'
import { refuse } from './refused.js'
import type { Workspace } from './workspace.js'

const hashOf = (world: Workspace): string =>
  `${Math.floor(world.now() / 1_000)}.${world.id('').slice(-6).toLowerCase()}`

const content = (world: Workspace, view: Fields): Partial<StoredView> & Pick<StoredView, 'blocks'> => ({
  blocks: nameBlocks(world, listOf(view, 'blocks')),
  ...(isFields(view['title']) ? { title: view['title'] } : {}),
  ...(isFields(view['submit']) ? { submit: view['submit'] } : {}),
  ...(isFields(view['close']) ? { close: view['close'] } : {}),
  callback_id: textOf(view, 'callback_id'),
  external_id: textOf(view, 'external_id'),
  private_metadata: textOf(view, 'private_metadata'),
  clear_on_close: view['clear_on_close'] === true,
  notify_on_close: view['notify_on_close'] === true,
})

const uniqueExternalId = (world: Workspace, view: Fields, except?: string): void => {
  const id = textOf(view, 'external_id')
  if (id === '') return
  for (const other of world.views.values())
    if (other.open && other.external_id === id && other.id !== except) refuse('duplicate_external_id')
}

const make = (world: Workspace, view: Fields, user: string, below?: StoredView): StoredView => {
  const id = world.id('V')
  const made = {
    ...content(world, view),
    id,
    type: view['type'] as 'modal' | 'home',
    user,
    team: world.teamId,
    hash: hashOf(world),
    root_view_id: below?.root_view_id ?? id,
    previous_view_id: below?.id ?? null,
    values: {},
    open: true,
  } as unknown as StoredView
  made.values = initialValues(made.blocks)
  world.views.set(id, made)
  return made
}

export const stackOf = (world: Workspace, user: string): string[] => {
  const stack = world.stacks.get(user) ?? []
  world.stacks.set(user, stack)
  return stack
}

/** Opens a form on a person's screen; whatever form was open there is closed. */
export const openView = (world: Workspace, view: unknown, user: string): StoredView => {
  const taken = takeView(world, view)
  if (taken['type'] !== 'modal') refuse('invalid_arguments')
  uniqueExternalId(world, taken)
  for (const id of stackOf(world, user).splice(0)) forget(world, id)
  const made = make(world, taken, user)
  stackOf(world, user).push(made.id)
  return made
}

/** Puts a form on top of the one that is open; at most three deep. */
export const pushView = (world: Workspace, view: unknown, user: string): StoredView => {
  const stack = stackOf(world, user)
  const below = world.views.get(stack.at(-1) ?? '')
  if (!below) return refuse('not_found')
  if (stack.length >= spans.viewStack) return refuse('push_limit_reached')
  const taken = takeView(world, view)
  if (taken['type'] !== 'modal') refuse('invalid_arguments')
  uniqueExternalId(world, taken)
  const made = make(world, taken, user, below)
  stack.push(made.id)
  return made
}

/** Replaces what a form or Home tab shows; input survives where block_id and action_id stay the same. */
export const updateView = (world: Workspace, stored: StoredView, view: unknown, hash = ''): StoredView => {
  if (hash !== '' && hash !== stored.hash) refuse('hash_conflict')
  const taken = takeView(world, view)
  if (taken['type'] !== stored.type) refuse('invalid_arguments')
  uniqueExternalId(world, taken, stored.id)
  for (const key of ['title', 'submit', 'close', 'errors'] as const) delete stored[key]
  const before = stored.values
  Object.assign(stored, content(world, taken), { hash: hashOf(world) })
  stored.values = keepValues(initialValues(stored.blocks), before)
  return stored
}

/** The Home tab of a person, made at the first publish. */
export const publishHome = (world: Workspace, view: unknown, user: string, hash = ''): StoredView => {
  const stored = world.views.get(world.homes.get(user) ?? '')
  if (stored) return updateView(world, stored, view, hash)
  const taken = takeView(world, view)
  if (taken['type'] !== 'home') refuse('invalid_arguments')
  const made = make(world, taken, user)
  world.homes.set(user, made.id)
  return made
}

const forget = (world: Workspace, id: string): void => {
  const view = world.views.get(id)
  if (view) view.open = false
}

/** Closes the top form; with `all`, the whole stack. Answers what was closed, the top one first. */
export const closeTop = (world: Workspace, user: string, all = false): StoredView[] => {
  const stack = stackOf(world, user)
  const ids = all ? stack.splice(0).reverse() : stack.splice(-1)
  for (const id of ids) forget(world, id)
  return ids.map((id) => world.views.get(id)).filter((view) => view !== undefined)
}

/** An open view by id or external id, or `not_found`. */
export const findView = (world: Workspace, id: string, externalId = ''): StoredView => {
  for (const view of world.views.values())
    if (view.open && (view.id === id || (externalId !== '' && view.external_id === externalId))) return view
  return refuse('not_found')
}

/** The view object of the Web API and of payloads. */
export const viewJson = (world: Workspace, view: StoredView): Fields => ({
  id: view.id,
  team_id: world.teamId,
  type: view.type,
  blocks: copy(view.blocks),
  private_metadata: view.private_metadata,
  callback_id: view.callback_id,
  state: { values: copy(view.values) },
  hash: view.hash,
  title: copy(view.title ?? { type: 'plain_text', text: view.type === 'home' ? 'View Title' : '', emoji: true }),
  clear_on_close: view.clear_on_close,
  notify_on_close: view.notify_on_close,
  close: copy(view.close ?? null),
  submit: copy(view.submit ?? null),
  previous_view_id: view.previous_view_id,
  root_view_id: view.root_view_id,
  app_id: world.appId,
  external_id: view.external_id,
  app_installed_team_id: world.teamId,
  bot_id: world.botId,
})
