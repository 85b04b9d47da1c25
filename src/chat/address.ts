/** An account on a platform, by immutable ids only: names and addresses of mail change hands. */
export interface AccountRef {
  readonly platform: string
  /** The platform's word for a tenant: a Slack team, a Discord guild; the console has one, called `local`. */
  readonly workspace: string
  readonly user: string
}

/** A group of accounts that a platform keeps, or a role there, by its immutable id. */
export interface GroupRef {
  readonly platform: string
  readonly workspace: string
  readonly group: string
}

/** Somewhere messages can be put: a channel, or a thread in it. */
export interface Place {
  readonly platform: string
  readonly workspace: string
  readonly channel: string
  /** The thread's own id: the id of the message it hangs from. */
  readonly thread?: string
}

/** One message that stands somewhere. */
export interface Address extends Place {
  readonly message: string
}

/** A place as one word, `slack:T1/C2` or `slack:T1/C2/1712.3`: the form used in keys and in `desk.yaml`. */
export const placeWord = (place: Place): string =>
  `${place.platform}:${place.workspace}/${place.channel}${place.thread ? `/${place.thread}` : ''}`

/** A message as one word, `slack:T1/C2/1712.3#1713.4`: its place and its own id. */
export const messageWord = (address: Address): string => `${placeWord(address)}#${address.message}`

/** The channel that holds a place, without its thread. */
export const channelOf = ({ platform, workspace, channel }: Place): Place => ({ platform, workspace, channel })

/** An account as one word, `slack:T1/U2`. */
export const accountWord = (account: AccountRef): string => `${account.platform}:${account.workspace}/${account.user}`

export const samePlace = (a: Place, b: Place): boolean => placeWord(a) === placeWord(b)

/** A group as one word, `slack:T1/S3`. */
export const groupWord = ({ platform, workspace, group }: GroupRef): string => `${platform}:${workspace}/${group}`

/** Short enough that a whole word fits the columns that keep it. */
const part = '[^\\s/:@<>]{1,80}'
const accountPattern = new RegExp(`^([a-z][a-z0-9-]{0,30}):(${part})/(${part})$`)
const workspacePattern = new RegExp(`^([a-z][a-z0-9-]{0,30}):(${part})$`)
const placePattern = new RegExp(`^([a-z][a-z0-9-]{0,30}):(${part})/(${part})(?:/(${part}))?$`)

/** Reads `slack:T1/U2`; undefined when it is not an account's word. */
export function accountFrom(word: string): AccountRef | undefined {
  const [, platform, workspace, user] = accountPattern.exec(word) ?? []
  return platform && workspace && user ? { platform, workspace, user } : undefined
}

const mentioned = new RegExp(`@([a-z][a-z0-9-]{0,30}):(${part})/([\\w-]{1,80})`, 'g')

/** A text in which accounts that were mentioned, as `@slack:T1/U2`, stand by their names; without one as they are. */
export const withNames = (text: string, nameOf: (account: AccountRef) => string | undefined): string =>
  text.replace(mentioned, (whole, platform: string, workspace: string, user: string) => {
    const name = nameOf({ platform, workspace, user })
    return name === undefined ? whole : `@${name}`
  })

/** The accounts that a text mentions so. */
export const accountsIn = (text: string): readonly AccountRef[] =>
  [...text.matchAll(mentioned)].map(([, platform = '', workspace = '', user = '']) => ({ platform, workspace, user }))

/** Reads `slack:T1/S3`; undefined when it is not a group's word. */
export function groupFrom(word: string): GroupRef | undefined {
  const [, platform, workspace, group] = accountPattern.exec(word) ?? []
  return platform && workspace && group ? { platform, workspace, group } : undefined
}

/** A whole workspace of a platform, as it stands in a desk file: `discord:1234`. */
export type Workspace = Pick<Place, 'platform' | 'workspace'>

/** Reads `discord:1234`; undefined when it is not a workspace's word. */
export function workspaceFrom(word: string): Workspace | undefined {
  const [, platform, workspace] = workspacePattern.exec(word) ?? []
  return platform && workspace ? { platform, workspace } : undefined
}

/** Reads `slack:T1/C2` or `slack:T1/C2/1712.3`; undefined when it is not a place's word. */
export function placeFrom(word: string): Place | undefined {
  const [, platform, workspace, channel, thread] = placePattern.exec(word) ?? []
  if (!platform || !workspace || !channel) return undefined
  return { platform, workspace, channel, ...(thread ? { thread } : {}) }
}
