import { accountFrom } from '../../chat/address.js'
import type { Call } from '../../chat/command.js'
import { formOf } from '../../chat/form-of.js'
import type { Reply } from '../../chat/reply.js'
import { become, type Desk, movedReply } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { teamFor } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import { known } from './answers.js'
import { categorised } from './category.js'
import { askWithButtons, isAny, meantBy } from './meant.js'
import { ranked } from './priority.js'
import type { IncidentDetails } from './record.js'

export interface Report {
  readonly what: string
  readonly details?: string
  readonly service?: string
  readonly symptom?: string
  readonly work: string
  readonly affects: string
  readonly needed?: string
  readonly link?: string
  readonly author?: string
  readonly files?: string
  readonly same?: string
  readonly draft?: string
}

/** Makes the incident, or joins the one that was picked as the same. */
export async function report(call: Call<Desk>, args: Report): Promise<Reply> {
  if (args.same && args.same !== 'none') return join(call, args.same)
  const record = await open(call, args)
  return reported(call, record)
}

/** Says that it affects the caller too: they follow it, and no second record is made. */
export async function join(call: Call<Desk>, number: string): Promise<Reply> {
  const { record, news } = await call.desk.watch(number)
  if (news) await call.desk.tell(number, 'affected')
  const title = call.voice.line('desk.follows', { number: { kind: 'record', number: record.number } })
  return { kind: 'whisper', card: { title, tone: 'good', blocks: [], page: `/r/${record.number}` } }
}

async function open({ desk, voice, inbound }: Call<Desk>, asked: Report): Promise<Rec> {
  const args = categorised({ ...((asked.draft && (await desk.draft(asked.draft))) || {}), ...asked })
  const answers = {
    affects: args.affects as IncidentDetails['affects'],
    work: args.work as IncidentDetails['work'],
    ...(args.needed === undefined ? {} : { neededBy: args.needed }),
  }
  const { impact, urgency, priority } = ranked(answers, desk.now)
  const team = teamFor(desk.organisation, args.service)
  const requester = await desk.requesterOf(args.author)
  return desk.open('incident', {
    title: args.what,
    body: args.details ?? '',
    ...(args.service === undefined ? {} : { service: args.service }),
    ...(team === undefined ? {} : { team }),
    priority,
    requester,
    language: voice.language,
    ...(args.files === undefined ? {} : { files: args.files }),
    origin: { ...inbound.place, user: (args.author && accountFrom(args.author)?.user) ?? inbound.account.user },
    details: {
      ...answers,
      impact,
      urgency,
      ...(args.symptom === undefined ? {} : { symptom: args.symptom }),
      ...(args.link && /^https?:\/\//.test(args.link) ? { link: args.link } : {}),
    },
  })
}

/** A record of another kind goes on as an incident: whose it was it stays, and as private. */
export async function turned(
  { desk, voice, inbound }: Call<Desk>,
  number: string,
  args: { readonly what?: string; readonly work: string; readonly affects: string },
): Promise<Reply> {
  const from = await desk.see(number)
  const answers = { affects: args.affects as IncidentDetails['affects'], work: args.work as IncidentDetails['work'] }
  const { impact, urgency, priority } = ranked(answers, desk.now)
  const team = teamFor(desk.organisation, from.service)
  const record = await desk.open('incident', {
    title: args.what ?? from.title,
    body: from.body,
    ...(from.service === undefined ? {} : { service: from.service }),
    ...(team === undefined ? {} : { team }),
    priority,
    requester: from.requester,
    ...(from.private ? { private: true } : {}),
    language: from.language,
    origin: { ...inbound.place, user: inbound.account.user },
    details: { ...answers, impact, urgency },
  })
  await become(desk, from, record)
  return reported({ desk, voice, inbound }, record)
}

/** The reporter is told the number at once, and may say more where little was asked. */
function reported({ voice }: Call<Desk>, record: Rec, more = false): Reply {
  const number = { kind: 'record', number: record.number } as const
  return {
    kind: 'whisper',
    card: {
      title: voice.line('incident.reported', { number, title: record.title }),
      tone: 'good',
      blocks: [
        {
          kind: 'text',
          line: voice.line('incident.reported_next', {
            priority: { kind: 'strong', text: `P${record.priority}` },
            word: voice.say(`incident.priorities.p${record.priority}`),
          }),
        },
        ...(more
          ? [
              {
                kind: 'actions' as const,
                actions: [
                  {
                    kind: 'press' as const,
                    label: voice.say('incident.verbs.describe'),
                    press: { command: 'incident describe', args: { record: record.number } },
                  },
                ],
              },
            ]
          : []),
      ],
      page: `/r/${record.number}`,
    },
  }
}

/** What was said or marked becomes an incident at once, with cautious answers; the plain questions can follow. */
export async function caught(
  call: Call<Desk>,
  args: Pick<Report, 'what' | 'details' | 'link' | 'author' | 'files'>,
): Promise<Reply> {
  const { desk, voice, inbound } = call
  if (inbound.kind === 'said') {
    const meant = await meantBy(desk, args)
    // Words of any length wait as a draft: the button carries only its id.
    if (isAny(meant)) {
      const draft = await desk.keepDraft('incident report', { ...args })
      return askWithButtons(call, { what: args.what, draft }, meant)
    }
  }
  const record = await open({ desk, voice, inbound }, { ...args, affects: 'me', work: 'hampered' })
  if (record.requester !== desk.caller.person.id) await desk.watch(record.number)
  return reported(call, record, true)
}

/** Gives it to a person who may work on it, to a team, or to both. */
export async function assign(
  call: Call<Desk>,
  args: { readonly record: string; readonly to?: string; readonly team?: string },
): Promise<Reply> {
  const { desk } = call
  if (!args.to && !args.team) throw new Refusal('incident.assign_whom', { number: args.record }, 'to')
  const before = await desk.see(args.record)
  if (!args.to) return movedReply(call, await desk.move(args.record, 'hand', { team: args.team ?? '' }))
  if (args.team && args.team !== before.team) await desk.move(args.record, 'hand', { team: args.team })
  if (!(await desk.works(args.to))) {
    const person = await desk.person(args.to)
    throw new Refusal('incident.not_an_agent', { name: person?.name ?? args.to }, 'to')
  }
  return movedReply(call, await desk.move(args.record, 'assign', { assignee: args.to }))
}

/** With nothing but the number, a command that takes any of several things opens its form, where one can be opened. */
export async function askedAgain(
  { desk, voice, inbound, seen }: Call<Desk>,
  name: string,
  number: string,
  answers: readonly (string | undefined)[],
): Promise<Reply | undefined> {
  const asks = desk.parts.registry.find(name)
  if (!asks || !inbound.canOpenForm || inbound.kind === 'submit') return undefined
  if (answers.some((answer) => answer !== undefined)) return undefined
  const there = await known(desk, number, name)
  const form = formOf(asks, there, desk.parts.registry, voice, seen === undefined ? {} : { seen })
  return { kind: 'form', form }
}
