import type { Params, Refusal } from '../kernel/errors.js'
import type { Action, Card, Inline, Line } from './card.js'
import { type AnyCommand, type Registry, usageLine, wordsOf } from './command.js'
import type { Voice } from './language.js'
import { namesOf } from './names.js'
import { commandInline, headIn, verbIn } from './naming.js'
import { nearestWord } from './near.js'
import type { Parsed } from './parse.js'

type Gaps = Readonly<Record<string, Inline | Line | number>>

/** What is wrong and what to do next; `marked` are gaps that hold more than text. */
export function refusalCard(refusal: Refusal, voice: Voice, marked: Gaps = {}): Card {
  const hint = { ...spoken(refusal.params, voice), ...marked }
  return {
    title: [voice.say(`refusals.${refusal.code}.says`, refusal.params)],
    tone: 'attention',
    blocks: [
      { kind: 'text', line: voice.line(`refusals.${refusal.code}.hint`, hint) },
      ...(refusal.ways.length > 0 ? [{ kind: 'actions', actions: waysOut(refusal.ways, voice) } as const] : []),
    ],
  }
}

const waysOut = (ways: Refusal['ways'], voice: Voice): readonly Action[] =>
  ways.map(({ label, command, args }, at) => ({
    kind: 'press',
    label: voice.say(label.words, label.params),
    press: { command, args },
    ...(at === 0 ? { style: 'primary' } : {}),
  }))

const spoken = (params: Params, voice: Voice): Gaps =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? voice.say(value.words, value.params) : value,
    ]),
  )

/** Our own mistake: short, and with the id under which the log tells more. */
export const apologyCard = (id: string, voice: Voice): Card => ({
  title: [voice.say('desk.apology')],
  tone: 'bad',
  blocks: [{ kind: 'note', line: voice.line('desk.apology_id', { id: { kind: 'code', text: id } }) }],
})

/** A verb that does not exist: the nearest one, and where to read about all of them. */
export function unknownCommandCard(
  registry: Registry,
  { head, verb }: Extract<Parsed, { kind: 'unknown' }>,
  voice: Voice,
): Card {
  const open = registry.commands.filter((command) => !command.hidden)
  const known = namesOf(registry).head(head)
  const near = registry.heads.includes(known) ? nearVerb(open, known, verb, voice) : nearHead(registry, head, voice)
  const typed = `/${head} ${verb}`.trim()
  const line = near
    ? voice.line('desk.did_you_mean', { near })
    : voice.line('desk.see_help', { help: commandInline('desk help', voice) })
  return {
    title: voice.line('desk.unknown_command', { typed: { kind: 'code', text: typed } }),
    tone: 'attention',
    blocks: [{ kind: 'text', line }],
  }
}

/** By the nearer of a command's two names. */
function nearVerb(open: readonly AnyCommand[], head: string, verb: string, voice: Voice): Inline | undefined {
  const called = open
    .filter(({ name }) => name.startsWith(`${head} `))
    .flatMap(({ name }) => [name.slice(head.length + 1), verbIn(name, voice)].map((word) => [word, name] as const))
  const near = nearestWord(
    verb,
    called.map(([word]) => word),
  )
  const found = called.find(([word]) => word === near)
  return found && commandInline(found[1], voice)
}

/** A head alone is no command that a platform could show by its names. */
function nearHead({ heads }: Registry, head: string, voice: Voice): Inline | undefined {
  const near = nearestWord(head, [...heads, ...heads.map((one) => headIn(one, voice))])
  return near === undefined ? undefined : { kind: 'code', text: `/${near}` }
}

/** Something is missing where no form can be opened: a button that can, and how to say it in one line. */
export function needsFormCard(
  command: AnyCommand,
  given: Readonly<Record<string, string>>,
  missing: readonly string[],
  voice: Voice,
): Card {
  const labels = missing.map((name) => voice.say(`${wordsOf(command)}.takes.${name}`))
  return {
    title: [voice.say('desk.more_needed', { what: labels.join(', ') })],
    tone: 'attention',
    blocks: [
      { kind: 'text', line: voice.line('desk.in_one_line', { usage: usageLine(command, voice) }) },
      {
        kind: 'actions',
        actions: [
          {
            kind: 'press',
            label: voice.say(`${wordsOf(command)}.submit`),
            press: { command: command.name, args: carriable(given) },
            style: 'primary',
          },
        ],
      },
    ],
  }
}

/** A button's value is small on every platform: long words are typed again in the form rather than cut. */
const carriable = (given: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value.length <= 300))
