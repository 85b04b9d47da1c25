import type { AccountRef, GroupRef } from '../../src/chat/address.js'
import { Outage } from '../../src/kernel/errors.js'
import type { Self } from './identity.js'
import { ask, SlackSaysNo, type Web } from './web.js'

/** Slack's words for a user group that is not there any more: it has nobody in it. */
const gone = new Set(['no_such_subteam', 'subteam_not_found', 'subteam_disabled'])

/** Which of these are in a user group. One call, whatever their number: Slack lists a group, and never the workspace. */
export async function groupMembers(
  { web, self }: { readonly web: Web; readonly self: Self },
  { workspace, group }: GroupRef,
  among: readonly AccountRef[],
): Promise<readonly AccountRef[]> {
  if (workspace !== self.team) throw new Outage('slack is connected to another workspace')
  try {
    const team = self.enterprise ? { team_id: self.team } : {}
    const { users = [] } = await ask(() => web.usergroups.users.list({ usergroup: group, ...team }))
    const members = new Set(users)
    return among.filter(({ user }) => members.has(user))
  } catch (error) {
    if (error instanceof SlackSaysNo && gone.has(error.code)) return []
    // A plan without user groups, for one: what was known stays, and the log says why.
    if (error instanceof SlackSaysNo) throw new Outage(`slack does not tell who is in a user group: ${error.code}`)
    throw error
  }
}
