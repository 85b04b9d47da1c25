import type { IncomingMessage } from 'node:http'
import type { Fields } from './fields.js'
import type { StoredFile } from './model.js'
import type { Reply } from './server.js'
import type { Workspace } from './workspace.js'

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif'])

const types: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  txt: 'text/plain',
  csv: 'text/csv',
  log: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
}

/** The media type Slack gives a file by its name. */
export const typeOf = (name: string): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'

/** A file as a person brings it. */
export interface Brought {
  readonly name: string
  readonly bytes: Buffer | string
  readonly mimetype?: string
  readonly foreign?: boolean
}

/** Files of a person that Slack keeps from now on, shared with nobody yet. */
export const bringFiles = (world: Workspace, user: string, files: readonly Brought[]): StoredFile[] =>
  files.map(({ name, bytes, mimetype, foreign = false }) => {
    const content = Buffer.from(bytes as string)
    const file: StoredFile = {
      id: world.id('F'),
      name,
      title: name,
      size: content.length,
      mimetype: mimetype ?? typeOf(name),
      user,
      created: Math.floor(world.now() / 1_000),
      bytes: content,
      channels: [],
      readyAt: world.now(),
      completed: true,
      mode: 'hosted',
      ...(foreign ? { foreign } : {}),
    }
    world.files.set(file.id, file)
    return file
  })

/** Whether a picture may stand in a block now: an image, shared, and processed. */
export const isUsableFile = (world: Workspace, named: { id?: string; url?: string }): boolean => {
  const id = named.id ?? /\/files\/([A-Z0-9]+)/.exec(named.url ?? '')?.[1] ?? ''
  const file = world.files.get(id)
  if (!file?.completed || file.readyAt === undefined || !pictures.has(file.mimetype)) return false
  return file.channels.length > 0 && world.now() >= file.readyAt
}

/** Slack tells a file's type once it has looked into it (seen in java-slack-sdk#1349). */
const isProcessed = (world: Workspace, { readyAt }: StoredFile): boolean =>
  readyAt !== undefined && world.now() >= readyAt

/** The file object of the Web API and of messages. */
export const fileJson = (world: Workspace, file: StoredFile): Fields => ({
  id: file.id,
  created: file.created,
  timestamp: file.created,
  name: file.name,
  title: file.title,
  mimetype: isProcessed(world, file) ? file.mimetype : '',
  filetype: isProcessed(world, file) ? (file.name.split('.').at(-1) ?? '') : '',
  size: file.size,
  mode: 'hosted',
  user: file.user,
  user_team: world.users.get(file.user)?.teamId ?? world.teamId,
  is_external: false,
  is_public: file.channels.length > 0,
  public_url_shared: false,
  url_private: file.servedFrom ?? `${world.origin}/files/${file.id}/${encodeURIComponent(file.name)}`,
  url_private_download: file.servedFrom ?? `${world.origin}/files/${file.id}/download/${encodeURIComponent(file.name)}`,
  permalink: `https://${world.teamDomain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
  channels: file.channels.filter((id) => id.startsWith('C')),
  groups: file.channels.filter((id) => id.startsWith('G')),
  ims: file.channels.filter((id) => id.startsWith('D')),
  file_access: 'visible',
  ...(file.altText ? { alt_txt: file.altText } : {}),
})

const contentOf = (request: IncomingMessage, body: Buffer): Buffer => {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(request.headers['content-type'] ?? '')
  const mark = boundary?.[1] ?? boundary?.[2]
  if (!mark) return body
  const start = body.indexOf('\r\n\r\n') + 4
  const end = body.lastIndexOf(`\r\n--${mark}`)
  return body.subarray(start, end)
}

/** Takes the bytes of an upload at its address; a wrong length or a second time is refused. */
export const takeUpload = (world: Workspace, id: string, request: IncomingMessage, body: Buffer): Reply => {
  const file = world.files.get(id)
  if (file?.mode !== 'uploading' || file.bytes) {
    world.violate(`bytes were posted to an upload address that is used up or unknown: ${id}`)
    return { status: 404, body: 'not found' }
  }
  const bytes = contentOf(request, body)
  if (bytes.length !== file.size) {
    world.violate(`${bytes.length} bytes were posted for ${file.name}, but ${file.size} were announced`)
    return { status: 400, body: 'length mismatch' }
  }
  file.bytes = Buffer.from(bytes)
  return { status: 200, body: `OK - ${bytes.length}` }
}

const loginPage = '<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body></body></html>'

/** Serves a file's bytes to a bearer with files:read; anybody else gets the sign-in page, with status 200. */
export const serveFile = (world: Workspace, id: string, request: IncomingMessage): Reply => {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const token = world.tokens.get(bearer)
  const file = world.files.get(id)
  if (!token || token.revoked || !token.scopes.has('files:read')) return { status: 200, body: loginPage }
  if (!file?.bytes) return { status: 404, body: 'not found' }
  return { status: 200, body: file.bytes, headers: { 'content-type': file.mimetype } }
}
