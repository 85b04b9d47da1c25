import { type Registry, wordsOf } from '../../src/chat/command.js'
import { shorten } from '../../src/kernel/text.js'
import { limits } from './limits.js'

export interface ManifestOptions {
  /** The app's name in Slack. */
  readonly name?: string
  /** Where Slack posts to, such as `https://desk.example.com/slack/events`. Without it the app uses Socket Mode. */
  readonly requestUrl?: string
}

/** What the bot may do: no more than this adapter calls and hears. */
export const slackScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'metadata.message:read',
  // Panels are pinned in their channels.
  'pins:write',
  'reactions:read',
  // Only who is in the user groups that the desk file follows.
  'usergroups:read',
  'users:read',
] as const

const events = [
  'app_home_opened',
  'app_mention',
  'channel_archive',
  'channel_rename',
  'channel_unarchive',
  'group_archive',
  'group_rename',
  'group_unarchive',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'subteam_members_changed',
  'user_change',
] as const

/**
 * The app manifest, from the commands' own definitions: paste it at api.slack.com/apps and the app is complete. Slack
 * shows it in one language to everybody, so it is written in English.
 */
export function slackManifest(registry: Registry, { name = 'Frontdesk', requestUrl }: ManifestOptions = {}) {
  const address = requestUrl ? { request_url: requestUrl } : {}
  const slash = slashCommands(registry, requestUrl)
  const short = shortcuts(registry)
  if (slash.length > limits.manifest.commands)
    throw new Error(`Slack takes ${limits.manifest.commands} slash commands, not ${slash.length}`)
  if (short.length > limits.manifest.shortcuts)
    throw new Error(`Slack takes ${limits.manifest.shortcuts} shortcuts, not ${short.length}`)
  return {
    _metadata: { major_version: 2 },
    display_information: { name: shorten(name, 35), description: 'The service desk, where people already talk' },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: shorten(name.toLowerCase(), 80), always_online: true },
      slash_commands: slash,
      ...(short.length > 0 ? { shortcuts: short } : {}),
    },
    oauth_config: { scopes: { bot: [...slackScopes] } },
    settings: {
      event_subscriptions: { ...address, bot_events: [...events] },
      interactivity: { is_enabled: true, ...address },
      org_deploy_enabled: false,
      socket_mode_enabled: requestUrl === undefined,
      token_rotation_enabled: false,
    },
  }
}

function slashCommands(registry: Registry, requestUrl: string | undefined) {
  const voice = registry.voice('en')
  return registry.heads.map((head) => {
    const verbs = registry.commands.filter(({ name, hidden }) => name.split(' ')[0] === head && !hidden)
    const does = verbs.map((command) => voice.say(`${wordsOf(command)}.does`))
    const names = verbs.map(({ name }) => name.split(' ').slice(1).join(' ')).filter((verb) => verb !== '')
    return {
      command: `/${head}`,
      description: shorten(
        does.length === 1 ? (does[0] ?? head) : does.map((one) => one.replace(/\.$/, '')).join('; '),
        limits.manifest.about,
      ),
      ...(names.length > 0 ? { usage_hint: shorten(names.join(' | '), limits.manifest.hint) } : {}),
      // People arrive as ids and not as names that anybody can take.
      should_escape: true,
      ...(requestUrl ? { url: requestUrl } : {}),
    }
  })
}

/** The mark of a shortcut: the command's name for it and where it is used, since Slack wants each only once. */
export const shortcutId = (name: string, on: 'message' | 'anywhere'): string => `${name}:${on}`

function shortcuts(registry: Registry) {
  const voice = registry.voice('en')
  return registry.commands.flatMap((command) =>
    // Slack has no menu on people.
    (command.shortcut?.on ?? [])
      .filter((on) => on !== 'person')
      .map((on) => {
        const does = voice.say(`${wordsOf(command)}.does`)
        const label = `${wordsOf(command)}.shortcut`
        return {
          name: shorten(voice.has(label) ? voice.say(label) : does, limits.manifest.shortcut),
          type: on === 'message' ? 'message' : 'global',
          callback_id: shortcutId(command.shortcut?.name ?? command.name, on),
          description: shorten(does, limits.manifest.about),
        }
      }),
  )
}

export type SlackManifest = ReturnType<typeof slackManifest>
