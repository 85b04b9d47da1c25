import { approvingRoles, type Role } from '../organisation/index.js'
import type { Caller } from './person.js'

/**
 * Who may do something: anyone, someone by what they are to the record, or whoever holds a role. `team` is a member of the
 * team that holds the record, `member` one of those named on it (its watchers, the members of a private one).
 */
export type Who = 'anyone' | 'requester' | 'assignee' | 'team' | 'member' | Role

/** What the question is about. */
export interface About {
  readonly requester: string
  readonly assignee?: string | undefined
  readonly team?: string | undefined
  readonly service?: string | undefined
  /** Ids of people. */
  readonly members?: readonly string[] | undefined
}

/**
 * Whether the caller is any of these. A role for one service counts for records of that service alone. An account that is
 * neither linked nor in a group that the desk file follows is at most anyone, the requester or a member. `admin` counts as every role but those that give a vote.
 */
export const can = (caller: Caller, who: readonly Who[], about?: About): boolean =>
  who.some((one) => is(caller, one, about))

/**
 * Whether there may be records with which the caller can: for menus, help, and a question asked before the record is
 * known. The record's own answer is `can`.
 */
export const mightEver = (caller: Caller, who: readonly Who[]): boolean =>
  who.some((one) => {
    if (one === 'anyone' || one === 'requester' || one === 'member') return true
    if (!isTrusted(caller)) return false
    if (one === 'team') return caller.teams.length > 0
    return (
      one === 'assignee' || one === 'user' || leads(caller, one) || caller.grants.some(({ role }) => stands(role, one))
    )
  })

/** Whether the organisation stands behind the account: by naming it, by a link, or by a group that its file follows. */
const isTrusted = ({ linked, vouched }: Caller): boolean => linked || vouched === true

function is(caller: Caller, one: Who, about: About | undefined): boolean {
  switch (one) {
    case 'anyone':
      return true
    case 'requester':
      return about?.requester === caller.person.id
    case 'member':
      return about?.members?.includes(caller.person.id) ?? false
    case 'assignee':
      return isTrusted(caller) && about?.assignee === caller.person.id
    case 'team':
      return isTrusted(caller) && about?.team !== undefined && caller.teams.includes(about.team)
    case 'user':
      return isTrusted(caller)
    default:
      return isTrusted(caller) && (holds(caller, one, about?.service) || (leads(caller, one) && isLed(caller, about)))
  }
}

const holds = (caller: Caller, role: Role, service: string | undefined): boolean =>
  caller.grants.some((grant) => stands(grant.role, role) && (grant.service === undefined || grant.service === service))

/** A team's lead is a team lead there without a grant. */
const leads = (caller: Caller, role: Role): boolean => role === 'team lead' && caller.leads.length > 0

const isLed = (caller: Caller, about: About | undefined): boolean =>
  about === undefined || (about.team !== undefined && caller.leads.includes(about.team))

const stands = (held: Role, asked: Role): boolean => held === asked || (held === 'admin' && !approvingRoles.has(asked))
