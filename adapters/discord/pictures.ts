import { type APIMessageTopLevelComponent, ComponentType, type RawFile } from 'discord.js'
import { literal } from './markdown.js'
import type { Message } from './outward.js'
import type { Picture } from './piece.js'

/** Pictures as the files that go along with a message; they are drawn when it is sent. */
export async function filesOf(pictures: readonly Picture[]): Promise<{ files?: RawFile[] }> {
  if (pictures.length === 0) return {}
  const files = pictures.map(async ({ name, png }) => ({
    name,
    data: Buffer.from(await png()),
    contentType: 'image/png',
  }))
  return { files: await Promise.all(files) }
}

/** What an edit says of its files: those that stood there and are not sent again are gone with it. */
export const attachmentsOf = (pictures: readonly Picture[]) => pictures.map(({ name }, id) => ({ id, filename: name }))

/** The message as it can be sent: where a picture of it cannot be drawn, all of them are told in words, and why. */
export async function drawable(message: Message): Promise<{ readonly message: Message; readonly why?: unknown }> {
  try {
    await Promise.all(message.pictures.map(({ png }) => png()))
    return { message }
  } catch (why) {
    return { message: { ...message, components: message.components.map(inWords), pictures: [] }, why }
  }
}

function inWords(part: APIMessageTopLevelComponent): APIMessageTopLevelComponent {
  if (part.type === ComponentType.Container)
    return { ...part, components: part.components.map((one) => inWords(one) as (typeof part.components)[number]) }
  if (part.type !== ComponentType.MediaGallery) return part
  const content = part.items.map(({ description }) => literal(description ?? '–')).join('\n')
  return { type: ComponentType.TextDisplay, content }
}
