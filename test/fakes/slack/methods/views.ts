import { arg, type Call } from '../call.js'
import { type Fields, fieldsOf, isFields, textOf } from '../fields.js'
import { refuse } from '../refused.js'
import { exchangeTrigger } from '../triggers.js'
import { findView, openView, publishHome, pushView, updateView, viewJson } from '../views.js'
import type { Method } from './index.js'

const open = ({ world, args }: Call): Fields => {
  const trigger = exchangeTrigger(world, arg(args, 'trigger_id'))
  return { view: viewJson(world, openView(world, args['view'], trigger.user)) }
}

const push = ({ world, args }: Call): Fields => {
  const trigger = exchangeTrigger(world, arg(args, 'trigger_id'))
  return { view: viewJson(world, pushView(world, args['view'], trigger.user)) }
}

const update = ({ world, args }: Call): Fields => {
  const [id, external] = [arg(args, 'view_id'), arg(args, 'external_id')]
  if (id === '' && external === '') refuse('invalid_arguments')
  const stored = findView(world, id, external)
  return { view: viewJson(world, updateView(world, stored, args['view'], arg(args, 'hash'))) }
}

const publish = ({ world, args }: Call): Fields => {
  const user = world.users.get(arg(args, 'user_id'))
  if (!user || user.isBot) refuse('invalid_arguments')
  if (!world.settings.homeTab) refuse('not_enabled')
  const view = isFields(args['view']) ? args['view'] : fieldsOf(args, 'view')
  if (textOf(view, 'type') !== 'home') refuse('invalid_arguments')
  return { view: viewJson(world, publishHome(world, view, arg(args, 'user_id'), arg(args, 'hash'))) }
}

export const viewMethods: Record<string, Method> = {
  'views.open': {
    tier: 4,
    args: ['trigger_id', 'view', 'interactivity_pointer'],
    needs: ['trigger_id', 'view'],
    run: open,
  },
  'views.push': {
    tier: 4,
    args: ['trigger_id', 'view', 'interactivity_pointer'],
    needs: ['trigger_id', 'view'],
    run: push,
  },
  'views.update': { tier: 4, args: ['view', 'view_id', 'external_id', 'hash'], needs: ['view'], run: update },
  'views.publish': { tier: 4, args: ['user_id', 'view', 'hash'], needs: ['user_id', 'view'], run: publish },
}
