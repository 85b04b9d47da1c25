import { type Fields, listOf, textOf } from '../fields.js'
import { messageFlags } from './bits.js'
import { insist } from './checks/check.js'
import { flatten } from './checks/components.js'
import { isEmpty } from './checks/messages.js'
import type { SentFile, StoredAttachment, StoredMessage } from './model.js'
import { ApiError, refuse } from './refused.js'
import type { World } from './world.js'

const requestBytes = 25 * 1024 * 1024

interface Upload {
  readonly channelId: string
  readonly files: readonly SentFile[]
  readonly body: Fields
  readonly ephemeral?: boolean
  /** The attachments that a message has already; an edit keeps those it lists, or all when it lists none. */
  readonly held?: readonly StoredAttachment[]
}

/** The attachments that a message has after this request (Discord: reference, uploading files). */
export const attachmentsFrom = (world: World, upload: Upload): StoredAttachment[] => {
  const { channelId, files, body, ephemeral = false, held = [] } = upload
  const sum = files.reduce((all, { bytes }) => all + bytes.length, 0)
  if (sum > requestBytes || files.some(({ bytes }) => bytes.length > world.settings.fileBytes)) refuse(50045)
  const listed = Array.isArray(body['attachments']) ? listOf(body, 'attachments') : undefined
  const fresh = files.map((file): StoredAttachment => {
    const index = /^files\[(\d+)\]$/.exec(file.field)?.[1]
    if (index === undefined)
      insist([{ path: [file.field], code: 'FAKE_UNKNOWN_FIELD', message: 'Files are called files[n].' }])
    const about = listed?.find((one) => String(one['id']) === index)
    const description = textOf(about ?? {}, 'description')
    return {
      id: world.id(),
      channelId,
      filename: (textOf(about ?? {}, 'filename') || file.name).replace(/[^\p{L}\p{N}._-]/gu, '_'),
      bytes: file.bytes,
      contentType: file.contentType,
      ...(description === '' ? {} : { description }),
      ...(ephemeral ? { ephemeral: true } : {}),
    }
  })
  const indices = new Set(files.map(({ field }) => /^files\[(\d+)\]$/.exec(field)?.[1]))
  const kept = listed ? held.filter(({ id }) => listed.some((one) => String(one['id']) === id)) : held
  const strange = (listed ?? []).findIndex(
    ({ id }) => !indices.has(String(id)) && !kept.some((one) => one.id === String(id)),
  )
  if (strange >= 0)
    insist([
      {
        path: ['attachments', strange, 'id'],
        code: 'ATTACHMENT_NOT_FOUND',
        message: 'Attachment data could not be found.',
      },
    ])
  const all = [...kept, ...fresh]
  if (all.length > 10)
    insist([{ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 10 or fewer in length.' }])
  return all
}

/** UTF-8 bytes of components above which the real one was seen to fail with 500 (discord-api-docs#8554). */
const componentBytes = 10_170

const textBytes = (parts: unknown): number =>
  flatten(parts).reduce((sum, part) => sum + Buffer.byteLength(textOf(part, 'content')), 0)

/** What stands in a message after a change: something, and no text of its own beside Components V2. */
export const insistSomething = (message: StoredMessage, change: Fields, files: number): void => {
  const turnsV2 = Number(change['flags'] ?? 0) & messageFlags.componentsV2
  if (turnsV2 && message.content !== '' && change['content'] === undefined)
    insist([
      {
        path: ['content'],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
      },
    ])
  const { content, embeds, components } = message
  if (isEmpty({ content, embeds, components, ...change }, files)) refuse(50006)
}

/** What the parts of a message must keep to beside their shape: every `attachment://name` names a file of the message. */
export const checkReferences = (parts: unknown, files: readonly StoredAttachment[]): void => {
  if (textBytes(parts) > componentBytes) throw new ApiError(500, 0, '500: Internal Server Error')
  for (const [, name = ''] of JSON.stringify(parts ?? []).matchAll(/"attachment:\/\/([^"]+)"/g))
    if (!files.some(({ filename }) => filename === name))
      insist([
        {
          path: ['components'],
          code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          message: `The referenced attachment '${name}' was not found`,
        },
      ])
}
