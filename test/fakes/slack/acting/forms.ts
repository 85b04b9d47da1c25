import { elementsIn } from '../blocks/index.js'
import { type Answer, type Deliveries, nameOf } from '../deliveries.js'
import { flatBlocks, objections, stateValue } from '../elements.js'
import { type Fields, isFields, textOf } from '../fields.js'
import { type Brought, bringFiles, fileJson } from '../files.js'
import type { StoredView } from '../model.js'
import { ApiError, ClientRefusal } from '../refused.js'
import { issueResponseUrl } from '../response-urls.js'
import { issueTrigger } from '../triggers.js'
import { closeTop, pushView, stackOf, updateView, viewJson } from '../views.js'
import type { Workspace } from '../workspace.js'
import { common, person } from './payloads.js'
import { shownView } from './press.js'

/** What happened to a form that was sent. */
export interface Submission extends Answer {
  /** The form left the screen. */
  readonly closed: boolean
  /** Complaints the app showed, by block. */
  readonly errors: Record<string, string> | undefined
  /** What is on the screen now. */
  readonly view: StoredView | undefined
}

/** What a person fills in: by block, then by action; or a bare value where the block has one input. Files as `Brought`. */
export type Filling = Record<string, unknown>

/** A file input takes as many files as it says, and Slack keeps them at once. */
const filesFor = (world: Workspace, view: StoredView, element: Fields, given: readonly Brought[]): Fields[] => {
  const most = Number(element['max_files'] ?? 10)
  if (given.length > most) throw new ClientRefusal(`the file input takes at most ${most} files`)
  return bringFiles(world, view.user, given).map((file) => fileJson(world, file))
}

const fillOne = (world: Workspace, view: StoredView, blockId: string, given: unknown): void => {
  const block = flatBlocks(view.blocks).find((one) => one['block_id'] === blockId)
  const seen = Object.keys(view.values).join(', ')
  if (!block) throw new ClientRefusal(`The form has no block ${blockId}; it has: ${seen}`)
  const held = view.values[blockId]
  if (!held) throw new ClientRefusal(`Nothing can be filled in at ${blockId}; only at: ${seen}`)
  const actions = isFields(given) ? Object.keys(given).filter((key) => key in held) : []
  const only = Object.keys(held)
  const wanted: [string, unknown][] =
    actions.length > 0 ? actions.map((key) => [key, (given as Fields)[key]]) : [[only[0] ?? '', given]]
  if (actions.length === 0 && only.length > 1)
    throw new ClientRefusal(`${blockId} has several inputs: ${only.join(', ')}`)
  if (actions.length > 0 && actions.length < Object.keys(given as Fields).length)
    throw new ClientRefusal(`${blockId} has only: ${only.join(', ')}`)
  for (const [action, value] of wanted) {
    const element = elementsIn(block).find((one) => textOf(one, 'action_id') === action)
    if (element?.['type'] === 'file_input')
      held[action] = { type: 'file_input', files: filesFor(world, view, element, value as readonly Brought[]) }
    else if (element) held[action] = stateValue(element, value)
  }
}

const responseUrls = (world: Workspace, view: StoredView): Fields[] => {
  const urls: Fields[] = []
  for (const block of view.blocks) {
    const element = isFields(block['element']) ? block['element'] : {}
    if (element['response_url_enabled'] !== true) continue
    const [block_id, action_id] = [textOf(block, 'block_id'), textOf(element, 'action_id')]
    const value = view.values[block_id]?.[action_id] ?? {}
    const channel = textOf(value, 'selected_conversation') || textOf(value, 'selected_channel')
    const response_url = issueResponseUrl(world, { user: view.user, channel, origin: undefined })
    if (channel) urls.push({ block_id, action_id, channel_id: channel, response_url })
  }
  return urls
}

/** Sending and closing forms. */
export const formActs = (world: Workspace, deliveries: Deliveries) => {
  const showErrors = (view: StoredView, body: Fields): void => {
    const errors = isFields(body['errors']) ? (body['errors'] as Record<string, string>) : {}
    const inputs = new Set(view.blocks.filter((block) => block['type'] === 'input').map((block) => block['block_id']))
    const wrong = Object.keys(errors).filter((id) => !inputs.has(id))
    if (wrong.length > 0 || Object.keys(errors).length === 0)
      world.violate(`response_action errors named no input block of the form: ${wrong.join(', ') || 'nothing'}`)
    view.errors = errors
  }

  const apply = (view: StoredView, body: unknown): void => {
    const says = isFields(body) ? textOf(body, 'response_action') : ''
    if (!isFields(body) || says === '') {
      if (body !== undefined && body !== '')
        world.violate(`a form was answered with ${JSON.stringify(body)}, which Slack does not read`)
      const stack = stackOf(world, view.user)
      if (stack.at(-1) === view.id) closeTop(world, view.user)
      return
    }
    if (says === 'errors') showErrors(view, body)
    else if (says === 'update') updateView(world, view, body['view'])
    else if (says === 'push') pushView(world, body['view'], view.user)
    else if (says === 'clear') closeTop(world, view.user, true)
    else world.violate(`an unknown response_action: ${says}`)
  }

  const top = (user: string): StoredView | undefined => world.views.get(stackOf(world, user).at(-1) ?? '')

  const fill = (userId: string, viewId: string, filling: Filling): StoredView => {
    const view = shownView(world, person(world, userId), viewId)
    for (const [block, given] of Object.entries(filling)) fillOne(world, view, block, given)
    return view
  }

  return {
    /** A person fills in a form without sending it. */
    fill,

    /**
     * A person fills in a form and sends it. What Slack's client would refuse (empty required inputs, wrong numbers) is
     * refused here. The app's answer is applied to the person's screen.
     */
    async submit(userId: string, viewId: string, filling: Filling = {}): Promise<Submission> {
      const user = person(world, userId)
      const view = fill(userId, viewId, filling)
      if (view.type !== 'modal') throw new ClientRefusal('A Home tab cannot be sent')
      if (!view.submit && view.blocks.every((block) => block['type'] !== 'input'))
        throw new ClientRefusal('The form has no submit button')
      const complaints = objections(view.blocks, view.values)
      if (complaints.length > 0) throw new ClientRefusal(`Slack would not send the form: ${complaints.join('; ')}`)
      delete view.errors
      const payload: Fields = {
        type: 'view_submission',
        ...common(world, user),
        trigger_id: issueTrigger(world, user.id, view.id),
        view: viewJson(world, view),
        response_urls: responseUrls(world, view),
      }
      const answer = await deliveries.send({ kind: 'interactive', payload, label: nameOf(payload), readsAnswer: true })
      try {
        if (answer.ok) apply(view, answer.body)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        world.violate(`the answer to a form was refused: ${error.code} ${JSON.stringify(error.extra)}`)
      }
      return { ...answer, closed: !view.open, errors: view.errors, view: top(userId) }
    },

    /** A person closes a form. The app hears of it only when it asked for notify_on_close. */
    async closeView(userId: string, viewId: string, { all = false } = {}): Promise<Answer | undefined> {
      const user = person(world, userId)
      const view = shownView(world, user, viewId)
      const cleared = all || view.clear_on_close
      let last: Answer | undefined
      for (const closed of closeTop(world, user.id, cleared)) {
        if (!closed.notify_on_close) continue
        const payload: Fields = {
          type: 'view_closed',
          ...common(world, user),
          view: viewJson(world, closed),
          is_cleared: cleared,
        }
        last = await deliveries.send({ kind: 'interactive', payload, label: nameOf(payload), readsAnswer: false })
      }
      return last
    },
  }
}
