import type { Inline, Line } from './card.js'
import type { AnyCommand } from './command.js'
import type { Voice } from './language.js'

/**
 * What commands are called. Each has its own name, `incident report`, which is what travels; people may know it by
 * another one, `hændelse meld`. The words are `names.heads.<head>`, `commands.<command>.named` and
 * `names.arguments.<argument>`; what has none goes by its own name in every language.
 */
export const headIn = (head: string, voice: Voice): string => named(`names.heads.${head}`, head, voice)

export const verbIn = (name: string, voice: Voice): string =>
  named(`commands.${name.replaceAll(' ', '_')}.named`, name.split(' ')[1] ?? name, voice)

export const argumentIn = (argument: string, voice: Voice): string =>
  named(`names.arguments.${argument}`, argument, voice)

const named = (key: string, own: string, voice: Voice): string => (voice.has(key) ? voice.say(key) : own)

/** `hændelse meld` for `incident report`. */
export const nameIn = (name: string, voice: Voice): string =>
  `${headIn(name.split(' ')[0] ?? name, voice)} ${verbIn(name, voice)}`

/** A command as a piece of a line, with what is typed behind it. */
export const commandInline = (name: string, voice: Voice, behind = ''): Inline => ({
  kind: 'command',
  name,
  local: nameIn(name, voice),
  ...(behind === '' ? {} : { behind }),
})

/** Our own sentence with the commands in it made pieces that each platform shows in its way. */
export function withCommands(sentence: string, voice: Voice): Line {
  return sentence.split(/(?<![\p{L}\p{N}/])(\/[a-z]+ [a-z]+)/u).flatMap((part, at): Inline[] => {
    const name = part.slice(1)
    if (at % 2 === 1 && voice.has(`commands.${name.replace(' ', '_')}.does`)) return [commandInline(name, voice)]
    return part === '' ? [] : [part]
  })
}

/** An example as it is declared, `/incident take INC-42`. */
export function exampleLine({ name, example }: AnyCommand, voice: Voice): Line {
  if (!example.startsWith(`/${name}`)) return [{ kind: 'code', text: example }]
  return [commandInline(name, voice, example.slice(name.length + 1).trim())]
}
