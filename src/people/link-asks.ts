import { type AccountRef, accountFrom, accountWord } from '../chat/address.js'
import { after, minutes } from '../kernel/duration.js'
import { Refusal } from '../kernel/errors.js'
import type { Ids } from '../kernel/ids.js'
import { type HandedOver, personTable } from '../organisation/index.js'
import type { Reader, Work } from '../store/index.js'
import type { LinkCodes } from './link-codes.js'
import { holderNow, type LinkPlan, planLink, type Side } from './link-plan.js'
import { type LinkAskRow, linkAskTable } from './table.js'

/** How long both sides have to say yes, from when the code was typed. */
const life = minutes(10)

export interface LinkAsk extends LinkAskRow {
  readonly plan: LinkPlan
}

/** What came of an answer. Everything but `asked`, `refused` and `linked` finds things as they were and changes nothing. */
export type LinkAnswer =
  /** The taker has agreed: now the giver is to be asked. */
  | { readonly kind: 'asked'; readonly ask: LinkAskRow; readonly plan: LinkPlan }
  | {
      readonly kind: 'linked'
      readonly ask: LinkAskRow
      readonly plan: LinkPlan
      readonly records: readonly HandedOver[]
    }
  | { readonly kind: 'refused'; readonly ask: LinkAskRow }
  | { readonly kind: 'waits' | 'linked_before' | 'refused_before' | 'over' | 'early' }

export interface LinkAsks {
  /** Spends a code that was typed on an account, and writes down what both sides are to say yes to. */
  enter(work: Work, code: string, taker: { readonly person: string; readonly account: AccountRef }): Promise<LinkAsk>
  /**
   * One side says yes or no. Refuses with `people.link_not_yours` who is neither. However two answers and the clock meet,
   * one end is reached, once.
   */
  answer(work: Work, id: string, account: AccountRef, yes: boolean): Promise<LinkAnswer>
  /** What an account is still to answer or waits for, the newest first. */
  open(reader: Reader, account: AccountRef, now: Date): Promise<LinkAsk | undefined>
}

/** Makes two people one within a unit of work. */
export type Join = (
  work: Work,
  plan: LinkPlan,
  why: { readonly [name: string]: string },
) => Promise<readonly HandedOver[]>

export function createLinkAsks({ codes, ids, join }: { codes: LinkCodes; ids: Ids; join: Join }): LinkAsks {
  const ended = async (work: Work, ask: LinkAskRow, state: 'linked' | 'refused' | 'void'): Promise<void> =>
    void (await work.update(linkAskTable, { id: ask.id }, { state }))

  const agree = async (work: Work, ask: LinkAskRow): Promise<LinkAnswer> => {
    // Nobody else makes one of these two somebody else's meanwhile.
    for (const id of [ask.stays, ask.goes].toSorted()) await work.hold(personTable, { id })
    const plan = await planNow(work, ask)
    if (!plan) {
      await ended(work, ask, 'void')
      return { kind: 'over' }
    }
    if (ask.state === 'shown' && ask.giver !== undefined) {
      await work.update(linkAskTable, { id: ask.id }, { state: 'agreed' })
      return { kind: 'asked', ask, plan }
    }
    await ended(work, ask, 'linked')
    const why = { taker: ask.taker, giver: ask.giver ?? 'operator' }
    return { kind: 'linked', ask, plan, records: await join(work, plan, why) }
  }
  return {
    async enter(work, code, taker) {
      const { person, account } = await codes.spend(work, code, accountWord(taker.account))
      const giver: Side = { person, account: account === undefined ? undefined : accountFrom(account) }
      const plan = await planLink(work, giver, taker)
      const word = accountWord(taker.account)
      await work.run(`UPDATE "link_ask" SET "state" = 'void' WHERE "taker" = ? AND "state" IN ('shown', 'agreed')`, [
        word,
      ])
      const ask: LinkAskRow = {
        id: ids.next(),
        giver: account,
        taker: word,
        stays: plan.stays.id,
        goes: plan.goes.id,
        state: 'shown',
        expiresAt: after(work.now, life),
      }
      await work.insert(linkAskTable, ask)
      return { ...ask, plan }
    },
    async answer(work, id, account, yes) {
      const ask = await work.hold(linkAskTable, { id })
      const word = accountWord(account)
      if (!ask || (word !== ask.taker && word !== ask.giver)) throw new Refusal('people.link_not_yours')
      if (ask.state === 'linked') return { kind: 'linked_before' }
      if (ask.state === 'refused') return { kind: 'refused_before' }
      if (ask.state === 'void' || ask.expiresAt <= work.now) return { kind: 'over' }
      if (!yes) {
        await ended(work, ask, 'refused')
        work.audit('account.link_refused', ask.taker, { by: word, giver: ask.giver ?? 'operator' })
        return { kind: 'refused', ask }
      }
      if (word === ask.taker && ask.state === 'agreed') return { kind: 'waits' }
      if (word !== ask.taker && ask.state === 'shown') return { kind: 'early' }
      return agree(work, ask)
    },
    async open(reader, account, now) {
      const word = accountWord(account)
      const [ask] = await reader.select(
        linkAskTable,
        `WHERE ((t."taker" = ? AND t."state" IN ('shown', 'agreed')) OR (t."giver" = ? AND t."state" = 'agreed'))
           AND t."expires_at" > ? ORDER BY t."expires_at" DESC LIMIT 1`,
        [word, word, now.toISOString()],
      )
      const plan = ask && (await planNow(reader, ask))
      return ask && plan && { ...ask, plan }
    },
  }
}

/** The plan as it is now; undefined where it is not any more what both sides were shown. */
async function planNow(reader: Reader, ask: LinkAskRow): Promise<LinkPlan | undefined> {
  const taker = accountFrom(ask.taker)
  const giver = ask.giver === undefined ? undefined : accountFrom(ask.giver)
  const takes = taker && (await holderNow(reader, taker))
  const gives = giver ? await holderNow(reader, giver) : [ask.stays, ask.goes].find((id) => id !== takes)
  if (takes === undefined || gives === undefined) return undefined
  const plan = await planLink(reader, { person: gives, account: giver }, { person: takes, account: taker }).catch(
    (error: unknown) => {
      if (error instanceof Refusal) return undefined
      throw error
    },
  )
  return plan && plan.stays.id === ask.stays && plan.goes.id === ask.goes ? plan : undefined
}
