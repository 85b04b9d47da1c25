import type { Block, Card } from './card.js'
import { type AnyCommand, type Registry, type Takes, usage, wordsOf } from './command.js'
import { choicesOf } from './form-of.js'
import type { Voice } from './language.js'
import { nearestWord } from './near.js'

/** All commands a line each; or one command with its arguments and an example. */
export function helpCard(registry: Registry, voice: Voice, about?: string): Card {
  const open = registry.commands.filter((command) => !command.hidden)
  const wanted = about?.trim().replace(/^\//, '').toLowerCase()
  const one = wanted && (registry.find(wanted) ?? byVerb(open, wanted))
  if (one && !one.hidden) return commandHelp(one, voice)
  const heads = wanted && registry.heads.includes(wanted) ? [wanted] : registry.heads
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
      ...(wanted && heads === registry.heads ? [notFound(wanted, near, voice)] : []),
      { kind: 'text', line: [voice.say('help.ways')] },
      ...heads.flatMap((head): Block[] => [
        { kind: 'text', line: [{ kind: 'strong', text: voice.say(`help.heads.${head}`) }] },
        {
          kind: 'list',
          items: open
            .filter((command) => command.name.startsWith(`${head} `))
            .map((command) => ({
              line: [{ kind: 'code', text: `/${command.name}` }, ` – ${voice.say(`${wordsOf(command)}.does`)}`],
            })),
        },
      ]),
      { kind: 'note', line: [voice.say('help.more')] },
    ],
  }
}

/** `resolve` alone, where no other command has that verb. */
function byVerb(commands: readonly AnyCommand[], verb: string): AnyCommand | undefined {
  const found = commands.filter((command) => command.name.split(' ')[1] === verb)
  return found.length === 1 ? found[0] : undefined
}

const notFound = (wanted: string, near: string | undefined, voice: Voice): Block => ({
  kind: 'text',
  line: near
    ? voice.line('desk.did_you_mean', { near: { kind: 'code', text: `/desk help ${near}` } })
    : voice.line('help.not_found', { wanted: { kind: 'code', text: wanted } }),
})

function commandHelp(command: AnyCommand, voice: Voice): Card {
  const key = wordsOf(command)
  const shown = Object.entries(command.takes as Takes).filter(([, argument]) => argument.kind !== 'carried')
  return {
    title: [{ kind: 'code', text: usage(command, voice) }],
    tone: 'plain',
    blocks: [
      { kind: 'text', line: [voice.say(`${key}.does`)] },
      ...(shown.length > 0
        ? [
            {
              kind: 'facts' as const,
              facts: shown.map(([name, argument]) => ({
                label: argument.optional ? `${name} (${voice.say('help.optional')})` : name,
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
      { kind: 'text', line: voice.line('help.example', { example: { kind: 'code', text: command.example } }) },
      {
        kind: 'note',
        line: [voice.say('help.who', { who: { words: `help.roles.${command.who.replaceAll(' ', '_')}` } })],
      },
    ],
  }
}
