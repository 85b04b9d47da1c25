import { type AccountRef, accountFrom, accountWord, type GroupRef, groupFrom, groupWord } from '../chat/address.js'
import type { Clock } from '../kernel/clock.js'
import { Outage } from '../kernel/errors.js'
import { accountTable, type Desks, type Rights } from '../organisation/index.js'
import type { Store, Work } from '../store/index.js'
import type { Lookup } from './lookup.js'
import { groupMemberTable } from './table.js'

/** Asks a platform who of these is in a group; undefined where it is not connected or has no groups. Throws Outage. */
export type AskMembers = (
  group: GroupRef,
  among: readonly AccountRef[],
) => Promise<readonly AccountRef[] | undefined> | undefined

/** Who is in the groups that the desk file follows, as the platforms told last. */
export interface Groups {
  /** What each group that an account is in lends, by the group's word. */
  lent(account: string): Promise<ReadonlyMap<string, Rights>>
  /** Takes over the groups that a platform told along with something that an account did at `at`. */
  told(account: AccountRef, ids: readonly string[] | undefined, at: Date): Promise<void>
  /** The same within a unit of work. */
  toldIn(work: Work, account: AccountRef, ids: readonly string[] | undefined, at: Date): Promise<void>
  /**
   * Takes over who joined and who left, at once, and asks the platform what is so: events come late, twice and in any
   * order. Where it cannot tell now, the next reconciliation finds out.
   */
  changed(change: GroupChange, at: Date): Promise<void>
  /** The people who are in a followed group that lends what is asked for, each once; `linked` those alone whom a link names. */
  peopleLent(lends: (rights: Rights) => boolean, linked: boolean): Promise<readonly string[]>
  /** Asks the platforms whether these accounts are in followed groups of theirs. Throws Outage. */
  ask(accounts: readonly AccountRef[]): Promise<void>
  /** Asks the platforms who is in the groups now, in all that are followed or in one. Throws the first Outage at its end. */
  reconcile(only?: GroupRef): Promise<void>
}

export interface GroupChange {
  readonly group: GroupRef
  readonly joined: readonly AccountRef[]
  readonly left: readonly AccountRef[]
}

export interface GroupParts {
  readonly store: Store
  readonly desks: Desks
  readonly clock: Clock
  readonly askMembers?: AskMembers
}

const none: ReadonlyMap<string, Rights> = new Map()

export function createGroups({ store, desks, clock, askMembers }: GroupParts, { memory }: Lookup): Groups {
  const followed = (): ReadonlyMap<string, Rights> => desks.current().followed
  const near = ({ platform, workspace }: AccountRef): readonly GroupRef[] =>
    [...followed().keys()]
      .flatMap((word) => groupFrom(word) ?? [])
      .filter((group) => group.platform === platform && group.workspace === workspace)
  const memberships = async (account: string): Promise<readonly string[]> =>
    (await memory.groupsOf.through(account, async () => {
      const rows = await store.read.find(groupMemberTable, { account, member: true })
      return rows.map(({ group }) => group)
    })) ?? []

  const note = async (work: Work, group: GroupRef, account: AccountRef, member: boolean, at: Date): Promise<void> => {
    const word = accountWord(account)
    if (!(await noteMember(work, { group: groupWord(group), account: word, member, at }))) return
    work.audit(member ? 'group.joined' : 'group.left', word, { group: groupWord(group) })
    work.afterCommit(() => memory.forget({ account: word }))
  }
  const toldIn: Groups['toldIn'] = async (work, account, ids, at) => {
    if (!ids) return
    const there = new Set(await memberships(accountWord(account)))
    for (const group of near(account)) {
      const member = ids.includes(group.group)
      if (member !== there.has(groupWord(group))) await note(work, group, account, member, at)
    }
  }
  const look = async (group: GroupRef, among: readonly AccountRef[]): Promise<void> => {
    const asked = clock.now()
    const members = among.length > 0 ? await askMembers?.(group, among) : undefined
    if (!members) return
    const words = new Set(members.map(accountWord))
    const there = new Set(await membersKnown(group))
    const news = among.filter((account) => words.has(accountWord(account)) !== there.has(accountWord(account)))
    if (news.length === 0) return
    await store.work(job, async (work) => {
      for (const account of news) await note(work, group, account, words.has(accountWord(account)), asked)
    })
  }
  const membersKnown = async (group: GroupRef): Promise<readonly string[]> =>
    (await store.read.find(groupMemberTable, { group: groupWord(group), member: true })).map(({ account }) => account)
  const everybody = async (group: GroupRef, also: readonly AccountRef[] = []): Promise<readonly AccountRef[]> => {
    const { platform, workspace } = group
    const known = await store.read.find(accountTable, { platform, workspace, active: true })
    const words = new Set([...known.map(({ word }) => word), ...(await membersKnown(group)), ...also.map(accountWord)])
    return [...words].flatMap((word) => accountFrom(word) ?? [])
  }

  return {
    async lent(account) {
      const groups = followed()
      if (groups.size === 0) return none
      const own = await memberships(account)
      return new Map(
        own.flatMap((word) => {
          const rights = groups.get(word)
          return rights ? [[word, rights] as const] : []
        }),
      )
    },
    async peopleLent(lends, linked) {
      const groups = [...followed()].flatMap(([word, rights]) => (lends(rights) ? [word] : []))
      if (groups.length === 0) return []
      const rows = await store.read.rows<{ person: string }>(
        `SELECT DISTINCT a."person" FROM "group_member" m JOIN "account" a ON a."word" = m."account"
           WHERE m."member" = 1 AND a."active" = 1 AND coalesce(a."guest", 0) = 0 AND a."linked" >= ?
             AND m."group" IN (${groups.map(() => '?').join(', ')}) ORDER BY a."person"`,
        [linked ? 1 : 0, ...groups],
      )
      return rows.map(({ person }) => person)
    },
    async told(account, ids, at) {
      if (!ids) return
      const there = new Set(await memberships(accountWord(account)))
      const isNews = near(account).some((group) => ids.includes(group.group) !== there.has(groupWord(group)))
      if (isNews) await store.work(job, (work) => toldIn(work, account, ids, at))
    },
    toldIn,
    async changed({ group, joined, left }, at) {
      if (!followed().has(groupWord(group))) return
      await store.work(job, async (work) => {
        for (const account of left) await note(work, group, account, false, at)
        for (const account of joined) await note(work, group, account, true, at)
      })
      await look(group, await everybody(group, left)).catch(unlessOutage)
    },
    async ask(accounts) {
      for (const account of accounts) for (const group of near(account)) await look(group, [account])
    },
    async reconcile(only) {
      const groups = [...followed().keys()].flatMap((word) => groupFrom(word) ?? [])
      const errors: unknown[] = []
      for (const group of groups.filter((one) => !only || groupWord(only) === groupWord(one))) {
        // One platform that is away keeps the groups of no other one waiting.
        await look(group, await everybody(group)).catch((error: unknown) => errors.push(error))
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}

/** For what the reconciling job makes good. */
export function unlessOutage(error: unknown): void {
  if (!(error instanceof Outage)) throw error
}

const job = { kind: 'desk', job: 'follow-groups' } as const

/**
 * Writes down what was told, unless something newer was: an answer that was asked for before an event came must not undo
 * it. Who left stays as a row for that reason. Tells whether it changed anything.
 */
async function noteMember(
  work: Work,
  told: { readonly group: string; readonly account: string; readonly member: boolean; readonly at: Date },
): Promise<boolean> {
  const { group, account, member, at } = told
  if (await work.insertNew(groupMemberTable, told)) return member
  const there = await work.hold(groupMemberTable, { group, account })
  if (!there || there.at > at) return false
  await work.update(groupMemberTable, { group, account }, { member, at })
  return there.member !== member
}
