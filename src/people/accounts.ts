import { type AccountRef, accountWord } from '../chat/address.js'
import type { Profile } from '../chat/inbound.js'
import { type Language, nearest } from '../chat/language.js'
import { Outage } from '../kernel/errors.js'
import { oneLine, shorten } from '../kernel/text.js'
import { type AccountRow, accountTable, isZone, type PersonRow, personTable } from '../organisation/index.js'
import type { Work } from '../store/index.js'
import type { Known } from './memory.js'
import type { Person } from './person.js'
import { guestNames } from './words.js'

/** What a profile brings that can be kept: cleaned, within the columns' length, and only what the platform told. */
export interface Told {
  readonly name?: string | undefined
  readonly language?: string | undefined
  readonly zone?: string | undefined
  readonly guest?: boolean | undefined
}

export function toldBy({ name, language, zone, guest }: Profile): Told {
  const shown = shorten(oneLine(name ?? ''), 150)
  return {
    ...(shown === '' ? {} : { name: shown }),
    ...(language !== undefined && /^[A-Za-z0-9_-]{2,20}$/.test(language) ? { language } : {}),
    ...(zone !== undefined && zone.length <= 64 && isZone(zone) ? { zone } : {}),
    ...(guest === undefined ? {} : { guest }),
  }
}

/** What differs from what is known. */
export function newsIn(known: Told, told: Told): Told {
  return Object.fromEntries(Object.entries(told).filter(([field, value]) => known[field as keyof Told] !== value))
}

export const personIn = ({ id, name, language, zone, active, listed }: PersonRow): Person => {
  const spoken = nearest(language)
  return { id, name, ...(spoken ? { language: spoken } : {}), ...(zone ? { zone } : {}), active, listed }
}

/**
 * Makes a requester of an account that nobody has seen, so that reporting needs no set-up. Two processes that meet the
 * same stranger at once make one person: the account's row decides, and who comes second takes what is there.
 */
export async function meet(
  work: Work,
  met: { readonly account: AccountRef; readonly told: Told; readonly id: string; readonly language: Language },
): Promise<{ readonly known: Known; readonly person: Person }> {
  const { account, told, id } = met
  const word = accountWord(account)
  const row: AccountRow = { word, ...account, person: id, ...told, linked: false, active: true, since: work.now }
  if (!(await work.insertNew(accountTable, row))) return whoIsThere(work, word)
  const name = told.name ?? guestNames[nearest(told.language) ?? met.language]
  const person: PersonRow = { id, name, ...spokenBy(told), listed: false, active: true, createdAt: work.now }
  await work.insert(personTable, person)
  work.audit('person.met', id, { account: word })
  return { known: row, person: personIn(person) }
}

async function whoIsThere(work: Work, word: string) {
  const known = await work.one(accountTable, { word })
  const person = known && (await work.one(personTable, { id: known.person }))
  if (!person) throw new Outage('the account was unlinked in the same moment')
  return { known, person: personIn(person) }
}

/** Keeps what a platform told anew. A listed person is called what the desk file says, whatever their account is called. */
export async function takeNews(work: Work, known: Known, news: Told): Promise<void> {
  await work.update(accountTable, { word: known.word }, news)
  if (news.guest !== undefined && news.guest !== (known.guest ?? false)) {
    work.audit(news.guest ? 'account.restricted' : 'account.unrestricted', known.word, { person: known.person })
  }
  const ofPerson = { ...(news.name === undefined ? {} : { name: news.name }), ...spokenBy(news) }
  if (Object.keys(ofPerson).length > 0) await work.update(personTable, { id: known.person, listed: false }, ofPerson)
}

const spokenBy = ({ language, zone }: Told): { readonly language?: Language; readonly zone?: string } => {
  const spoken = nearest(language)
  return { ...(spoken ? { language: spoken } : {}), ...(zone === undefined ? {} : { zone }) }
}
