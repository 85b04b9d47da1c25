import type { Call } from '../../chat/command.js'
import { formOf } from '../../chat/form-of.js'
import type { Reply } from '../../chat/reply.js'
import { type Desk, movedReply, workingDaysFor } from '../../desk/index.js'
import { after } from '../../kernel/duration.js'
import { Refusal } from '../../kernel/errors.js'
import { teamFor } from '../../organisation/index.js'
import type { Input, Rec } from '../../records/index.js'
import { riskFor, servicesWith } from './assessing.js'
import { describeIt, detailsOf, listOf, minutesAreNumbers, stepsOf } from './policy.js'
import { type ChangeDetails, ingredients, type PlanName, planNames } from './record.js'
import { conflictReply, implementer, type Words, wordsOf } from './scheduling.js'
import {
  begin,
  byDesk,
  type Drawn,
  demandTemplate,
  drawnFrom,
  loseTemplate,
  templateIn,
  wordsFrom,
} from './standard.js'
import { begunLine, begunReply } from './templates-card.js'

const texts = ['reason', 'return', 'risks', 'resources', 'relationship'] as const
const extent = ['from', 'to', 'outage', 'effort'] as const

/** What somebody says of a change they propose; the seven Rs but for who raised it and what is computed. */
export interface Proposal extends Words {
  readonly what: string
  readonly kind?: string
  readonly reason?: string
  readonly items?: string
  readonly service?: string
  readonly template?: string
}

/**
 * Opens a draft, with the services that its items would take along. From a template it is authorised at once; where another
 * kind of change is wanted, the template's words and steps are but what the draft begins with.
 */
export async function propose(call: Call<Desk>, given: Proposal): Promise<Reply> {
  const { desk, voice } = call
  if (given.template === undefined) return proposed(call, await openDraft(call, given))
  const template = templateIn(desk, given.template)
  const filled = { ...wordsFrom(template, voice.language), ...typedIn(given) }
  if (given.kind !== undefined)
    return proposed(call, await openDraft(call, filled, drawnFrom(template, voice.language)))
  await demandTemplate(call, template, { ...given, items: listOf(given.items ?? '') })
  const drawn = drawnFrom(template, voice.language)
  const made = { ...drawn.details, kind: 'standard', template: template.id, edition: template.edition }
  const draft = await openDraft(call, filled, { ...drawn, details: made })
  const { record, conflicts } = await begin(call, draft, template)
  if (conflicts.length === 0) return begunReply(call, record)
  return conflictReply(call, { record: record.number }, conflicts, [{ kind: 'text', line: begunLine(record, voice) }])
}

const typedIn = (given: Proposal): Proposal =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as unknown as Proposal

async function openDraft(
  { desk, voice, inbound }: Call<Desk>,
  given: Proposal,
  drawn: Drawn = { services: [], details: {} },
): Promise<Rec> {
  const items = listOf(given.items ?? '')
  const named = given.service === undefined ? [] : [given.service]
  const services = await servicesWith(desk, { items, services: [...named, ...drawn.services] })
  const service = given.service ?? services[0]
  const team = drawn.team ?? teamFor(desk.organisation, service)
  const kind = (given.kind ?? 'normal') as ChangeDetails['kind']
  const record = await desk.open('change', {
    title: given.what,
    body: '',
    ...(service === undefined ? {} : { service }),
    ...(team === undefined ? {} : { team }),
    priority: kind === 'emergency' ? 1 : 4,
    language: voice.language,
    origin: { ...inbound.place, user: inbound.account.user },
    details: { kind, items, services, ...drawn.details },
  })
  const rest = wordsOf(given, [...texts, ...extent])
  const described = Object.keys(rest).length === 0 ? record : await desk.move(record.number, 'describe', rest)
  return given.responsible === undefined
    ? described
    : desk.move(record.number, 'assign', { assignee: await implementer(desk, given.responsible) })
}

function proposed({ voice }: Call<Desk>, record: Rec): Reply {
  const { number, title } = record
  const press = (label: string, command: string, style?: 'primary') => ({
    kind: 'press' as const,
    label: voice.say(`change.buttons.${label}`),
    press: { command, args: { record: number } },
    ...(style ? { style } : {}),
  })
  return {
    kind: 'whisper',
    card: {
      title: voice.line('change.proposed', { number: { kind: 'record', number }, title }),
      tone: 'good',
      blocks: [
        { kind: 'text', line: voice.line('change.proposed_next') },
        {
          kind: 'actions',
          actions: [
            press('submit', 'change submit', 'primary'),
            press('describe', 'change describe'),
            press('plan', 'change plan'),
          ],
        },
      ],
      page: `/r/${number}`,
    },
  }
}

/** New answers; the services follow the items. */
export async function redescribe(
  call: Call<Desk>,
  { record: number, ...given }: Words & { readonly record: string },
): Promise<Reply> {
  const { desk } = call
  const before = await desk.see(number)
  const { items, services } = detailsOf(before)
  const now = given.items === undefined ? items : listOf(given.items)
  const named = given.service === undefined ? [] : [given.service]
  const left = given.items === undefined ? services : []
  const affected = await servicesWith(desk, { items: now, services: [...named, ...left] })
  const input = wordsOf(given, ['what', 'service', 'items', ...texts, ...extent])
  const described = { ...input, services: affected.join(' ') }
  const risk = await riskAfter(desk, before, described)
  return movedReply(call, await desk.move(number, 'describe', { ...described, ...risk }))
}

/** What it is assessed at once it is described so; nothing while it has not been assessed. */
async function riskAfter(desk: Desk, record: Rec, input: Input): Promise<{ readonly risk?: string }> {
  const { answers } = detailsOf(record)
  if (!answers || minutesAreNumbers(record, input, { now: desk.now })) return {}
  const details = { ...record.details, ...describeIt(record, input).details }
  return { risk: JSON.stringify(await riskFor(desk, { ...record, details }, answers)) }
}

/** What comes next on its way to a decision: to the change manager, to the emergency board, or to those who decide. */
export async function submit(call: Call<Desk>, number: string): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(number)
  const { kind, answers } = detailsOf(record)
  if (kind === 'emergency' && record.state !== 'ready for decision') {
    const risk = await riskFor(desk, record, answers ?? { tried: 'never', undo: 'with_effort', tested: 'not' })
    return movedReply(call, await desk.move(number, 'hurry', { risk: JSON.stringify(risk) }))
  }
  return movedReply(call, await desk.move(number, record.state === 'ready for evaluation' ? 'propose' : 'submit'))
}

/** The questionnaire's answers, and what the register and history add to them. */
export async function assess(
  call: Call<Desk>,
  {
    record: number,
    tried,
    undo,
    tested,
  }: { readonly record: string; readonly tried: string; readonly undo: string; readonly tested: string },
): Promise<Reply> {
  const { desk } = call
  const record = await desk.see(number)
  const answers = { tried, undo, tested } as NonNullable<ChangeDetails['answers']>
  const risk = await riskFor(desk, record, answers)
  // Whoever assesses what is requested has taken it in hand.
  if (record.state === 'requested') await desk.move(number, 'accept')
  return movedReply(call, await desk.move(number, 'assess', { ...answers, risk: JSON.stringify(risk) }))
}

/** Which of the five ingredients of an organisational change are there. */
export async function checkReadiness(
  call: Call<Desk>,
  { record, ...answers }: Words & { readonly record: string },
): Promise<Reply> {
  const there = ingredients.filter((one) => answers[one] === 'yes').join(' ')
  return movedReply(call, await call.desk.move(record, 'check', { ingredients: there }))
}

export async function assign(call: Call<Desk>, number: string, person: string): Promise<Reply> {
  const assignee = await implementer(call.desk, person)
  return movedReply(call, await call.desk.move(number, 'assign', { assignee }))
}

/** How it ended. What went wrong needs a reason and a cause, and is asked for where a form can be. */
export async function finish(
  call: Call<Desk>,
  {
    record: number,
    result,
    cause,
    reason,
  }: { readonly record: string; readonly result?: string; readonly cause?: string; readonly reason?: string },
): Promise<Reply> {
  const verb = result === 'failed' ? 'fail' : result === 'backed_out' ? 'back_out' : 'finish'
  const input = wordsOf(verb === 'finish' ? { reason } : { cause, reason }, ['cause', 'reason'])
  const before = await call.desk.see(number)
  const due = reviewDueFor(call.desk, before)
  const moved = await call.desk.move(number, verb, { ...input, reviewDue: due.toISOString() })
  if (detailsOf(moved).template === undefined) return movedReply(call, moved)
  if (verb === 'finish') return movedReply(call, await byDesk(call.desk, moved, 'close'))
  await loseTemplate(call.desk, moved, before)
  return movedReply(call, moved)
}

/** When it has to be reviewed, as the house says in `changes: review`. */
function reviewDueFor({ organisation, now, handed: { parts } }: Desk, record: Rec): Date {
  const { review } = organisation.changes
  return review.kind === 'time' ? after(now, review.ms) : workingDaysFor(parts, record)(now, review.days)
}

/** The next step of a plan that nobody has ticked, unless one is named. */
export async function tick(
  call: Call<Desk>,
  given: { readonly record: string; readonly plan?: string; readonly step?: string },
): Promise<Reply> {
  const record = await call.desk.see(given.record)
  const plan = planNames.find((name) => name === given.plan) ?? planInHand(record)
  const step = given.step ?? String(stepsOf(record, plan).findIndex(({ at }) => !at) + 1)
  if (step === '0')
    throw new Refusal('change.all_done', { number: record.number, plan: { words: `choices.plan.${plan}` } }, 'step')
  return movedReply(call, await call.desk.move(given.record, 'tick', { plan, step }))
}

/** The first plan with something left to do, in the order in which they are done. */
function planInHand(record: Rec): PlanName {
  if (record.state === 'failed') return 'back_out'
  const open = (['implementation', 'test'] as const).find((name) => stepsOf(record, name).some(({ at }) => !at))
  return open ?? 'implementation'
}

/** Something was changed without anybody's yes: it is written down as such, and reviewed. */
export const unauthorised = async (call: Call<Desk>, given: Proposal): Promise<Reply> =>
  movedReply(call, await uncover(call, given))

/** The same, for whoever tells of it in other words. */
export async function uncover(call: Call<Desk>, given: Proposal): Promise<Rec> {
  const record = await openDraft(call, given)
  return call.desk.move(record.number, 'uncover', {
    ...wordsOf(given, ['cause']),
    reviewDue: reviewDueFor(call.desk, record).toISOString(),
  })
}

/** A form with the plan as it is, a step in each line. */
export async function askedForPlan(
  { desk, voice, inbound, seen }: Call<Desk>,
  { record: number, plan, steps }: { readonly record: string; readonly plan?: string; readonly steps?: string },
): Promise<Reply | undefined> {
  if (steps !== undefined && plan !== undefined) return undefined
  const asks = desk.parts.registry.find('change plan')
  if (!asks || !inbound.canOpenForm || inbound.kind === 'submit') return undefined
  const record = await desk.see(number)
  const name = planNames.find((one) => one === plan) ?? firstEmpty(record)
  const there = stepsOf(record, name)
    .map(({ text }) => text)
    .join('\n')
  const given = { record: number, plan: name, ...(there === '' ? {} : { steps: there }) }
  return { kind: 'form', form: formOf(asks, given, desk.parts.registry, voice, seen === undefined ? {} : { seen }) }
}

const firstEmpty = (record: Rec): PlanName =>
  planNames.find((name) => stepsOf(record, name).length === 0) ?? 'implementation'

/** The form of what is known of it, filled in; undefined when something was given already. */
export async function askedAgain(
  { desk, voice, inbound, seen }: Call<Desk>,
  name: string,
  { record: number, ...given }: Words & { readonly record: string },
): Promise<Reply | undefined> {
  const asks = desk.parts.registry.find(name)
  if (!asks || !inbound.canOpenForm || inbound.kind === 'submit') return undefined
  if (Object.values(given).some((value) => value !== undefined)) return undefined
  const there = known(await desk.see(number))
  return { kind: 'form', form: formOf(asks, there, desk.parts.registry, voice, seen === undefined ? {} : { seen }) }
}

function known(record: Rec): Readonly<Record<string, string>> {
  const { window, outage, effort, items, reason, return: gain, risks, resources, relationship } = detailsOf(record)
  return {
    record: record.number,
    what: record.title,
    ...wordsOf({ reason, return: gain, risks, resources, relationship }, [...texts]),
    ...(items.length > 0 ? { items: items.join(', ') } : {}),
    ...(record.service === undefined ? {} : { service: record.service }),
    ...(window ? { from: window.from, to: window.to } : {}),
    ...(outage === undefined ? {} : { outage: String(outage) }),
    ...(effort === undefined ? {} : { effort: String(effort) }),
    ...(record.assignee === undefined ? {} : { who: record.assignee }),
  }
}
