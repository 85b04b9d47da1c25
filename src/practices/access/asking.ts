import type { Call } from '../../chat/command.js'
import type { Reply } from '../../chat/reply.js'
import { type Desk, isColleague, movedReply, moveRecord } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import type { Organisation, Right, Rights, Seated } from '../../organisation/index.js'
import { together } from '../../people/index.js'
import { type Rec, recordById } from '../../records/index.js'
import { demandApart, rightName } from './apart.js'
import { stagesAgain } from './approvers.js'
import { managersIn } from './leads.js'
import { detailsOf, isTheirs } from './policy.js'
import { liveRow } from './queries.js'
import { mayKnow } from './sight.js'

/** Asking for a right, and for more time with it. */

export interface Asked {
  readonly right: string
  /** For the caller when absent. */
  readonly whom?: string | undefined
  readonly need: string
  /** As typed. */
  readonly days?: string | undefined
}

/**
 * Asks for a right for oneself, or for somebody whom one leads. Refuses who is nobody of the organisation's, who may not
 * have it, what excludes another right of theirs, and what they have already.
 */
export async function request(call: Call<Desk>, asked: Asked): Promise<Reply> {
  const { desk, voice } = call
  const right = rightIn(desk.organisation, asked.right)
  const person = asked.whom ?? desk.caller.person.id
  await demandAsker(desk, person)
  await demandHolder(call, right, person)
  const days = daysOf(right, asked.days, voice.language)
  await demandNew(call, right, person)
  const { parts, reader } = desk.handed
  await demandApart(parts, reader, { person, right: right.id }, { language: voice.language, caller: desk.caller })
  const record = await desk.open('access', await openingFor(call, { right, person, need: asked.need, days }))
  return askedReply(call, record)
}

/** A right of the desk file by its id. */
export function rightIn({ access }: Organisation, id: string): Right {
  const right = access.rights.get(id)
  if (!right)
    throw new Refusal('access.no_right', { typed: id, known: [...access.rights.keys()].join(', ') || '–' }, 'right')
  return right
}

/** Only somebody whom the organisation knows asks: for themselves, or for a member of a team that they lead. */
async function demandAsker({ caller, parts }: Desk, person: string): Promise<void> {
  if (!caller.linked && !caller.vouched) throw new Refusal('access.unknown_account')
  if (person === caller.person.id || (await managersIn(parts, person)).includes(caller.person.id)) return
  throw new Refusal('access.not_theirs', { name: await nameOf(parts, person) }, 'whom')
}

/** Who may have it: those whom the file names, else everybody who works here. */
async function demandHolder({ desk, voice }: Call<Desk>, right: Right, person: string): Promise<void> {
  const { parts } = desk
  const rights = together(await parts.directory.rightsOf(person))
  const may = right.heldBy
    ? right.heldBy.some((seated) => isSeated(seated, person, rights, right.service))
    : await isColleague(parts, person)
  if (may) return
  const params = { name: await nameOf(parts, person), right: right.name[voice.language] }
  throw new Refusal('access.not_for', params, 'right')
}

export function isSeated(seated: Seated, person: string, { grants, teams }: Rights, service: string): boolean {
  switch (seated.kind) {
    case 'person':
      return seated.id === person
    case 'team':
      return teams.includes(seated.id)
    case 'role':
      return grants.some((grant) => grant.role === seated.role && (grant.service ?? service) === service)
  }
}

/** For how long: never for more than the file says. */
function daysOf(right: Right, typed: string | undefined, language: 'en' | 'da'): number | undefined {
  if (typed === undefined || typed.trim() === '') return right.days
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0
  if (days < 1) throw new Refusal('access.no_days', { typed }, 'days')
  if (right.days !== undefined && days > right.days)
    throw new Refusal('access.too_long', { right: right.name[language], count: right.days }, 'days')
  return days
}

/** What they have already is extended, and what was asked for is waited for. */
async function demandNew({ desk, voice }: Call<Desk>, right: Right, person: string): Promise<void> {
  const { parts, reader } = desk.handed
  const there = await liveRow(reader, person, right.id)
  if (!there || !(await mayKnow(desk, there))) return
  const record = await recordById(reader, there.record)
  throw new Refusal(
    'access.has_already',
    {
      name: await nameOf(parts, person),
      right: right.name[voice.language],
      state: { words: `choices.held.${there.state}` },
      number: record?.number ?? '',
    },
    'right',
  )
}

interface Wish {
  readonly right: Right
  readonly person: string
  readonly need: string
  readonly days: number | undefined
}

async function openingFor({ desk, voice, inbound }: Call<Desk>, { right, person, need, days }: Wish) {
  return {
    ...(await openingOf(desk.parts, right, person, { days })),
    body: need,
    language: voice.language,
    origin: { ...inbound.place, user: inbound.account.user },
  }
}

/** What every access begins with, whoever asks for it. */
export async function openingOf(
  parts: Desk['parts'],
  right: Right,
  person: string,
  more: { readonly days?: number | undefined; readonly birthright?: true },
) {
  const organisation = parts.desks.current()
  const owner = organisation.services.get(right.service)?.owner
  return {
    title: `${right.name[organisation.language]}: ${await nameOf(parts, person)}`,
    service: right.service,
    private: true,
    priority: 4,
    ...(owner === undefined ? {} : { assignee: owner }),
    details: {
      right: right.id,
      for: person,
      managers: await managersIn(parts, person),
      ...(more.days === undefined ? {} : { days: more.days }),
      ...(more.birthright ? { birthright: true } : {}),
    },
  }
}

const nameOf = async ({ directory }: Desk['parts'], id: string): Promise<string> =>
  (await directory.person(id))?.name ?? id

async function askedReply({ desk, voice }: Call<Desk>, record: Rec): Promise<Reply> {
  const { right, for: person, managers } = detailsOf(record)
  const name = await nameOf(desk.parts, person)
  const line = voice.line('access.asked', {
    number: { kind: 'record', number: record.number },
    right: { kind: 'strong', text: rightName(desk.organisation, right, voice.language) },
    name,
  })
  const next =
    record.state === 'checking need' && managers.length > 0
      ? 'checking'
      : record.state === 'being granted'
        ? 'granting'
        : 'deciding'
  return {
    kind: 'whisper',
    card: {
      title: line,
      tone: 'good',
      blocks: [{ kind: 'text', line: [voice.say(`access.next.${next}`)] }],
      page: `/r/${record.number}`,
    },
  }
}

/** Asks for more time: everybody who has to agree is asked once more, as they were for the right itself. */
export async function extend(
  call: Call<Desk>,
  {
    record: number,
    need,
    days,
  }: { readonly record: string; readonly need?: string | undefined; readonly days?: string | undefined },
): Promise<Reply> {
  const { desk, voice } = call
  const before = await desk.see(number)
  const { right: id, for: person } = detailsOf(before)
  const right = rightIn(desk.organisation, id)
  await demandHolder(call, right, person)
  const count = daysOf(right, days, voice.language)
  const { parts, reader, work } = desk.handed
  await demandApart(parts, reader, { person, right: id }, { language: voice.language, caller: desk.caller })
  const input = { ...(need ? { need } : {}), ...(count === undefined ? {} : { days: String(count) }) }
  // Where nobody else has to agree, it is had for longer at once. What has no end is given none.
  const isFree = stagesAgain(before, desk.organisation, desk.caller.person.id).length === 0
  const ends = detailsOf(before).until !== undefined
  if (!isFree || !ends || before.state !== 'granted' || !isTheirs(before, 'extend', desk.caller))
    return movedReply(call, await desk.move(number, 'extend', input))
  const by = { now: work().now }
  return movedReply(call, await moveRecord(parts, work(), before, { verb: 'prolong', input, by }))
}

/** Refuses where its person has been given meanwhile what it excludes, in the words of whoever is about to agree. */
export async function demandGrantable({ desk, voice }: Call<Desk>, number: string): Promise<void> {
  const record = await desk.see(number)
  if (!record.open) return
  const { right, for: person } = detailsOf(record)
  const { parts, reader } = desk.handed
  await demandApart(parts, reader, { person, right }, { language: voice.language, caller: desk.caller })
}
