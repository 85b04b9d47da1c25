import type { Card } from '../src/chat/card.js'
import { optional, type Registry, rest } from '../src/chat/command.js'
import { helpCard } from '../src/chat/help.js'
import type { Voice } from '../src/chat/language.js'
import { command } from '../src/desk/index.js'

/** The whole list is the same for everybody who speaks a language, and asked for often: it is put together once. */
const remembered = new WeakMap<Voice, { readonly registry: Registry; readonly card: Card }>()

function wholeList(registry: Registry, voice: Voice): Card {
  const there = remembered.get(voice)
  if (there?.registry === registry) return there.card
  const card = helpCard(registry, voice)
  remembered.set(voice, { registry, card })
  return card
}

/** What can be typed, said and pressed; with a command's name, all about that one. */
export const deskHelp = command({
  name: 'desk help',
  takes: { about: optional(rest(60)) },
  who: 'anyone',
  example: '/desk help incident resolve',
  reads: true,
  run: async ({ desk, voice }, { about }) => {
    const { registry } = desk.parts
    return { kind: 'whisper', card: about ? helpCard(registry, voice, about) : wholeList(registry, voice) }
  },
})
