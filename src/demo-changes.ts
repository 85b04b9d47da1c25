import { DateTime } from 'luxon'
import { z } from 'zod'
import type { Place } from './chat/address.js'
import type { Call } from './chat/command.js'
import type { Inbound } from './chat/inbound.js'
import type { Desk } from './desk/index.js'
import { boardIn } from './organisation/index.js'
import { assess, planNames, propose, schedule, submit } from './practices/change/index.js'

/** Changes to play with, beside the demo's desk file: made by the same steps that people take. */
export const demoChanges = z.array(
  z.object({
    by: z.string(),
    what: z.string(),
    kind: z.string().optional(),
    template: z.string().optional(),
    service: z.string().optional(),
    items: z.array(z.string()).default([]),
    reason: z.string().optional(),
    return: z.string().optional(),
    risks: z.string().optional(),
    resources: z.string().optional(),
    outage: z.number().optional(),
    effort: z.number().optional(),
    window: z.object({ days: z.number(), weekday: z.number(), at: z.string(), hours: z.number() }).optional(),
    implementation: z.array(z.string()).default([]),
    test: z.array(z.string()).default([]),
    back_out: z.array(z.string()).default([]),
    story: z.array(z.looseObject({ as: z.string(), does: z.string() })).default([]),
  }),
)
export type DemoChange = z.output<typeof demoChanges>[number]

interface Step {
  readonly by: string
  does(desk: Desk): Promise<unknown>
}

/** The database was empty and nobody is served yet, so the numbers are known before they are drawn. */
export const changeSteps = (changes: readonly DemoChange[]): readonly Step[] =>
  changes.flatMap((change, at) => {
    const number = `CHG-${at + 1}`
    const plans = planNames.filter((plan) => change[plan].length > 0)
    return [
      { by: change.by, does: (desk: Desk) => propose(callOf(desk), proposalOf(desk, change)) },
      ...plans.map((plan) => ({
        by: change.by,
        does: (desk: Desk) => desk.move(number, 'plan', { plan, steps: change[plan].join('\n') }),
      })),
      ...change.story.map(({ as: by, does, ...input }) => ({
        by,
        does: (desk: Desk) => follow(desk, number, does, input),
      })),
    ]
  })

function proposalOf(
  desk: Desk,
  { what, window, items, template, service, ...rest }: DemoChange,
): { readonly what: string } & Readonly<Record<string, string>> {
  const said = Object.entries(rest).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const { by: _, ...words } = Object.fromEntries(said.map(([name, value]) => [name, String(value)]))
  return {
    ...words,
    what,
    ...(window ? windowIn(desk, window) : {}),
    ...(items.length > 0 ? { items: items.join(' ') } : {}),
    ...(template ? { template } : {}),
    ...(service ? { service } : {}),
  }
}

function windowIn(
  { organisation, now }: Desk,
  { days, weekday, at, hours }: NonNullable<DemoChange['window']>,
): { readonly from: string; readonly to: string } {
  const first = DateTime.fromJSDate(now, { zone: organisation.zone }).plus({ days })
  const [hour = 0, minute = 0] = at.split(':').map(Number)
  const from = first.plus({ days: (weekday - first.weekday + 7) % 7 }).set({ hour, minute, second: 0, millisecond: 0 })
  const iso = (moment: DateTime): string => moment.toUTC().toJSDate().toISOString()
  return { from: iso(from), to: iso(from.plus({ hours })) }
}

function follow(desk: Desk, record: string, does: string, given: Readonly<Record<string, unknown>>): Promise<unknown> {
  const input = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]))
  switch (does) {
    case 'submit':
      return submit(callOf(desk), record)
    case 'assess':
      return assess(callOf(desk), { record, tried: '', undo: '', tested: '', ...input })
    case 'schedule':
      return schedule(callOf(desk), { record, ...input })
    case 'approve':
    case 'reject':
    case 'changes':
    case 'abstain':
      return desk.ballots.vote(record, { choice: does, reason: input.reason })
    default:
      return desk.move(record, does, input)
  }
}

/** As if it had been typed where the board meets. */
function callOf(desk: Desk): Call<Desk> {
  const { parts, caller } = desk.handed
  const place: Place = boardIn(desk.organisation, 'cab')?.channels[0] ?? {
    ...{ platform: 'console', workspace: 'local' },
    channel: desk.organisation.console.channels[0]?.id ?? 'desk',
  }
  const inbound: Inbound = {
    ...{ kind: 'command', words: '', ids: ['demo'], account: caller.account, profile: {}, place },
    ...{ at: desk.now.toISOString(), canOpenForm: false },
  }
  return { desk, voice: parts.voices.in(caller.person.language ?? desk.organisation.language), inbound }
}
