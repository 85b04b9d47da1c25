import type { Block, Card, Line, Tone } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import type { RecordView } from '../../desk/index.js'
import { stateKey } from '../../records/index.js'
import { gathered } from './gathered.js'
import { detailsOf } from './policy.js'
import { buttons, menu } from './steps.js'

/** The card of an access: which right, whose, since and until when, on whose word, and what comes next. */
export function accessCard(view: RecordView, voice: Voice): Card {
  const { record } = view
  const { right, description } = gathered(view)
  const { for: person, restrictedFor } = detailsOf(record)
  const blocks: Block[] = [{ kind: 'facts', facts: facts(view, voice) }]
  if (description) blocks.push({ kind: 'note', line: [description[voice.language]] })
  if (record.body) blocks.push(heading(voice.say('access.facts.need')), { kind: 'quote', text: record.body })
  if (restrictedFor) blocks.push(heading(voice.say('access.facts.restricted')), { kind: 'quote', text: restrictedFor })
  blocks.push(...extensionBlocks(view, voice), { kind: 'note', line: footnote(view, voice) })
  const actions = buttons(view, voice)
  if (actions.length > 0) blocks.push({ kind: 'actions', actions })
  const more = menu(view, voice)
  if (more) blocks.push(more)
  return {
    title: [
      { kind: 'record', number: record.number },
      ` ${right[voice.language]} · `,
      { kind: 'strong', text: nameIn(view, person) },
    ],
    tone: toneOf(record.state),
    blocks,
    page: `/r/${record.number}`,
  }
}

const heading = (text: string): Block => ({ kind: 'text', line: [{ kind: 'strong', text }] })

/** Whom an access names, also those whom the desk does not know any more. */
const nameIn = (view: RecordView, id: string): string => gathered(view).names.get(id) ?? view.nameOf(id)

const tones: Readonly<Record<string, Tone>> = {
  'checking need': 'attention',
  'awaiting approval': 'attention',
  'awaiting extension': 'attention',
  'being granted': 'plain',
  granted: 'good',
  restricted: 'bad',
  'being removed': 'attention',
}
const toneOf = (state: string): Tone => tones[state] ?? 'muted'

type Fact = { readonly label: string; readonly value: Line }

function facts(view: RecordView, voice: Voice): readonly Fact[] {
  const { record } = view
  const { for: person, days, managers, since, until, why } = detailsOf(record)
  const rows: Fact[] = []
  const add = (key: string, value: Line | undefined): void => {
    if (value) rows.push({ label: voice.say(`access.facts.${key}`), value })
  }
  const { word } = gathered(view)
  const day = (at: string): Line => [{ kind: 'time', at, style: 'date' }]
  const service = view.service(voice)
  add('state', [voice.say(stateKey('access', record.state)), ...(why ? [` – ${voice.say(`choices.why.${why}`)}`] : [])])
  add('person', [nameIn(view, person)])
  add('service', service === undefined ? undefined : [service])
  add('asked_by', record.requester === person ? undefined : [view.person(record.requester)])
  add('manager', managers.length > 0 ? [managers.map((one) => nameIn(view, one)).join(', ')] : undefined)
  add('owner', record.assignee ? [view.person(record.assignee)] : undefined)
  add('days', since === undefined && days !== undefined ? [voice.say('access.days', { count: days })] : undefined)
  add('since', since === undefined ? undefined : day(since))
  add('until', until === undefined ? undefined : day(until))
  add(
    'word',
    since === undefined
      ? undefined
      : [
          wordText(
            word.map((one) => nameIn(view, one)),
            voice,
          ),
        ],
  )
  return rows
}

/** On whose word somebody has a right. */
export const wordText = (names: readonly string[], voice: Voice): string =>
  names.length > 0 ? names.join(', ') : voice.say('access.word_of_file')

function extensionBlocks(view: RecordView, voice: Voice): readonly Block[] {
  const { extension } = detailsOf(view.record)
  if (!extension || view.record.state !== 'awaiting extension') return []
  const line = voice.line('access.wants_longer', { name: nameIn(view, extension.by) })
  return [{ kind: 'text', line }, ...(extension.need ? [{ kind: 'quote', text: extension.need } as const] : [])]
}

function footnote(view: RecordView, voice: Voice): Line {
  const at = { kind: 'time', at: view.record.openedAt.toISOString(), style: 'moment' } as const
  const parts: Line[] = [voice.line('access.asked_at', { at })]
  if (view.remarks > 0) parts.push([voice.say('access.remarks', { count: view.remarks })])
  for (const link of view.links) {
    const name = voice.say(`links.${link.kind.replaceAll(' ', '_')}.${link.forward ? 'forward' : 'back'}`)
    parts.push([`${name} `, { kind: 'record', number: link.number }])
  }
  return parts.flatMap((part, at) => (at === 0 ? part : [' · ', ...part]))
}
