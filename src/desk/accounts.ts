import { accountFrom, accountWord } from '../chat/address.js'
import type { Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { Refusal } from '../kernel/errors.js'
import { type Caller, can, type LinkAnswer, type LinkAsk, together, without } from '../people/index.js'
import { openOf } from '../records/index.js'
import type { Reader, Work } from '../store/index.js'
import { endedCard, type LinkView, linkedCard, linkQuestionCard, unlinkedCard } from './link-card.js'
import type { Parts } from './parts.js'

export interface AccountsOf {
  readonly parts: Parts
  readonly caller: Caller
  readonly reader: Reader
  readonly now: Date
  readonly work: () => Work
}

/** What a command may do with accounts, in the name of its caller. */
export interface Accounts {
  /** A one-time code that joins another account to the caller, for this account alone. */
  offerCode(): Promise<string>
  /** The question whether two accounts are one person's that waits for this account or its other side. */
  question(voice: Voice): Promise<Card | undefined>
  /** Types a code: nothing is changed by it, and what would change is shown. */
  enterCode(code: string, voice: Voice): Promise<Card>
  /** Says yes or no to such a question. Once both sides have said yes, everything changes hands at once. */
  answer(ask: string, yes: boolean, voice: Voice): Promise<Card>
  /** The caller's own account that a word means: this one when there is none. Refuses what cannot be unlinked. */
  own(word: string | undefined): Promise<string>
  unlink(word: string, voice: Voice): Promise<Card>
  /** Makes somebody who is new here the same as a person the desk knows, on an administrator's word. Both are told. */
  adopt(stranger: string, person: string, reason: string, voice: Voice): Promise<Card>
  /** Unlinks an account of somebody else, on an administrator's word. They are told. */
  detach(person: string, word: string | undefined, reason: string, voice: Voice): Promise<Card>
}

export function createAccounts(of: AccountsOf): Accounts {
  const { parts, caller, reader } = of
  const { directory } = parts
  const mine = accountWord(caller.account)
  return {
    offerCode: () => directory.offerCode(of.work(), caller.person.id, caller.account),
    async question(voice) {
      const ask = await directory.links.open(reader, caller.account, of.now)
      return ask && linkQuestionCard(await viewOf(of, ask, caller), voice)
    },
    async enterCode(code, voice) {
      const taker = { person: caller.person.id, account: caller.account }
      const ask = await directory.links.enter(of.work(), code, taker)
      return linkQuestionCard(await viewOf(of, ask, caller), voice)
    },
    async answer(id, yes, voice) {
      const answer = await directory.links.answer(of.work(), id, caller.account, yes)
      if (answer.kind === 'asked') await askGiver(of, { ...answer.ask, state: 'agreed', plan: answer.plan })
      if (answer.kind === 'linked' || answer.kind === 'refused') await tellOther(of, answer, mine)
      return answer.kind === 'linked' ? linkedCard(linkedOf(answer), voice) : endedCard(answer.kind, voice)
    },
    async own(word) {
      const wanted = word ?? mine
      const theirs = await directory.unlinkable(reader, caller.person.id)
      if (theirs.some((account) => account.word === wanted)) return wanted
      const inFile = parts.desks
        .current()
        .people.get(caller.person.id)
        ?.accounts.some((one) => accountWord(one) === wanted)
      throw new Refusal(inFile || caller.account.platform === 'console' ? 'people.listed_account' : 'people.not_linked')
    },
    async unlink(word, voice) {
      const account = accountFrom(await this.own(word))
      if (!account) throw new Refusal('people.not_linked')
      const person = await directory.unlink(of.work(), account)
      return unlinkedCard({ account: word, name: person.name }, voice)
    },
    async adopt(stranger, person, reason, voice) {
      demandAdmin(caller)
      const records = await openOf(reader, stranger, caller)
      const { plan, records: passed } = await directory.adopt(of.work(), stranger, person, reason)
      const done = { accounts: plan.accounts.map(({ word }) => word), name: plan.stays.name, reason }
      const theirs = { seen: passed, all: passed.length }
      await tellPerson(of, { person, also: done.accounts }, (own) =>
        linkedCard({ ...done, records: theirs, by: caller.person.name }, own),
      )
      return linkedCard({ ...done, records }, voice)
    },
    async detach(id, word, reason, voice) {
      demandAdmin(caller)
      const theirs = (await directory.unlinkable(reader, id)).map((account) => account.word)
      const wanted = word ?? (theirs.length === 1 ? theirs[0] : undefined)
      const account = wanted === undefined || !theirs.includes(wanted) ? undefined : accountFrom(wanted)
      if (!account || wanted === undefined)
        throw new Refusal('people.which_account', { accounts: theirs.join(', ') || '–' })
      const person = await directory.unlink(of.work(), account, reason)
      const done = { account: wanted, name: person.name, reason, by: caller.person.name }
      await tellPerson(of, { person: id, also: [wanted] }, (own) => unlinkedCard(done, own))
      return unlinkedCard({ account: wanted, name: person.name }, voice)
    },
  }
}

function demandAdmin(caller: Caller): void {
  if (!can(caller, ['admin'])) throw new Refusal('people.not_admin')
}

/** What a side is shown: what changes hands by number, as far as the viewer may see it, and what both may do then. */
async function viewOf({ parts, reader }: AccountsOf, ask: LinkAsk, viewer: Caller): Promise<LinkView> {
  const { directory } = parts
  const { stays, goes, accounts } = ask.plan
  const [records, after, before, own] = await Promise.all([
    openOf(reader, goes.id, viewer),
    directory.rightsOfBoth(ask.plan),
    directory.rightsOf(goes.id).then(together),
    directory.rightsOf(stays.id).then(together),
  ])
  return {
    id: ask.id,
    answered: accountWord(viewer.account) === ask.taker ? ask.state !== 'shown' : false,
    alone: ask.giver === undefined,
    stays: stays.name,
    goes: goes.name,
    accounts: accounts.map(({ word }) => word),
    records,
    rights: { gains: without(after, before), loses: without(before, after), staying: without(after, own) },
    organisation: parts.desks.current(),
    until: ask.expiresAt,
  }
}

/** The side that gave the code is asked in its direct conversation; `/desk link` there shows the question, too. */
async function askGiver(of: AccountsOf, ask: LinkAsk): Promise<void> {
  const account = ask.giver === undefined ? undefined : accountFrom(ask.giver)
  if (!account || ask.giver === undefined) return
  const giver = await of.parts.directory.callerOf(account, {})
  const view = await viewOf(of, ask, giver)
  await tell(of, ask.giver, `link/${ask.id}/ask`, (voice) => linkQuestionCard(view, voice))
}

const linkedOf = ({ plan, records }: Extract<LinkAnswer, { kind: 'linked' }>) => ({
  accounts: plan.accounts.map(({ word }) => word),
  name: plan.stays.name,
  // Both sides are the same person now: what is theirs they may see.
  records: { seen: records, all: records.length },
})

async function tellOther(
  of: AccountsOf,
  answer: Extract<LinkAnswer, { kind: 'linked' | 'refused' }>,
  mine: string,
): Promise<void> {
  const { ask } = answer
  const other = mine === ask.taker ? ask.giver : ask.taker
  // Whoever said no before the other side was asked has nobody to tell.
  if (other === undefined || (answer.kind === 'refused' && ask.state === 'shown')) return
  await tell(of, other, `link/${ask.id}/end`, (voice) =>
    answer.kind === 'linked' ? linkedCard(linkedOf(answer), voice) : endedCard('refused_before', voice),
  )
}

/** A word to all accounts of a person, and to those that were or are to be theirs. */
async function tellPerson(
  of: AccountsOf,
  { person, also }: { readonly person: string; readonly also: readonly string[] },
  card: (voice: Voice) => Card,
): Promise<void> {
  const key = of.parts.ids.next()
  const own = (await of.parts.directory.accountsOf(person)).map(accountWord)
  for (const account of new Set([...own, ...also])) await tell(of, account, `accounts/${key}/${account}`, card)
}

/** A word to one account, in its own language. */
async function tell(
  { parts, work }: AccountsOf,
  account: string,
  key: string,
  card: (voice: Voice) => Card,
): Promise<void> {
  const to = accountFrom(account)
  if (!to || !parts.connected.has(to.platform)) return
  const voice = parts.voices.in(parts.directory.languageOf(to))
  await parts.outbox.tell(work(), {
    key,
    lane: 'update',
    to: { person: to },
    what: { show: 'notice', words: 'desk.link.title', params: {}, card: card(voice) },
  })
}
