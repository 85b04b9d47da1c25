import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { applyImport, readYaml } from './configuration/index.js'
import { changeSteps, demoChanges } from './demo-changes.js'
import { fillLobby, welcome } from './demo-lobby.js'
import { demoRequests, requestSteps } from './demo-requests.js'
import { Desk, type Parts } from './desk/index.js'
import type { Clock } from './kernel/clock.js'
import { Refusal } from './kernel/errors.js'
import { teamFor } from './organisation/index.js'
import { affects, ranked, works } from './practices/incident/index.js'
import { counterTable } from './records/table.js'
import type { Work } from './store/index.js'

/** Records to play with, beside the demo's desk file. They are made by the same verbs that people use. */
const demoRecords = z.array(
  z.object({
    reporter: z.string(),
    what: z.string(),
    details: z.string().default(''),
    service: z.string().optional(),
    symptom: z.string().optional(),
    affects: z.enum(affects),
    work: z.enum(works),
    story: z.array(z.looseObject({ as: z.string(), verb: z.string() })).default([]),
  }),
)

type DemoRecord = z.infer<typeof demoRecords>[number]

const fileBeside = (deskFile: string, name = 'records.yaml'): Promise<string | undefined> =>
  readFile(join(dirname(deskFile), name), 'utf8').catch(() => undefined)

/** The row that stands while the demo is being loaded; it counts the steps that are done. */
const progress = { prefix: 'demo' }

/** Notes, in the unit that takes the first desk file over, that its demo is to be loaded, where it has one. */
export async function promiseDemo(work: Work, deskFile: string): Promise<void> {
  if ((await fileBeside(deskFile)) !== undefined) await work.insertNew(counterTable, { ...progress, last: 0 })
}

/**
 * Loads `configuration.yaml`, `records.yaml`, `changes.yaml` and `requests.yaml` beside the desk file, if that was promised and
 * has not been done to its end. Each step counts itself in its own unit of work: a process that is killed in the middle goes on where it stopped, and two processes that
 * start at once do every step once.
 */
export async function loadDemo(parts: Parts, deskFile: string, clock: Clock): Promise<void> {
  if (!(await parts.store.read.one(counterTable, progress))) return
  const items = await fileBeside(deskFile, 'configuration.yaml')
  const records = demoRecords.parse(parse((await fileBeside(deskFile)) ?? '[]'))
  const changes = demoChanges.parse(parse((await fileBeside(deskFile, 'changes.yaml')) ?? '[]'))
  const requests = demoRequests.parse(parse((await fileBeside(deskFile, 'requests.yaml')) ?? '[]'))
  const steps = [
    ...(await itemSteps(parts, items)),
    ...stepsOf(parts, records),
    ...changeSteps(changes),
    ...requestSteps(requests),
  ]
  for (;;) {
    const done = await parts.store.read.one(counterTable, progress)
    const step = done && steps[done.last]
    if (!done) return
    if (!step) break
    const next = (work: Work): Promise<number> =>
      work.update(counterTable, { ...progress, last: done.last }, { last: done.last + 1 })
    await as(parts, step.by, clock, async (desk, work) => {
      if ((await next(work)) > 0) await step.does(desk, work)
    }).catch(async (error: unknown) => {
      // What the calendar of this day or year does not allow is left out: a freeze, a template that has expired.
      if (!(error instanceof Refusal)) throw error
      await parts.store.work({ kind: 'operator' }, async (work) => void (await next(work)))
    })
  }
  await fillLobby(parts, deskFile, clock)
  await parts.store.work({ kind: 'operator' }, async (work) => {
    if ((await work.remove(counterTable, progress)) > 0) await welcome(parts, work)
  })
}

interface Step {
  readonly by: string
  does(desk: Desk, work: Work): Promise<unknown>
}

/** What the house is wired of, entered by whoever keeps that. */
async function itemSteps({ directory }: Parts, source: string | undefined): Promise<readonly Step[]> {
  const [keeper] = await directory.peopleWith('configuration manager')
  if (source === undefined || !keeper) return []
  const reading = async function* () {
    yield* readYaml(source)
  }
  return [{ by: keeper.id, does: ({ organisation }, work) => applyImport({ work, organisation }, reading) }]
}

/** The database was empty and nobody is served yet, so the numbers are known before they are drawn. */
function stepsOf({ practices }: Parts, records: readonly DemoRecord[]): readonly Step[] {
  const prefix = practices.get('incident')?.prefix ?? ''
  return records.flatMap((record, at) => {
    const number = `${prefix}-${at + 1}`
    return [
      { by: record.reporter, does: (desk: Desk) => report(desk, record) },
      ...record.story.map(({ as: by, verb, ...input }) => ({
        by,
        does: (desk: Desk) => follow(desk, number, verb, input),
      })),
    ]
  })
}

function report(desk: Desk, record: DemoRecord): Promise<unknown> {
  const { what, details, service, symptom, affects: who, work } = record
  const rank = ranked({ affects: who, work }, desk.now)
  const team = teamFor(desk.organisation, service)
  return desk.open('incident', {
    title: what,
    body: details,
    ...(service === undefined ? {} : { service }),
    ...(team === undefined ? {} : { team }),
    priority: rank.priority,
    language: desk.caller.person.language ?? desk.organisation.language,
    details: { affects: who, work, impact: rank.impact, urgency: rank.urgency, ...(symptom ? { symptom } : {}) },
  })
}

function follow(desk: Desk, number: string, verb: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const given = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
  return verb === 'note' ? desk.note(number, given.text ?? '') : desk.move(number, verb, given)
}

type Does = (desk: Desk, work: Work) => Promise<void>

async function as(parts: Parts, person: string, clock: Clock, does: Does): Promise<void> {
  const caller = await parts.directory.callerOf({ platform: 'console', workspace: 'local', user: person }, {})
  const actor = { kind: 'person', id: caller.person.id, name: caller.person.name } as const
  await parts.store.work(actor, (work) => does(new Desk(parts, caller, work, clock.now(), work), work))
}
