import type { Call } from '../../chat/command.js'
import type { Language, Voice } from '../../chat/language.js'
import { allOf } from '../../configuration/index.js'
import { announceEntry, type Desk, hasLeft, moveRecord, writeEntry } from '../../desk/index.js'
import { blocks, type Conflict, holdSchedule } from '../../forward/index.js'
import { Refusal } from '../../kernel/errors.js'
import { allowedWord, nameOf, type Template } from '../../organisation/index.js'
import { type Input, knownTo, type Rec } from '../../records/index.js'
import { registerOf } from './assessing.js'
import { detailsOf } from './policy.js'
import { planNames, type Risk } from './record.js'
import { recordOf, standingOf, usesOf } from './template-record.js'
import { conflictsFor } from './windows.js'

/** Standard changes: authorised beforehand by a template, until too many of them go wrong. */

/** What somebody says of a change that is to be begun from a template. */
export interface FromTemplate {
  readonly items: readonly string[]
  readonly service?: string | undefined
  /** Expected minutes, as typed. */
  readonly outage?: string | undefined
}

/** A template of the desk file by its id. */
export const templateIn = ({ organisation }: Desk, id: string): Template => {
  const template = organisation.templates.get(id)
  if (!template) throw new Refusal('change.no_template', { typed: id }, 'template')
  return template
}

/** Refuses where a template may not be used now, or not for this; the sentence says why, and what else can be done. */
export async function demandTemplate(call: Call<Desk>, template: Template, given: FromTemplate): Promise<void> {
  const { desk, voice } = call
  const { organisation, now } = desk
  const { reader } = desk.handed
  const record = recordOf(template, await usesOf(reader, template.id))
  const owner = await desk.person(template.owner)
  const owned = !(await hasLeft(desk.parts, template.owner))
  const standing = standingOf(template, { record, owned, zone: organisation.zone, now })
  if (standing !== 'in_force')
    throw new Refusal(
      `change.template_${standing}`,
      {
        ...calledIn(template, voice.language),
        until: template.until,
        owner: owner?.name ?? template.owner,
        number: await knownNumber(desk, record.lostBy?.number ?? '', voice),
        most: template.failures.most,
        of: template.failures.of,
      },
      'template',
    )
  await demandFit(desk, template, given, voice.language)
}

/** Which change it was, as far as whoever asks may know. */
async function knownNumber({ caller, handed: { reader } }: Desk, number: string, voice: Voice): Promise<string> {
  const known = await knownTo(reader, caller, [number])
  return known.has(number) ? number : voice.say('timeline.private_record')
}

/** What is to be changed must be among what the template is for, and be out for no longer than it says. */
async function demandFit(desk: Desk, template: Template, given: FromTemplate, language: Language): Promise<void> {
  const called = calledIn(template, language)
  const { items, services, outage = 0 } = template
  if (given.items.length === 0 && (items || (services.length === 0 && given.service === undefined)))
    throw new Refusal('change.template_which', { ...called, known: items?.map(allowedWord).join(', ') ?? '–' }, 'items')
  const found = given.items.length === 0 ? [] : await allOf(registerOf(desk), given.items)
  const strange = found.find(
    ({ key, type }) => items && !items.some(({ kind, id }) => id === (kind === 'type' ? type : key)),
  )
  if (strange)
    throw new Refusal(
      'change.template_not_for',
      { ...called, what: strange.key, known: items?.map(allowedWord).join(', ') ?? '' },
      'items',
    )
  if (given.service !== undefined && services.length > 0 && !services.includes(given.service)) {
    const name = (id: string): string => nameOf(desk.organisation, 'service', id, language)
    throw new Refusal(
      'change.template_not_for',
      { ...called, what: name(given.service), known: services.map(name).join(', ') },
      'service',
    )
  }
  if (/^\d+$/.test(given.outage ?? '') && Number(given.outage) > outage)
    throw new Refusal('change.template_outage', { ...called, minutes: outage }, 'outage')
}

const calledIn = ({ id, name }: Template, language: Language) => ({ template: name[language], id })

/** What a change begins with that has a template's words: reason, outage and effort, as if they had been typed. */
export const wordsFrom = (
  { reason, outage, effort }: Template,
  language: Language,
): Readonly<Record<string, string>> => ({
  reason: reason[language],
  ...(outage === undefined ? {} : { outage: String(outage) }),
  ...(effort === undefined ? {} : { effort: String(effort) }),
})

/** What a draft has of its template besides words. */
export interface Drawn {
  readonly services: readonly string[]
  readonly team?: string
  /** Its steps, as a change keeps them. */
  readonly details: Readonly<Record<string, unknown>>
}

export function drawnFrom(template: Template, language: Language): Drawn {
  const { services, implementer } = template
  const plans = planNames.filter((name) => template[name].length > 0)
  return {
    services,
    ...(implementer?.kind === 'team' ? { team: implementer.id } : {}),
    details: Object.fromEntries(plans.map((name) => [name, template[name].map((step) => ({ text: step[language] }))])),
  }
}

/** What was authorised beforehand is of low risk, whatever the register says: that was weighed when it was authorised. */
const risk: Risk = { class: 'low', probability: 1, impact: 1, score: 1, reasons: [{ code: 'template' }] }

/**
 * Authorises a draft by its template, gives it to whoever does such changes, and schedules it where its window is known,
 * nothing stands in its way, somebody does it and whoever asks for it works here: nobody has to touch it before its window
 * opens. Gives what stands in the way.
 */
export async function begin(
  { desk }: Call<Desk>,
  draft: Rec,
  template: Template,
): Promise<{ readonly record: Rec; readonly conflicts: readonly Conflict[] }> {
  const assignee = draft.assignee ?? (await doerOf(desk, template))
  const begun = await desk.move(draft.number, 'preauthorise', {
    template: template.id,
    risk: JSON.stringify(risk),
    ...(assignee === undefined ? {} : { assignee }),
  })
  const { parts, reader, now, work } = desk.handed
  if (detailsOf(begun).window !== undefined) await holdSchedule(work())
  const conflicts = (await conflictsFor(parts, reader, begun, now)).filter(blocks)
  const isReady = detailsOf(begun).window !== undefined && begun.assignee !== undefined && conflicts.length === 0
  // A guest may ask for it; when it is done is for whoever does it to say.
  const isOurs = await desk.works(desk.caller.person.id)
  return { record: isReady && isOurs ? await byDesk(desk, begun, 'schedule') : begun, conflicts }
}

/** Whoever the template names; of a team the one who asks, if they are in it, else its lead; else who asks, or its owner. */
async function doerOf(desk: Desk, { implementer, owner }: Template): Promise<string | undefined> {
  const me = desk.caller.person.id
  if (implementer?.kind === 'team') {
    const members = await desk.parts.directory.membersOf(implementer.id)
    return members.some(({ id }) => id === me) ? me : desk.organisation.teams.get(implementer.id)?.lead
  }
  if (implementer && !(await hasLeft(desk.parts, implementer.id))) return implementer.id
  return (await desk.works(me)) ? me : owner
}

/** A move that follows from what was authorised, and asks for nobody's right. */
export const byDesk = ({ handed: { parts, work } }: Desk, record: Rec, verb: string, input: Input = {}): Promise<Rec> =>
  moveRecord(parts, work(), record, { verb, input, by: { now: work().now } })

/**
 * Looks at the template of a change that has just gone wrong. If that was one too many, the template has lost its
 * authorisation: the change's thread says so, and its owner and the change managers are told.
 */
export async function loseTemplate(desk: Desk, record: Rec, before: Rec): Promise<void> {
  const template = desk.organisation.templates.get(detailsOf(record).template ?? '')
  // One that failed and is backed out afterwards went wrong once.
  if (!template || detailsOf(before).cause !== undefined) return
  const { parts, work: unit } = desk.handed
  const work = unit()
  // Two that go wrong at the same moment: the second one waits, and then counts the first one too.
  if (work.dialect === 'postgres') await work.rows('SELECT pg_advisory_xact_lock(7263)')
  const uses = await usesOf(work, template.id)
  const { lostBy, last } = recordOf(template, uses)
  const others = uses.filter((use) => use.record !== record.id)
  if (!lostBy || recordOf(template, others).lostBy) return
  const managers = await parts.directory.peopleWith('change manager')
  const data = { template: template.id, count: last.filter(({ wrong }) => wrong).length, of: last.length }
  const people = [...new Set([template.owner, ...managers.map(({ id }) => id)])]
  const entry = await writeEntry(work, record, 'template_lost', { ...data, people })
  work.audit('change.template_lost', record.number, data)
  await announceEntry(parts, work, record, entry, { milestone: true })
}
