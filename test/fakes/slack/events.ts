import { type Fields, fieldsOf, textOf } from './fields.js'
import type { EventAddress, Workspace } from './workspace.js'

const messageScopes: Record<string, { event: string; scope: string }> = {
  channel: { event: 'message.channels', scope: 'channels:history' },
  group: { event: 'message.groups', scope: 'groups:history' },
  im: { event: 'message.im', scope: 'im:history' },
  mpim: { event: 'message.mpim', scope: 'mpim:history' },
}

const eventScopes: Record<string, string> = {
  app_mention: 'app_mentions:read',
  reaction_added: 'reactions:read',
  reaction_removed: 'reactions:read',
  user_change: 'users:read',
  message_metadata_posted: 'metadata.message:read',
  channel_archive: 'channels:read',
  channel_unarchive: 'channels:read',
  channel_rename: 'channels:read',
  group_archive: 'groups:read',
  group_unarchive: 'groups:read',
  group_rename: 'groups:read',
  subteam_members_changed: 'usergroups:read',
  file_shared: 'files:read',
}

/** Whether the app hears of an event: it subscribed to it and its token has the scope. */
export const isHeard = (world: Workspace, event: Fields): boolean => {
  const type = textOf(event, 'type')
  const message = type === 'message' ? messageScopes[textOf(event, 'channel_type')] : undefined
  const name = message?.event ?? type
  const scope = message?.scope ?? eventScopes[type]
  if (type === 'message_metadata_posted') {
    const posted = textOf(fieldsOf(event, 'metadata'), 'event_type')
    if (!world.settings.metadataSubscriptions.has(posted)) return false
  }
  return world.settings.events.has(name) && (scope === undefined || world.settings.scopes.has(scope))
}

/** The outer object in which Slack delivers an event; a fresh event_id each time. */
export const envelope = (world: Workspace, event: Fields, address: EventAddress = {}): Fields => ({
  token: 'legacy-verification-token',
  team_id: world.teamId,
  ...(world.enterpriseId ? { enterprise_id: world.enterpriseId, context_enterprise_id: world.enterpriseId } : {}),
  context_team_id: address.contextTeamId ?? world.teamId,
  api_app_id: world.appId,
  event,
  type: 'event_callback',
  event_id: world.id('Ev'),
  event_time: Math.floor(world.now() / 1_000),
  authorizations: [
    {
      enterprise_id: world.enterpriseId ?? null,
      team_id: world.teamId,
      user_id: world.botUserId,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: address.extShared ?? false,
  event_context: world.id('EC'),
})
