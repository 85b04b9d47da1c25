import { messageAt } from '../channels.js'
import { type Answer, type Deliveries, nameOf } from '../deliveries.js'
import { type Fields, isFields } from '../fields.js'
import { messageJson } from '../messages.js'
import { ApiError, ClientRefusal } from '../refused.js'
import { issueResponseUrl, readResponse, showResponse } from '../response-urls.js'
import { issueTrigger } from '../triggers.js'
import type { Workspace } from '../workspace.js'
import { actionTs, channelRef, common, person, roomFor, typed } from './payloads.js'

const showAck = (world: Workspace, user: string, channel: string, body: unknown): void => {
  if (body === undefined || body === '') return
  try {
    const said = readResponse(world, isFields(body) ? body : { text: String(body) })
    showResponse(world, { user, channel }, said, 'ack')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    world.violate(`the acknowledgement of a command was refused: ${error.code} ${JSON.stringify(error.extra)}`)
  }
}

/** Slash commands and shortcuts. */
export const commandActs = (world: Workspace, deliveries: Deliveries) => ({
  /** The fields of a slash command, not sent: for deliverRaw. */
  commandFields(userId: string, channelId: string, command: string, text = ''): Record<string, string> {
    const user = person(world, userId)
    const channel = roomFor(world, user, channelId)
    return {
      token: 'legacy-verification-token',
      team_id: world.teamId,
      team_domain: world.teamDomain,
      ...(world.enterpriseId ? { enterprise_id: world.enterpriseId, enterprise_name: 'Org' } : {}),
      channel_id: channel.id,
      channel_name: channelRef(channel).name,
      user_id: user.id,
      user_name: user.name,
      command,
      text: world.settings.shouldEscape ? typed(world, text, true) : text,
      api_app_id: world.appId,
      is_enterprise_install: 'false',
      response_url: issueResponseUrl(world, { user: user.id, channel: channel.id, origin: undefined }),
      trigger_id: issueTrigger(world, user.id),
    }
  },

  /**
   * A person sends a slash command. What the app says in its acknowledgement is shown to them.
   * External people have no commands of ours, and a command that is not declared does not exist: both are refused.
   */
  async command(userId: string, channelId: string, command: string, text = ''): Promise<Answer> {
    if (person(world, userId).teamId !== world.teamId)
      throw new ClientRefusal(`${userId} is external and has no ${command}`)
    const declared = world.settings.commands
    if (declared && !declared.has(command)) throw new ClientRefusal(`${command} is not a command here`)
    const payload = this.commandFields(userId, channelId, command, text)
    const label = `${command} by ${userId}`
    const answer = await deliveries.send({ kind: 'slash_commands', payload, label, readsAnswer: true })
    if (answer.ok) showAck(world, userId, channelId, answer.body)
    return answer
  },

  /** A person picks one of our shortcuts in a message's menu. Not for external people. */
  async messageShortcut(userId: string, channelId: string, ts: string, callbackId: string): Promise<Answer> {
    const user = person(world, userId)
    if (user.teamId !== world.teamId) throw new ClientRefusal(`${userId} is external and has no message shortcuts`)
    const channel = roomFor(world, user, channelId)
    const message = messageAt(world, channel.id, ts)
    if (!message) throw new ClientRefusal(`There is no message ${ts} in ${channelId}`)
    const payload: Fields = {
      type: 'message_action',
      ...common(world, user),
      callback_id: callbackId,
      trigger_id: issueTrigger(world, user.id),
      response_url: issueResponseUrl(world, { user: user.id, channel: channel.id, origin: { ts, ephemeral: false } }),
      action_ts: actionTs(world),
      message_ts: ts,
      message: messageJson(message),
      channel: channelRef(channel),
    }
    return deliveries.send({ kind: 'interactive', payload, label: nameOf(payload), readsAnswer: false })
  },

  /** A person picks one of our shortcuts in the lightning menu: no channel, no response address. */
  async globalShortcut(userId: string, callbackId: string): Promise<Answer> {
    const user = person(world, userId)
    const payload: Fields = {
      type: 'shortcut',
      ...common(world, user),
      callback_id: callbackId,
      trigger_id: issueTrigger(world, user.id),
      action_ts: actionTs(world),
    }
    return deliveries.send({ kind: 'interactive', payload, label: nameOf(payload), readsAnswer: false })
  },
})
