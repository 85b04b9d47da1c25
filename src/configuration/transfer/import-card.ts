import { type Action, type Block, type Card, plainLine } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { fieldsText } from '../history-card.js'
import { code, sentenceOf } from '../item-card.js'
import type { EntryProblem } from './entry.js'
import type { ImportPlan, PlanLine } from './plan.js'

const shown = 15

/** What a file would change, or what is wrong in it; `apply` is the button that does it. */
export function importCard(plan: ImportPlan, apply: Action | undefined, voice: Voice): Card {
  const wrong = plan.problems.length > 0
  const lines = wrong
    ? plan.problems.map((problem) => problemText(problem, voice))
    : plan.lines.map((line) => planText(line, voice))
  const all = wrong ? plan.problems.length : plan.added + plan.changed + plan.related
  const left = all - Math.min(lines.length, shown)
  const blocks: readonly Block[] = [
    {
      kind: 'text',
      line: [wrong ? voice.say('configuration.import.problems', { count: all }) : countsText(plan, voice)],
    },
    ...(lines.length > 0
      ? [{ kind: 'list', items: lines.slice(0, shown).map((line) => ({ line: [line] })) } as const]
      : []),
    ...(left > 0 ? [{ kind: 'note', line: [voice.say('configuration.import.more', { count: left })] } as const] : []),
    ...(apply && !wrong && all > 0 ? [{ kind: 'actions', actions: [apply] } as const] : []),
  ]
  return { title: [voice.say('configuration.import.looked')], tone: wrong ? 'bad' : 'plain', blocks }
}

/** What whoever applied it reads. */
export const importedCard = (plan: ImportPlan, voice: Voice): Card => ({
  title: [voice.say('configuration.import.done')],
  tone: 'good',
  blocks: [{ kind: 'text', line: [countsText(plan, voice)] }],
})

export function countsText({ items, added, changed, related }: ImportPlan, voice: Voice): string {
  const key = added + changed + related === 0 ? 'configuration.import.nothing' : 'configuration.import.counts'
  return voice.say(key, { items, added, changed, related })
}

/** `Line 4: There is no type “devise”. …`. */
export const problemText = ({ line, why }: EntryProblem, voice: Voice): string =>
  voice.say('configuration.import.problem', {
    line,
    why: voice.say(`refusals.${why.code}.says`, why.params),
    hint: voice.say(`refusals.${why.code}.hint`, why.params),
  })

/** `+ switch-2 Switch of the second floor`, `~ switch-1: State: in use → retired`. */
export function planText(line: PlanLine, voice: Voice): string {
  if (line.kind === 'added') return voice.say('configuration.import.line_added', { key: line.key, name: line.name })
  if (line.kind === 'changed')
    return voice.say('configuration.import.line_changed', { key: line.key, what: fieldsText(line.differ, voice) })
  const { key, relation } = line
  const ends = { item: { key }, kind: relation.kind, other: { key: relation.other } }
  return voice.say('configuration.import.line_related', { sentence: plainLine(sentenceOf(ends, voice)) })
}

/** Where the items can be fetched as a file. */
export const exportCard = (file: { readonly name: string; readonly reachable: boolean }, voice: Voice): Card => ({
  title: [voice.say('configuration.export.title')],
  tone: 'plain',
  blocks: file.reachable
    ? [
        { kind: 'files', files: [{ name: file.name, path: `/files/${file.name}`, lies: [] }] },
        { kind: 'note', line: [voice.say('configuration.export.at')] },
      ]
    : [{ kind: 'text', line: [code(file.name), ' – ', voice.say('configuration.export.nowhere')] }],
})
