import type { FakeDiscord, StoredMessage } from '../../fakes/discord/index.js'
import { type Fields, isFields, listOf, textOf } from '../../fakes/fields.js'
import { readMarkdown } from './reading.js'

/** A message as a person reads it: markup resolved, with the labels of what can be pressed and picked. */
export function readMessage(discord: FakeDiscord, { authorId, content, components }: StoredMessage): string {
  // What people write is shown here as they wrote it.
  if (authorId !== discord.botId) return content
  return [readMarkdown(content).text, ...components.flatMap(textsIn)].filter((text) => text !== '').join('\n')
}

function textsIn(part: Fields): string[] {
  const own = [textOf(part, 'label'), textOf(part, 'placeholder'), textOf(part, 'description')]
  const shown = typeof part['content'] === 'string' ? readMarkdown(part['content']).text : ''
  const inside = ['components', 'options', 'items'].flatMap((name) => listOf(part, name))
  const accessory = isFields(part['accessory']) ? [part['accessory']] : []
  return [shown, ...own, ...[...inside, ...accessory].flatMap(textsIn)].filter((text) => text !== '')
}

/** Everything in a message that can be used. */
export function usable(parts: readonly Fields[]): Fields[] {
  return parts.flatMap((part) => [
    ...(typeof part['custom_id'] === 'string' ? [part] : []),
    ...usable(listOf(part, 'components')),
    ...(isFields(part['accessory']) ? usable([part['accessory']]) : []),
  ])
}
