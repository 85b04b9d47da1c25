import { type Fields, isFields } from '../../fields.js'
import { interactionTypes, messageFlags } from '../bits.js'
import { bodyOf, type Call, done, ok, type Reply, type Route } from '../call.js'
import { insist, problemsOf } from '../checks/check.js'
import { editedMessage, interactionMessage, isEmpty } from '../checks/messages.js'
import { amend, answerWith, beforeChange, openInteraction, respond, withdraw } from '../interactions.js'
import { messageJson } from '../message-json.js'
import type { FakeInteraction, StoredMessage } from '../model.js'
import { refuse } from '../refused.js'

const callback: Route = {
  auth: 'none',
  query: ['with_response'],
  run({ world, params, query, body, files }) {
    const interaction = world.interactions.get(params['interaction'] ?? '')
    if (!interaction || interaction.token !== params['token']) return refuse(10062)
    respond(world, interaction, body, files)
    if (query['with_response'] !== 'true') return done
    const { original, response, choices } = interaction
    const isUpdate = original !== undefined && original.id === interaction.sourceId
    return ok({
      interaction: {
        id: interaction.id,
        type: interaction.type,
        ...(original && !isUpdate
          ? {
              response_message_id: original.id,
              response_message_loading: (original.flags & messageFlags.loading) !== 0,
              response_message_ephemeral: original.onlyFor !== undefined,
            }
          : {}),
      },
      ...(original || choices
        ? { resource: { type: response?.type, ...(original ? { message: messageJson(world, original) } : {}) } }
        : {}),
    })
  },
}

const named = ({ world, params }: Call): { interaction: FakeInteraction; message: StoredMessage } => {
  if (params['application'] !== world.applicationId) refuse(10015)
  const interaction = openInteraction(world, params['token'] ?? '')
  const id = params['message']
  const message = id === '@original' ? interaction.original : ownMessage(interaction, id)
  return { interaction, message: message ?? refuse(10008) }
}

const ownMessage = ({ original, followUps }: FakeInteraction, id: string | undefined): StoredMessage | undefined =>
  [...followUps, ...(original ? [original] : [])].find((one) => one.id === id)

const followUp: Route = {
  auth: 'none',
  query: ['wait', 'with_components', 'thread_id'],
  run(call): Reply {
    const { world, params, files } = call
    if (params['application'] !== world.applicationId) refuse(10015)
    const interaction = openInteraction(world, params['token'] ?? '')
    if (interaction.type === interactionTypes.autocomplete) refuse(10015)
    const data = bodyOf(call)
    insist(problemsOf(interactionMessage, data))
    if (isEmpty(data, files.length)) refuse(50006)
    const ephemeral = (Number(data['flags'] ?? 0) & messageFlags.ephemeral) !== 0
    const { original } = interaction
    // The first follow-up takes the place of a deferred answer, with the visibility that was chosen then.
    if (original && original.flags & messageFlags.loading) {
      amend(world, original, data, files)
      return ok(messageJson(world, original))
    }
    const message = answerWith(world, interaction, { data, files }, { ephemeral, followUp: true })
    interaction.followUps.push(message)
    return ok(messageJson(world, message))
  },
}

const edit: Route = {
  auth: 'none',
  query: ['with_components', 'thread_id'],
  run(call) {
    const { message } = named(call)
    const data: Fields = isFields(call.body) ? call.body : {}
    insist(problemsOf(editedMessage(beforeChange(message)), data))
    amend(call.world, message, data, call.files)
    return ok(messageJson(call.world, message))
  },
}

const read: Route = {
  auth: 'none',
  query: ['thread_id'],
  run: (call) => ok(messageJson(call.world, named(call).message)),
}

const remove: Route = {
  auth: 'none',
  query: ['thread_id'],
  run(call) {
    const { interaction, message } = named(call)
    withdraw(call.world, interaction, message)
    return done
  },
}

/** Responses to interactions, and what may be said after. */
export const interactionRoutes: Readonly<Record<string, Route>> = {
  'POST /interactions/:interaction/:token/callback': callback,
  'POST /webhooks/:application/:token': followUp,
  'GET /webhooks/:application/:token/messages/:message': read,
  'PATCH /webhooks/:application/:token/messages/:message': edit,
  'DELETE /webhooks/:application/:token/messages/:message': remove,
}
