import { accountFrom } from '../../chat/address.js'
import type { Call } from '../../chat/command.js'
import type { Field } from '../../chat/form.js'
import { formOf } from '../../chat/form-of.js'
import type { Reply } from '../../chat/reply.js'
import { type Desk, movedReply } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { shorten } from '../../kernel/text.js'
import { teamFor } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import { known } from './answers.js'
import { categorised } from './category.js'
import { ranked } from './priority.js'
import type { IncidentDetails } from './record.js'

interface Report {
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

const shown = 4

/** Before a report becomes an incident: open ones that look like it. Picking one of them joins it instead. */
export async function same(call: Call<Desk>, args: Report): Promise<Reply | undefined> {
  if (args.same !== undefined) return undefined
  const likely = await call.desk.lookalikes(`${args.what} ${args.details ?? ''}`, shown)
  if (likely.length === 0) return undefined
  if (call.inbound.kind === 'submit') return askInForm(call, args, likely)
  // Where the report was one line, all of it goes into the button. What would not fit there is not asked about.
  const carriable = Object.values(args).every((value) => value.length <= 300)
  return carriable ? askWithButtons(call, { ...args }, likely) : undefined
}

function askInForm({ desk, voice }: Call<Desk>, args: Report, likely: readonly Rec[]): Reply {
  const { registry } = desk.parts
  const command = registry.find('incident report')
  if (!command) throw new Error('incident report is not registered')
  const choice: Field = {
    kind: 'radio',
    name: 'same',
    label: voice.say('incident.same.question'),
    options: [
      { value: 'none', label: voice.say('incident.same.none') },
      ...likely.map((record) => ({ value: record.number, label: shorten(`${record.number} ${record.title}`, 70) })),
    ],
  }
  const intro = [voice.line('incident.same.intro', { count: likely.length })]
  const form = formOf(command, { ...categorised(args) }, registry, voice, { intro, fields: [choice] })
  return { kind: 'form', form }
}

function askWithButtons(
  { voice }: Call<Desk>,
  carried: Readonly<Record<string, string>>,
  likely: readonly Rec[],
): Reply {
  return {
    kind: 'whisper',
    card: {
      title: voice.line('incident.same.intro', { count: likely.length }),
      tone: 'attention',
      blocks: [
        { kind: 'list', items: likely.map((record) => lookalike(record, voice)) },
        {
          kind: 'actions',
          actions: [
            {
              kind: 'press',
              label: voice.say('incident.same.none'),
              press: { command: 'incident report', args: { ...carried, same: 'none' } },
            },
          ],
        },
      ],
    },
  }
}

const lookalike = (record: Rec, voice: Call<Desk>['voice']) => ({
  line: [{ kind: 'record', number: record.number } as const, ` ${record.title}`],
  action: {
    kind: 'press' as const,
    label: voice.say('incident.menu.affected'),
    press: { command: 'incident affected', args: { record: record.number } },
  },
})

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
    const likely = await desk.lookalikes(`${args.what} ${args.details ?? ''}`, shown)
    // Words of any length wait as a draft: the button carries only its id.
    if (likely.length > 0) {
      const draft = await desk.keepDraft('incident report', { ...args })
      return askWithButtons(call, { what: args.what, draft }, likely)
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
