import type { Action, Block, Card, Inline, Item, Line } from '../../chat/card.js'
import type { Call } from '../../chat/command.js'
import type { Voice } from '../../chat/language.js'
import type { Reply } from '../../chat/reply.js'
import { type Desk, hasLeft, namesOf } from '../../desk/index.js'
import { pageIn } from '../../kernel/text.js'
import { dayOf, instantOf, type Template } from '../../organisation/index.js'
import { knownTo, type Rec, stateKey } from '../../records/index.js'
import { detailsOf } from './policy.js'
import { recordOf, type Standing, standingOf, type TemplateRecord, usesOf } from './template-record.js'

const pageSize = 10

interface Shown {
  readonly template: Template
  readonly record: TemplateRecord
  readonly standing: Standing
}

/** The templates of the desk file with how they have done, the ones that went wrong first; one of them with its last changes. */
export async function templatesCard(
  desk: Desk,
  voice: Voice,
  { template: only, page: typed }: { readonly template?: string; readonly page?: string },
): Promise<Card> {
  const page = pageIn(typed)
  const all = await shownTemplates(desk, only)
  const shown = all.slice((page - 1) * pageSize, page * pageSize)
  const nameOf = await namesOf(
    desk.parts,
    shown.map(({ template }) => template.owner),
  )
  const culprits = shown.flatMap(({ record }) => record.lostBy?.number ?? [])
  const known = await knownTo(desk.handed.reader, desk.caller, culprits)
  const items = shown.map((one) => itemOf(one, { voice, owner: nameOf(one.template.owner), desk, known }))
  const blocks: Block[] =
    items.length === 0 ? [{ kind: 'text', line: [voice.say('change.templates.none')] }] : [{ kind: 'list', items }]
  const [one] = only === undefined ? [] : shown
  if (one) blocks.push(...(await lastOnes(desk, one.record, voice)))
  if (shown.some(({ standing }) => standing !== 'in_force'))
    blocks.push({ kind: 'note', line: [voice.say('change.templates.renewed')] })
  if (all.length > page * pageSize) {
    const press = { command: 'change templates', args: { page: String(page + 1) } }
    blocks.push({ kind: 'actions', actions: [{ kind: 'press', label: voice.say('desk.next_page'), press }] })
  }
  return { title: [voice.say('change.templates.title')], tone: 'plain', blocks }
}

async function shownTemplates(desk: Desk, only?: string): Promise<readonly Shown[]> {
  const { organisation, now } = desk
  const templates = [...organisation.templates.values()].filter(({ id }) => only === undefined || id === only)
  const uses = await usesOf(desk.handed.reader, only)
  const all: Shown[] = []
  for (const template of templates) {
    const record = recordOf(template, uses)
    const owned = !(await hasLeft(desk.parts, template.owner))
    all.push({ template, record, standing: standingOf(template, { record, owned, zone: organisation.zone, now }) })
  }
  const isDown = ({ standing }: Shown): number => (standing === 'in_force' ? 1 : 0)
  return all.toSorted((a, b) => isDown(a) - isDown(b))
}

interface Context {
  readonly voice: Voice
  readonly owner: string
  readonly desk: Desk
  /** Numbers that the reader may know. */
  readonly known: ReadonlySet<string>
}

function itemOf({ template, record, standing }: Shown, { voice, owner, desk, known }: Context): Item {
  const { id, name, until, failures } = template
  const noon = instantOf(desk.organisation.zone, dayOf(until), { hour: 12, minute: 0 })
  const facts: Line = voice.line('change.templates.facts', {
    owner,
    until: { kind: 'time', at: noon.toISOString(), style: 'date' },
  })
  const { earlier, used, well, wrong, lostBy } = record
  const counts = [
    voice.say('change.templates.record', { used, well, wrong, most: failures.most, of: failures.of }),
    ...(earlier.used === 0
      ? []
      : [voice.say('change.templates.earlier', { used: earlier.used, wrong: earlier.wrong })]),
  ]
  const by: Line = lostBy && known.has(lostBy.number) ? [' ', { kind: 'record', number: lostBy.number }] : []
  return {
    line: [
      { kind: 'strong', text: name[voice.language] },
      ' · ',
      { kind: 'code', text: id },
      ` · ${voice.say(`change.templates.standing.${standing}`)}`,
    ],
    detail: [...facts, ` · ${counts.join(' · ')}`, ...by],
    action: pressFor(id, standing, voice),
  }
}

/** What may be used is used; of what may not, the changes that went wrong are shown. */
const pressFor = (template: string, standing: Standing, voice: Voice): Action =>
  standing === 'in_force'
    ? {
        kind: 'press',
        label: voice.say('change.templates.use'),
        press: { command: 'change propose', args: { template } },
      }
    : {
        kind: 'press',
        label: voice.say('change.templates.show'),
        press: { command: 'change templates', args: { template } },
      }

async function lastOnes(desk: Desk, { last }: TemplateRecord, voice: Voice): Promise<readonly Block[]> {
  const known = await knownTo(
    desk.handed.reader,
    desk.caller,
    last.map(({ number }) => number),
  )
  const items = last.map(({ number, wrong, endedAt = '' }): Item => {
    const what: Inline = known.has(number) ? { kind: 'record', number } : voice.say('timeline.private_record')
    const ended = voice.say(`change.templates.${wrong ? 'went_wrong' : 'went_well'}`)
    return { line: [what, ` · ${wrong ? '✗' : '✓'} ${ended} · `, { kind: 'time', at: endedAt, style: 'moment' }] }
  })
  if (items.length === 0) return []
  return [
    { kind: 'text', line: [{ kind: 'strong', text: voice.say('change.templates.last') }] },
    { kind: 'list', items },
  ]
}

/** Where a standard change stands that has just been begun. */
export const begunLine = ({ number, title, state }: Rec, voice: Voice): Line =>
  voice.line('change.begun', {
    number: { kind: 'record', number },
    title,
    state: { kind: 'strong', text: voice.say(stateKey('change', state)) },
  })

/** What the one who began a standard change is told: it is authorised, who does it, and when. */
export async function begunReply({ desk, voice }: Call<Desk>, record: Rec): Promise<Reply> {
  const { number, assignee, state } = record
  const { window } = detailsOf(record)
  const moment = (at: string) => ({ kind: 'time', at, style: 'moment' }) as const
  const name = assignee === undefined ? undefined : ((await desk.person(assignee))?.name ?? assignee)
  const lines: Line[] = [
    name === undefined
      ? [voice.say('change.begun_nobody')]
      : voice.line('change.begun_who', { name: { kind: 'strong', text: name } }),
    ...(window ? [voice.line('change.window', { from: moment(window.from), to: moment(window.to) })] : []),
  ]
  const press = (verb: string, style?: 'primary'): Action => ({
    kind: 'press',
    label: voice.say(`change.verbs.${verb}`),
    press: { command: `change ${verb}`, args: { record: number } },
    ...(style ? { style } : {}),
  })
  const verbs = desk.verbs(record)
  const actions = [
    ...(state === 'authorised' && verbs.includes('schedule') ? [press('schedule', 'primary')] : []),
    ...(verbs.includes('start') ? [press('start')] : []),
  ]
  return {
    kind: 'whisper',
    card: {
      title: begunLine(record, voice),
      tone: 'good',
      blocks: [
        ...lines.map((line): Block => ({ kind: 'text', line })),
        ...(actions.length > 0 ? [{ kind: 'actions', actions } as const] : []),
      ],
      page: `/r/${number}`,
    },
  }
}
