import type { Action, Block, Card, Inline } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { moment } from './roster-card.js'

/** What somebody who is called sees of a record. */
export interface PageView {
  readonly number: string
  /** Absent where they may not read it. */
  readonly title?: string
  /** What can be said of it in a word each: its priority, its state. */
  readonly labels: readonly string[]
  readonly rotation: string
  readonly level: number
  /** Themselves, to be notified. */
  readonly person: Inline
  /** When the next one is called; absent where there is none. */
  readonly nextAt?: Date | undefined
  /** The command that takes the record, where its practice has one. */
  readonly take?: string | undefined
}

/** Calls somebody to a record. */
export function pageCard(view: PageView, voice: Voice): Card {
  const { number, title, labels, rotation, level, person, nextAt } = view
  const record: Inline = { kind: 'record', number }
  const why = voice.say(level === 0 ? 'oncall.page.level_0' : 'oncall.page.level_n', { rotation })
  const blocks: Block[] = [
    { kind: 'text', line: [person, ' · ', ...labels.map((label) => `${label} · `), why] },
    ...(nextAt ? [{ kind: 'note', line: voice.line('oncall.page.next', { at: moment(nextAt) }) } as const] : []),
    { kind: 'actions', actions: actionsOf(view, voice) },
  ]
  return {
    title:
      title === undefined
        ? voice.line('oncall.page.title_private', { number: record })
        : voice.line('oncall.page.title', { number: record, title }),
    tone: 'bad',
    blocks,
    page: `/r/${number}`,
  }
}

function actionsOf({ number, take, title }: PageView, voice: Voice): readonly Action[] {
  const press = (command: string) => ({ command, args: { record: number } })
  const acknowledge: Action = {
    kind: 'press',
    label: voice.say('oncall.page.acknowledge'),
    press: press('oncall acknowledge'),
    style: 'primary',
  }
  if (take === undefined || title === undefined) return [acknowledge]
  return [acknowledge, { kind: 'press', label: voice.say('oncall.page.take'), press: press(take) }]
}

/** How things stand with a call, in a sentence. */
export const pagedCard = (
  how: 'sent' | 'sent_before' | 'acknowledged' | 'acknowledged_before' | 'over',
  { number, name = '' }: { readonly number: string; readonly name?: string },
  voice: Voice,
): Card => ({
  title: voice.line(`oncall.page.${how}`, {
    number: { kind: 'record', number },
    name: { kind: 'strong', text: name },
  }),
  tone: how === 'over' ? 'muted' : 'good',
  blocks: [],
  page: `/r/${number}`,
})

/** Tells a team that nobody is left to be called. */
export const unansweredCard = (
  { number, title, people }: { readonly number: string; readonly title: string; readonly people: readonly Inline[] },
  voice: Voice,
): Card => ({
  title: voice.line('oncall.page.unanswered', { number: { kind: 'record', number }, title }),
  tone: 'bad',
  blocks: [
    {
      kind: 'text',
      line: voice.line('oncall.page.unanswered_who', {
        people: people.flatMap((person, at): readonly Inline[] => (at > 0 ? [', ', person] : [person])),
      }),
    },
  ],
  page: `/r/${number}`,
})
