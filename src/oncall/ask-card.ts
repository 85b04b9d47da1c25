import type { Action, Block, Card, Inline, Line } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import { type Organisation, rotationName } from '../organisation/index.js'
import type { AnswerWord, AskAnswer } from './asks.js'
import { type People, spanLine } from './roster-card.js'
import type { AskRow } from './table.js'

/** What a person is asked, or has asked. */
export interface AskView {
  readonly ask: AskRow
  readonly organisation: Organisation
  readonly people: People
  /** Whoever reads the card. */
  readonly reader: string
}

/** The question, with the answers that its reader can give. */
export const askCard = (view: AskView, voice: Voice): Card => ({
  title: questionLine(view, voice),
  tone: 'attention',
  blocks: [
    { kind: 'facts', facts: factsOf(view, voice) },
    { kind: 'note', line: [voice.say(view.reader === view.ask.other ? 'oncall.ask.yours' : 'oncall.ask.waits')] },
    { kind: 'actions', actions: answersOf(view, voice) },
  ],
})

function questionLine({ ask, people, reader }: AskView, voice: Voice): Line {
  const gaps = { asker: strong(people(ask.asker)), other: strong(people(ask.other)) }
  return voice.line(`oncall.ask.${ask.kind}_${reader === ask.other ? 'asked' : 'sent'}`, gaps)
}

function factsOf({ ask, organisation, people }: AskView, voice: Voice) {
  const { rotation, instead, other, from, to, backFrom, backTo } = ask
  const back = backFrom && backTo ? [{ from: backFrom, to: backTo }] : []
  return [
    { label: voice.say('oncall.ask.rotation'), value: [rotationName(organisation, rotation, voice.language)] },
    {
      label: voice.say('oncall.ask.takes', { name: people(other), whose: people(instead) }),
      value: spanLine({ from, to }, voice),
    },
    ...back.map((span) => ({
      label: voice.say('oncall.ask.takes', { name: people(instead), whose: people(other) }),
      value: spanLine(span, voice),
    })),
  ]
}

function answersOf({ ask, reader }: AskView, voice: Voice): readonly Action[] {
  const press = (answer: AnswerWord) => ({ command: 'oncall answer', args: { ask: ask.id, answer } })
  if (reader !== ask.other)
    return [{ kind: 'press', label: voice.say('oncall.ask.withdraw'), press: press('withdraw') }]
  return [
    { kind: 'press', label: voice.say('oncall.ask.accept'), press: press('accept'), style: 'primary' },
    { kind: 'press', label: voice.say('oncall.ask.decline'), press: press('decline') },
  ]
}

/** What waits for an answer, below the shifts to come. */
export const asksBlocks = (views: readonly AskView[], voice: Voice): readonly Block[] =>
  views.flatMap((view): readonly Block[] => [
    { kind: 'divider' },
    { kind: 'text', line: questionLine(view, voice) },
    { kind: 'facts', facts: factsOf(view, voice) },
    { kind: 'actions', actions: answersOf(view, voice) },
  ])

/** How a request ended, for whoever answered it and for the others it concerns. */
export const askEndCard = (view: AskView, end: AskAnswer['kind'], voice: Voice): Card => ({
  title: voice.line(`oncall.ask.ends.${end}`, {
    asker: strong(view.people(view.ask.asker)),
    other: strong(view.people(view.ask.other)),
  }),
  tone: end === 'accepted' || end === 'accepted_before' ? 'good' : 'muted',
  blocks: [
    { kind: 'facts', facts: factsOf(view, voice) },
    ...(end === 'accepted' || end === 'accepted_before' ? undoing(view, voice) : []),
  ],
})

/** Who stands in can ask to be relieved; the others that it concerns can undo it. Exchanges are exchanged again. */
function undoing({ ask, reader }: AskView, voice: Voice): readonly Block[] {
  if (ask.kind !== 'cover') return []
  const label = voice.say(reader === ask.other ? 'oncall.ask.give_back' : 'oncall.ask.undo')
  return [
    {
      kind: 'actions',
      actions: [{ kind: 'press', label, press: { command: 'oncall uncover', args: { ask: ask.id } } }],
    },
  ]
}

/** Covers that are in force or to come, each with what can be done about it. */
export const coversBlocks = (views: readonly AskView[], voice: Voice): readonly Block[] =>
  views.flatMap((view): readonly Block[] => [
    { kind: 'divider' },
    { kind: 'facts', facts: factsOf(view, voice) },
    ...undoing(view, voice),
  ])

/** Somebody has their duty back. */
export const undoneCard = (view: AskView, voice: Voice): Card => ({
  title: voice.line('oncall.ask.undone', {
    name: strong(view.people(view.ask.other)),
    whose: strong(view.people(view.ask.instead)),
  }),
  tone: 'plain',
  blocks: [
    {
      kind: 'facts',
      facts: [
        {
          label: voice.say('oncall.ask.rotation'),
          value: [rotationName(view.organisation, view.ask.rotation, voice.language)],
        },
        {
          label: voice.say('oncall.ask.has_again', { name: view.people(view.ask.instead) }),
          value: spanLine(view.ask, voice),
        },
      ],
    },
  ],
})

/** Tells a team that somebody stands in. */
export const takenOverCard = (view: AskView, voice: Voice): Card => ({
  title: voice.line(`oncall.ask.told_${view.ask.kind}`, {
    name: strong(view.people(view.ask.other)),
    whose: strong(view.people(view.ask.instead)),
  }),
  tone: 'plain',
  blocks: [{ kind: 'facts', facts: factsOf(view, voice) }],
})

const strong = (text: string): Inline => ({ kind: 'strong', text })
