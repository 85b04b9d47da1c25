import { problemsInBlocks } from '../blocks/index.js'
import { messageAt } from '../channels.js'
import { type Answer, type Deliveries, nameOf } from '../deliveries.js'
import {
  actionFor,
  type Choice,
  type Found,
  findElement,
  initialValues,
  keepValues,
  rememberSuggestions,
  stateValue,
} from '../elements.js'
import { copy, type Fields, isFields, lengthOf, listOf, textOf } from '../fields.js'
import { messageJson } from '../messages.js'
import type { FakeChannel, FakeUser, StoredEphemeral, StoredMessage, StoredView } from '../model.js'
import { ClientRefusal } from '../refused.js'
import { issueResponseUrl } from '../response-urls.js'
import { issueTrigger } from '../triggers.js'
import { viewJson } from '../views.js'
import type { Workspace } from '../workspace.js'
import { actionTs, channelRef, common, person, roomFor } from './payloads.js'

type Values = Record<string, Record<string, Fields>>

interface Spot {
  readonly channel: FakeChannel
  readonly message: StoredMessage | StoredEphemeral
  readonly ephemeral: boolean
}

const holdsState = ({ element }: Found): boolean => {
  try {
    return element['type'] !== 'overflow' && stateValue(element, undefined) !== undefined
  } catch {
    return false
  }
}

/** The view on a person's screen or Home tab, or a refusal. */
export const shownView = (world: Workspace, user: FakeUser, viewId: string): StoredView => {
  const view = world.views.get(viewId)
  if (!view?.open || view.user !== user.id) throw new ClientRefusal(`${user.id} has no view ${viewId} on the screen`)
  const top = world.stacks.get(user.id)?.at(-1)
  if (view.type === 'modal' && top !== viewId)
    throw new ClientRefusal(`${viewId} is under another form; ${top} is on top`)
  return view
}

/** Buttons, menus and pickers, in messages, forms and Home tabs. */
export const pressActs = (world: Workspace, deliveries: Deliveries) => {
  /** What people picked in messages, which later presses carry in state.values. */
  const picked = new Map<string, Values>()

  const spotOf = (user: FakeUser, channelId: string, ts: string): Spot => {
    const channel = roomFor(world, user, channelId)
    const message = messageAt(world, channelId, ts)
    if (message) return { channel, message, ephemeral: false }
    const shown = world.ephemerals.find((one) => one.ts === ts && one.channel === channelId && one.user === user.id)
    if (shown) return { channel, message: shown, ephemeral: true }
    throw new ClientRefusal(`${user.id} sees no message ${ts} in ${channelId}`)
  }

  const container = ({ channel, message, ephemeral }: Spot): Fields => ({
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: ephemeral,
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
  })

  const stateIn = (user: FakeUser, spot: Spot, found?: Found, choice?: Choice): Values => {
    const key = `${user.id} ${spot.channel.id} ${spot.message.ts}`
    const values = keepValues(initialValues(spot.message.blocks ?? []), picked.get(key) ?? {})
    if (found && holdsState(found)) {
      const { block_id: _block, ...rest } = choice ?? {}
      const held = values[textOf(found.block, 'block_id')]
      if (held) held[textOf(found.element, 'action_id')] = stateValue(found.element, rest)
    }
    picked.set(key, values)
    return copy(values)
  }

  const send = (payload: Fields): Promise<Answer> =>
    deliveries.send({ kind: 'interactive', payload, label: nameOf(payload), readsAnswer: false })

  const suggest = async (found: Found, payload: Fields, text: string): Promise<Fields[]> => {
    const type = textOf(found.element, 'type')
    if (!type.endsWith('external_select')) throw new ClientRefusal(`${type} does not ask the app for options`)
    const least = typeof found.element['min_query_length'] === 'number' ? found.element['min_query_length'] : 3
    if (lengthOf(text) < least) throw new ClientRefusal(`Slack asks only from ${least} characters on`)
    const label = nameOf(payload)
    const answer = await deliveries.send({ kind: 'interactive', payload, label, readsAnswer: true })
    const body = isFields(answer.body) ? answer.body : {}
    const held = { type: 'static_select', action_id: 'a', ...pick(body, 'options', 'option_groups') }
    const empty = Array.isArray(body['options']) && body['options'].length === 0
    const problems = empty ? [] : problemsInBlocks([{ type: 'actions', elements: [held] }], { surface: 'message' })
    if (answer.ok && problems.length > 0)
      world.violate(`${label} was answered with bad options: ${problems.map(({ message }) => message).join('; ')}`)
    if (!answer.ok || problems.length > 0) return []
    const options = [
      ...listOf(body, 'options'),
      ...listOf(body, 'option_groups').flatMap((group) => listOf(group, 'options')),
    ]
    rememberSuggestions(found.element, options)
    return options
  }

  return {
    /**
     * A person uses a button, menu or picker of a message, or of an ephemeral message shown to them. It must be there.
     * Two presses are two payloads with two triggers.
     */
    async press(userId: string, channelId: string, ts: string, actionId: string, choice: Choice = {}): Promise<Answer> {
      const user = person(world, userId)
      const spot = spotOf(user, channelId, ts)
      const found = findElement(spot.message.blocks ?? [], actionId, choice.block_id, choice.value)
      const action = actionFor(found, choice, actionTs(world))
      return send({
        type: 'block_actions',
        ...common(world, user),
        container: container(spot),
        trigger_id: issueTrigger(world, user.id),
        channel: channelRef(spot.channel),
        ...(spot.ephemeral ? {} : { message: messageJson(spot.message as StoredMessage) }),
        state: { values: stateIn(user, spot, found, choice) },
        response_url: issueResponseUrl(world, {
          user: user.id,
          channel: spot.channel.id,
          origin: { ts: spot.message.ts, ephemeral: spot.ephemeral },
        }),
        actions: [action],
      })
    },

    /** A person uses an element of a form or of their Home tab. Inputs speak only with dispatch_action. */
    async pressInView(userId: string, viewId: string, actionId: string, choice: Choice = {}): Promise<Answer> {
      const user = person(world, userId)
      const view = shownView(world, user, viewId)
      const found = findElement(view.blocks, actionId, choice.block_id, choice.value)
      if (found.block['type'] === 'input' && found.block['dispatch_action'] !== true)
        throw new ClientRefusal(`${actionId} is an input without dispatch_action; fill it instead`)
      const action = actionFor(found, choice, actionTs(world))
      if (holdsState(found)) {
        const { block_id: _block, ...rest } = choice
        const held = view.values[textOf(found.block, 'block_id')]
        if (held) held[textOf(found.element, 'action_id')] = stateValue(found.element, rest)
      }
      return send({
        type: 'block_actions',
        ...common(world, user),
        container: { type: 'view', view_id: view.id },
        trigger_id: issueTrigger(world, user.id, view.id),
        view: viewJson(world, view),
        actions: [action],
      })
    },

    /** A person types into an external select of a form; answers the options the app gave, which can then be chosen. */
    async suggest(userId: string, viewId: string, actionId: string, text: string): Promise<Fields[]> {
      const user = person(world, userId)
      const view = shownView(world, user, viewId)
      const found = findElement(view.blocks, actionId)
      const payload: Fields = {
        type: 'block_suggestion',
        ...common(world, user),
        container: { type: 'view', view_id: view.id },
        view: viewJson(world, view),
        action_id: actionId,
        block_id: textOf(found.block, 'block_id'),
        value: text,
      }
      return suggest(found, payload, text)
    },

    /** The same in a message. */
    async suggestInMessage(
      userId: string,
      channelId: string,
      ts: string,
      actionId: string,
      text: string,
    ): Promise<Fields[]> {
      const user = person(world, userId)
      const spot = spotOf(user, channelId, ts)
      const found = findElement(spot.message.blocks ?? [], actionId)
      const payload: Fields = {
        type: 'block_suggestion',
        ...common(world, user),
        container: container(spot),
        channel: channelRef(spot.channel),
        ...(spot.ephemeral ? {} : { message: messageJson(spot.message as StoredMessage) }),
        action_id: actionId,
        block_id: textOf(found.block, 'block_id'),
        value: text,
      }
      return suggest(found, payload, text)
    },
  }
}

const pick = (from: Fields, ...keys: string[]): Fields =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]))
