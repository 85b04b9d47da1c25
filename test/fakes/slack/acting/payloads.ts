import type { Fields } from '../fields.js'
import type { FakeChannel, FakeUser } from '../model.js'
import { ClientRefusal } from '../refused.js'
import type { Workspace } from '../workspace.js'

/** The person, who must exist and be active. */
export const person = (world: Workspace, id: string): FakeUser => {
  const user = world.users.get(id)
  if (!user) throw new ClientRefusal(`There is no user ${id}; add them with addUser`)
  if (user.deleted) throw new ClientRefusal(`${id} is deactivated and cannot sign in`)
  return user
}

/** The channel a person acts in. They join a public one by themselves; a private one must have them already. */
export const roomFor = (world: Workspace, user: FakeUser, id: string): FakeChannel => {
  const channel = world.channels.get(id)
  if (!channel) throw new ClientRefusal(`There is no channel ${id}; add it with addChannel`)
  if (channel.members.has(user.id)) return channel
  if (channel.kind !== 'channel') throw new ClientRefusal(`${user.id} is not in ${id} and cannot see it`)
  channel.members.add(user.id)
  return channel
}

/** Fields that every interaction carries. */
export const common = (world: Workspace, user: FakeUser): Fields => ({
  user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
  api_app_id: world.appId,
  token: 'legacy-verification-token',
  team: {
    id: world.teamId,
    domain: world.teamDomain,
    ...(world.enterpriseId ? { enterprise_id: world.enterpriseId, enterprise_name: 'Org' } : {}),
  },
  enterprise: world.enterpriseId ? { id: world.enterpriseId, name: 'Org' } : null,
  is_enterprise_install: false,
})

/** A channel as interactions name it: private ones and direct ones go by a fixed word. */
export const channelRef = (channel: FakeChannel): { id: string; name: string } => ({
  id: channel.id,
  name: channel.kind === 'im' ? 'directmessage' : channel.kind === 'group' ? 'privategroup' : channel.name,
})

/** What an action is stamped with. */
export const actionTs = (world: Workspace): string => world.ts()

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const control =
  /<(?:@[UW][A-Z0-9]+(?:\|[^>]*)?|#[CG][A-Z0-9]+(?:\|[^>]*)?|!subteam\^S[A-Z0-9]+(?:\|[^>]*)?|!(?:here|channel|everyone))>/

/** Text as a person's client sends it: mentions become ids, links get brackets, and &, < and > are escaped. */
export const typed = (world: Workspace, text: string, withNames = false): string => {
  const label = (name: string): string => (withNames ? `|${name}` : '')
  const plain = (part: string): string =>
    escapeHtml(part)
      .replace(/(?<![\w.+-])@([\w.-]*\w)/g, (whole, name: string) => {
        if (name === 'here' || name === 'channel' || name === 'everyone') return `<!${name}>`
        for (const user of world.users.values()) if (user.name === name) return `<@${user.id}${label(user.name)}>`
        for (const group of world.groups.values()) if (group.handle === name) return `<!subteam^${group.id}>`
        return whole
      })
      .replace(/(?<![\w&])#([\w-]+)/g, (whole, name: string) => {
        for (const channel of world.channels.values())
          if (channel.name === name) return `<#${channel.id}|${withNames ? channel.name : ''}>`
        return whole
      })
      .replace(/(^|[\s(])(https?:\/\/[^\s)]+)/g, (_whole, before: string, url: string) => `${before}<${url}>`)
      .replace(
        /(^|\s)([\w.+-]+@[\w-]+\.[\w.]+)/g,
        (_whole, before: string, mail: string) => `${before}<mailto:${mail}|${mail}>`,
      )
  const parts: string[] = []
  let rest = text
  for (let found = control.exec(rest); found; found = control.exec(rest)) {
    parts.push(plain(rest.slice(0, found.index)), found[0])
    rest = rest.slice(found.index + found[0].length)
  }
  return [...parts, plain(rest)].join('')
}
