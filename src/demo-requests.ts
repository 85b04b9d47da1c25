import { z } from 'zod'
import type { Desk } from './desk/index.js'
import { lineFor, placeOrder } from './practices/request/index.js'

/** Requests to play with, beside the demo's desk file: made by the same steps that people take. */
export const demoRequests = z.array(
  z.object({
    by: z.string(),
    items: z.array(
      z.object({
        item: z.string(),
        count: z.number().default(1),
        answers: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
      }),
    ),
    note: z.string().optional(),
    story: z.array(z.looseObject({ as: z.string(), does: z.string() })).default([]),
  }),
)
export type DemoRequest = z.output<typeof demoRequests>[number]

interface Step {
  readonly by: string
  does(desk: Desk): Promise<unknown>
}

/** The database was empty and nobody is served yet, so the numbers are known before they are drawn. */
export const requestSteps = (requests: readonly DemoRequest[]): readonly Step[] =>
  requests.flatMap((request, at) => {
    const number = `REQ-${at + 1}`
    return [
      { by: request.by, does: (desk: Desk) => order(desk, request) },
      ...request.story.map(({ as: by, does, ...input }) => ({
        by,
        does: (desk: Desk) => follow(desk, String(input.record ?? number), does, input),
      })),
    ]
  })

async function order(desk: Desk, { items, note }: DemoRequest): Promise<unknown> {
  const { parts, caller, organisation, now, handed } = desk
  const voice = parts.voices.in(caller.person.language ?? organisation.language)
  const ordering = { parts, caller, voice, now }
  const lines = await Promise.all(
    items.map(({ item, count, answers }) => lineFor(ordering, { item, count: String(count), answers })),
  )
  return placeOrder(ordering, handed.work(), { lines, ...(note === undefined ? {} : { note }) })
}

function follow(
  desk: Desk,
  number: string,
  does: string,
  { reason, ...input }: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const said = typeof reason === 'string' ? { reason } : {}
  if (does === 'approve' || does === 'reject') return desk.ballots.vote(number, { choice: does, ...said })
  if (does === 'say') return desk.note(number, String(input.text ?? ''))
  const given = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
  return desk.move(number, does, { ...given, ...said })
}
