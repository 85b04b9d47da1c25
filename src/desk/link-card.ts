import type { Action, Block, Card, Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { commandInline } from '../chat/naming.js'
import { nameOf, type Organisation, type Rights } from '../organisation/index.js'
import type { LinkAnswer } from '../people/index.js'
import type { Rec } from '../records/index.js'

/** What one side of a link is to say yes or no to. */
export interface LinkView {
  readonly id: string
  /** This side has said yes already. */
  readonly answered: boolean
  /** The operator has said yes for the other side. */
  readonly alone: boolean
  /** The name that stays, and the one that goes. */
  readonly stays: string
  readonly goes: string
  /** The accounts that change hands, as words. */
  readonly accounts: readonly string[]
  /** The open records that do: those that may be shown, and how many there are. */
  readonly records: { readonly seen: readonly Rec[]; readonly all: number }
  readonly rights: { readonly gains: Rights; readonly loses: Rights; readonly staying: Rights }
  readonly organisation: Organisation
  readonly until: Date
}

/** A code, and where to type it. */
export const linkOfferCard = (code: string, voice: Voice): Card => ({
  title: voice.line('desk.link_code', { code: { kind: 'code', text: code } }),
  tone: 'plain',
  blocks: [
    { kind: 'text', line: voice.line('desk.link_how', { example: commandInline('desk link', voice, code) }) },
    { kind: 'note', line: [voice.say('desk.link.nothing_yet')] },
  ],
})

/** What would change hands, with a yes and a no. */
export function linkQuestionCard(view: LinkView, voice: Voice): Card {
  const { stays, goes, rights, organisation } = view
  const rightsLine = (of: Rights): Line => [rightsText(of, organisation, voice) || voice.say('desk.link.none')]
  return {
    title: voice.line('desk.link.question', { goes: strong(goes), stays: strong(stays) }),
    tone: 'attention',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: voice.say('desk.link.name'), value: [strong(stays)] },
          { label: voice.say('desk.link.accounts'), value: codes(view.accounts) },
          { label: voice.say('desk.link.records'), value: recordsLine(view.records, voice) },
          { label: voice.say('desk.link.gains'), value: rightsLine(rights.gains) },
          { label: voice.say('desk.link.loses'), value: rightsLine(rights.loses) },
          ...(isEmpty(rights.staying)
            ? []
            : [{ label: voice.say('desk.link.gains_too', { name: stays }), value: rightsLine(rights.staying) }]),
        ],
      },
      {
        kind: 'note',
        line: voice.line(untilKey(view), {
          until: { kind: 'time', at: view.until.toISOString(), style: 'moment' },
        }),
      },
      { kind: 'actions', actions: answers(view, voice) },
    ],
  }
}

function untilKey({ answered, alone }: LinkView): string {
  if (answered) return 'desk.link.waits_until'
  return alone ? 'desk.link.until_you' : 'desk.link.until'
}

function answers({ id, answered }: LinkView, voice: Voice): readonly Action[] {
  const press = (answer: string) => ({ command: 'desk agree', args: { ask: id, answer } })
  const no: Action = { kind: 'press', label: voice.say('desk.link.no'), press: press('no') }
  if (answered) return [no]
  return [{ kind: 'press', label: voice.say('desk.link.yes'), press: press('yes'), style: 'primary' }, no]
}

export interface LinkedView {
  readonly accounts: readonly string[]
  readonly name: string
  /** Those that may be shown, and how many there are. */
  readonly records: { readonly seen: readonly Pick<Rec, 'number'>[]; readonly all: number }
  /** An administrator's name and reason. */
  readonly by?: string
  readonly reason?: string
}

/** What has changed hands. */
export const linkedCard = ({ accounts, name, records, by, reason }: LinkedView, voice: Voice): Card => ({
  title: voice.line('desk.link.done', { accounts: codes(accounts), name: strong(name) }),
  tone: 'good',
  blocks: [
    {
      kind: 'text',
      line:
        records.all > 0
          ? voice.line('desk.link.done_records', { records: recordsLine(records, voice) })
          : [voice.say('desk.link.done_none')],
    },
    ...byBlocks(by, reason, voice),
    { kind: 'note', line: voice.line('desk.link.undo', { command: commandInline('desk unlink', voice) }) },
  ],
})

/** How things stand for whoever answers a question that is closed, or waits. */
export const endedCard = (kind: Exclude<LinkAnswer['kind'], 'linked'>, voice: Voice): Card => ({
  title: [voice.say(`desk.link.ends.${kind}`)],
  tone: kind === 'asked' || kind === 'waits' || kind === 'linked_before' ? 'good' : 'muted',
  blocks: [],
})

export interface UnlinkedView {
  readonly account: string
  readonly name: string
  readonly by?: string
  readonly reason?: string
}

export const unlinkedCard = ({ account, name, by, reason }: UnlinkedView, voice: Voice): Card => ({
  title: voice.line('desk.link.unlinked', { account: { kind: 'code', text: account }, name: strong(name) }),
  tone: 'good',
  blocks: [{ kind: 'text', line: [voice.say('desk.link.unlinked_records', { name })] }, ...byBlocks(by, reason, voice)],
})

/** Asks before one's own account is taken apart. */
export const unlinkCard = (account: string, name: string, voice: Voice): Card => ({
  title: voice.line('desk.link.unlink', { account: { kind: 'code', text: account }, name: strong(name) }),
  tone: 'attention',
  blocks: [
    { kind: 'text', line: [voice.say('desk.link.unlink_what', { name })] },
    {
      kind: 'actions',
      actions: [
        {
          kind: 'press',
          label: voice.say('desk.link.unlink_yes'),
          press: { command: 'desk unlink', args: { account, sure: 'yes' } },
          style: 'danger',
        },
      ],
    },
  ],
})

const byBlocks = (by: string | undefined, reason: string | undefined, voice: Voice): readonly Block[] =>
  by === undefined || reason === undefined
    ? []
    : [{ kind: 'quote', text: reason, by: voice.line('desk.link.by', { name: strong(by) }) }]

const strong = (text: string): Inline => ({ kind: 'strong', text })

const codes = (words: readonly string[]): Line => between(words.map((text): Inline => ({ kind: 'code', text })))

const numbers = (all: readonly string[]): Line => between(all.map((number): Inline => ({ kind: 'record', number })))

const between = (parts: readonly Inline[]): Line => parts.flatMap((part, at) => (at > 0 ? [', ', part] : [part]))

function recordsLine({ seen, all }: LinkedView['records'], voice: Voice): Line {
  const hidden = all - seen.length
  if (all === 0) return [voice.say('desk.link.no_records')]
  const more =
    hidden > 0
      ? [seen.length > 0 ? voice.say('desk.link.and_more', { count: hidden }) : voice.say('desk.link.only_more')]
      : []
  return [`${all}: `, ...numbers(seen.map(({ number }) => number)), ...more]
}

const isEmpty = ({ grants, teams }: Rights): boolean => grants.length + teams.length === 0

/** Roles and teams in words. */
export function rightsText({ grants, teams }: Rights, organisation: Organisation, voice: Voice): string {
  const roles = grants.map(({ role, service }) => {
    const name = voice.say(`organisation.roles.${role}`)
    return service ? `${name} (${nameOf(organisation, 'service', service, voice.language)})` : name
  })
  const named = teams.map((id) => nameOf(organisation, 'team', id, voice.language))
  return [...roles, ...named.map((name) => voice.say('desk.link.team', { name }))].join(', ')
}
