import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js'

/**
 * The least that the desk needs of a server: reading and writing where it is let in, threads for its records, opening
 * threads that were put away, files, what was said while it was down, and pinning its panels. Never ADMINISTRATOR.
 */
export const permissions =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.ManageThreads |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.PinMessages

/** The link by which somebody who manages a server lets the desk in. */
export function inviteLink(application: string): string {
  const link = new URL('https://discord.com/oauth2/authorize')
  link.searchParams.set('client_id', application)
  link.searchParams.set('scope', [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '))
  link.searchParams.set('permissions', String(permissions))
  return link.href
}

/** A token begins with its application's id; undefined when this one does not. */
export function applicationOf(token: string): string | undefined {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('utf8')
  return /^\d{15,20}$/.test(id) ? id : undefined
}
