import type { Action, Block, Card, Item, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { nameOf, type Organisation } from '../organisation/index.js'
import { type Rec, stateKey } from '../records/index.js'
import type { Asked } from './asked.js'
import type { Home, Some } from './gather.js'
import type { Disturbed, Planned } from './services.js'

/** What the card is made with. */
export interface Showing {
  readonly organisation: Organisation
  readonly voice: Voice
  /** Whether there is a command of this name: what leads nowhere is not offered. */
  readonly has: (command: string) => boolean
  /** On a page of the desk: the catalogue has one, too. */
  readonly linked?: boolean
}

/** Somebody's home page as one card, the same on every platform. What waits for the reader comes first. */
export function homeCard(home: Home, showing: Showing): Card {
  const { voice } = showing
  return {
    title: [voice.say('home.title', { name: home.name })],
    tone: 'plain',
    blocks: [
      ...ways(home, showing),
      ...waiting(home, showing),
      ...services(home, showing),
      ...section('home.mine', home.mine, { showing, listed: true }),
      ...(home.mine.all === 0 ? [{ kind: 'text', line: voice.line('home.none') } as const] : []),
      ...section('home.held', home.held, { showing, listed: true }),
      ...section('home.followed', home.followed, { showing, listed: false }),
    ],
    page: '/home',
  }
}

/** What one comes for: to report something, to order something. */
export function ways({ categories }: Pick<Home, 'categories'>, { voice, has, linked }: Showing): readonly Block[] {
  const press = (label: string, command: string, style?: 'primary'): readonly Action[] =>
    has(command)
      ? [{ kind: 'press', label: voice.say(label), press: { command, args: {} }, ...(style ? { style } : {}) }]
      : []
  const orders = has('catalogue browse') && categories.length > 0
  return [
    {
      kind: 'actions',
      actions: [
        ...press('home.report', 'incident report', 'primary'),
        ...(orders && linked ? [{ kind: 'link', label: voice.say('home.catalogue'), url: '/catalogue' } as const] : []),
        ...(orders && !linked ? press('home.catalogue', 'catalogue browse') : []),
        ...press('home.all_mine', 'desk mine'),
      ],
    },
    ...(orders
      ? [
          {
            kind: 'choices',
            placeholder: voice.say('home.order'),
            press: { command: 'catalogue browse', args: {} },
            argument: 'category',
            options: categories.map(({ id, name }) => ({ value: id, label: name[voice.language] })),
          } as const,
        ]
      : []),
  ]
}

function waiting({ votes, asked }: Home, showing: Showing): readonly Block[] {
  const { voice } = showing
  const vote = (record: Rec): Item => ({ ...recordItem(showing)(record), detail: [voice.say('home.your_vote')] })
  if (votes.all === 0 && asked.length === 0) return []
  return [
    heading(voice.say('home.waits'), votes.all + asked.length),
    ...(votes.records.length > 0 ? [{ kind: 'list', items: votes.records.map(vote) } as const] : []),
    ...more(votes, voice),
    ...asked.flatMap((one) => question(one, voice)),
  ]
}

/** A question with its answers under it. */
function question({ record, question: says, answers }: Asked, voice: Voice): readonly Block[] {
  const line: Line = [
    { kind: 'record', number: record.number },
    ` ${record.title} – `,
    { kind: 'strong', text: says ?? voice.say('home.your_word') },
  ]
  return [{ kind: 'text', line }, ...(answers.length > 0 ? [{ kind: 'actions', actions: answers } as const] : [])]
}

/** How the services are: what is disturbed, and what is planned for today. */
function services({ disturbed, planned, staff }: Home, showing: Showing): readonly Block[] {
  const { voice } = showing
  const items = [
    ...disturbed.map((one) => disturbedItem(one, staff, showing)),
    ...planned.map((one) => plannedItem(one, staff, showing)),
  ]
  return [
    heading(voice.say('home.services')),
    items.length > 0 ? { kind: 'list', items } : { kind: 'text', line: [voice.say('home.all_well')] },
  ]
}

function disturbedItem({ service, incidents }: Disturbed, staff: boolean, { voice, organisation }: Showing): Item {
  const name =
    service === undefined ? voice.say('home.no_service') : nameOf(organisation, 'service', service, voice.language)
  const since = incidents.map(({ openedAt }) => openedAt.toISOString()).toSorted()[0] ?? ''
  const line = voice.line('home.disturbed', {
    service: { kind: 'strong', text: name },
    since: { kind: 'time', at: since, style: 'relative' },
  })
  // What others reported is told to those of the house alone.
  if (!staff) return { line }
  const detail = incidents.slice(0, 3).flatMap(({ number, title }, at): Line => {
    return [...(at > 0 ? [', '] : []), { kind: 'record', number }, ` ${title}`]
  })
  const rest = incidents.length > 3 ? [voice.say('home.and_more', { count: incidents.length - 3 })] : []
  return { line, detail: [...detail, ...rest] }
}

function plannedItem({ from, to, services, change }: Planned, staff: boolean, { voice, organisation }: Showing): Item {
  const names = services.map((id) => nameOf(organisation, 'service', id, voice.language)).join(', ')
  const moment = (at: Date) => ({ kind: 'time', at: at.toISOString(), style: 'moment' }) as const
  const line = voice.line(change === undefined ? 'home.window' : 'home.change', {
    services: { kind: 'strong', text: names },
    from: moment(from),
    to: moment(to),
  })
  return { line: change !== undefined && staff ? [...line, ' ', { kind: 'record', number: change }] : line }
}

const heading = (text: string, count?: number): Block => ({
  kind: 'text',
  line: [{ kind: 'strong', text: count === undefined ? text : `${text} (${count})` }],
})

function section(words: string, some: Some, { showing, listed }: Shown): readonly Block[] {
  if (some.records.length === 0) return []
  const { voice } = showing
  const list = { kind: 'list', items: some.records.map(recordItem(showing)) } as const
  return [heading(voice.say(words), some.all), list, ...(listed ? more(some, voice) : [])]
}

interface Shown {
  readonly showing: Showing
  /** There is a command that lists all of them. */
  readonly listed: boolean
}

/** What is not shown is counted, and where it is to be found. */
const more = ({ records, all }: Some, voice: Voice): readonly Block[] =>
  all > records.length ? [{ kind: 'note', line: voice.line('home.more', { count: all - records.length }) }] : []

const recordItem =
  ({ voice, has }: Showing) =>
  ({ number, title, practice, state, priority, openedAt, private: isPrivate }: Rec): Item => ({
    line: [{ kind: 'record', number }, ` ${title}`],
    detail: [
      [
        ...(priority === undefined ? [] : [`P${priority}`]),
        voice.say(stateKey(practice, state)),
        ...(isPrivate ? ['🔒'] : []),
        '',
      ].join(' · '),
      { kind: 'time', at: openedAt.toISOString(), style: 'relative' },
    ],
    ...(has('desk show')
      ? {
          action: {
            kind: 'press',
            label: voice.say('desk.show'),
            press: { command: 'desk show', args: { record: number } },
          },
        }
      : {}),
  })
