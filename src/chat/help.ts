import type { Block, Card, Item } from './card.js'
import { type AnyCommand, isTyped, type Registry, type Takes, usageLine, wordsOf } from './command.js'
import { choicesOf } from './form-of.js'
import type { Voice } from './language.js'
import { namesOf } from './names.js'
import { argumentIn, commandInline, exampleLine, headIn, verbIn } from './naming.js'
import { nearestWord } from './near.js'

/** The words and their verbs; the commands of one word, a line each; or one command with its arguments and an example. */
export function helpCard(registry: Registry, voice: Voice, asked?: string): Card {
  const open = registry.commands.filter((command) => !command.hidden)
  const wanted = asked?.trim().replace(/^\//, '').toLowerCase()
  const names = namesOf(registry)
  const [head = '', verb] = wanted?.split(/\s+/) ?? []
  // A word that is a verb elsewhere, too, is asked about as a word.
  const about = names.head(wanted ?? '')
  if (registry.heads.includes(about)) return headHelp(open, about, voice)
  const one = wanted && (verb === undefined ? byVerb(registry, head) : names.command(head, verb))
  if (one && !one.hidden) return commandHelp(one, voice)
  const near = wanted
    ? nearestWord(
        wanted,
        open.map((command) => command.name),
      )
    : undefined
  return {
    title: [voice.say('help.title')],
    tone: 'plain',
    blocks: [
      ...(wanted ? [notFound(wanted, near, voice)] : []),
      { kind: 'text', line: voice.line('help.ways') },
      { kind: 'list', items: registry.heads.map((one) => headItem(open, one, voice)) },
      {
        kind: 'choices',
        placeholder: voice.say('help.look_closer'),
        press: { command: 'desk help', args: {} },
        argument: 'about',
        options: registry.heads.map((one) => ({ value: one, label: voice.say(`help.heads.${one}`) })),
      },
      { kind: 'note', line: voice.line('help.more') },
    ],
  }
}

const ofHead = (commands: readonly AnyCommand[], head: string): readonly AnyCommand[] =>
  commands.filter((command) => command.name.startsWith(`${head} `))

/** A word with its verbs: there are too many commands for a line each. */
const headItem = (open: readonly AnyCommand[], head: string, voice: Voice): Item => ({
  line: [{ kind: 'strong', text: `/${headIn(head, voice)}` }, ` – ${voice.say(`help.heads.${head}`)}`],
  detail: [
    ofHead(open, head)
      .map(({ name }) => verbIn(name, voice))
      .join(' · '),
  ],
})

/** The commands of a word, with what each does. */
const headHelp = (open: readonly AnyCommand[], head: string, voice: Voice): Card => ({
  title: [voice.say(`help.heads.${head}`)],
  tone: 'plain',
  blocks: [
    {
      kind: 'list',
      items: ofHead(open, head).map((command) => ({
        line: [commandInline(command.name, voice), ` – ${voice.say(`${wordsOf(command)}.does`)}`],
      })),
    },
    { kind: 'note', line: voice.line('help.more') },
  ],
})

/** `resolve` alone, where no other command has that verb. */
function byVerb(registry: Registry, verb: string): AnyCommand | undefined {
  const names = namesOf(registry)
  const found = registry.heads.flatMap((head) => names.command(head, verb) ?? []).filter(({ hidden }) => !hidden)
  return found.length === 1 ? found[0] : undefined
}

const notFound = (wanted: string, near: string | undefined, voice: Voice): Block => ({
  kind: 'text',
  line: near
    ? voice.line('desk.did_you_mean', { near: commandInline('desk help', voice, near) })
    : voice.line('help.not_found', { wanted: { kind: 'code', text: wanted } }),
})

function commandHelp(command: AnyCommand, voice: Voice): Card {
  const key = wordsOf(command)
  const shown = Object.entries(command.takes as Takes).filter(([, argument]) => isTyped(argument))
  return {
    title: usageLine(command, voice),
    tone: 'plain',
    blocks: [
      { kind: 'text', line: [voice.say(`${key}.does`)] },
      ...(shown.length > 0
        ? [
            {
              kind: 'facts' as const,
              facts: shown.map(([name, argument]) => ({
                label: argument.optional
                  ? `${argumentIn(name, voice)} (${voice.say('help.optional')})`
                  : argumentIn(name, voice),
                value: [
                  [
                    voice.say(`${key}.takes.${name}`),
                    ...(argument.kind === 'choice'
                      ? [
                          choicesOf(argument, voice)
                            .map(({ value, label }) => `${value} = ${label}`)
                            .join('; '),
                        ]
                      : []),
                  ].join(voice.say(`${key}.takes.${name}`).endsWith('?') ? ' ' : ': '),
                ],
              })),
            },
          ]
        : []),
      { kind: 'text', line: voice.line('help.example', { example: exampleLine(command, voice) }) },
      {
        kind: 'note',
        line: [voice.say('help.who', { who: { words: `help.roles.${command.who.replaceAll(' ', '_')}` } })],
      },
    ],
  }
}
