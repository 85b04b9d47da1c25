import type { Reply } from './call.js'
import type { World } from './world.js'

/** A file by its address, as long as the address is good: a day. */
export const serveFile = (world: World, url: URL): Reply => {
  const [, , , id = ''] = url.pathname.split('/')
  const file = world.attachments.get(id)
  const expires = Number.parseInt(url.searchParams.get('ex') ?? '0', 16) * 1_000
  if (!file || !url.searchParams.has('hm') || expires < world.now())
    return { status: 404, body: 'This content is no longer available.', headers: { 'content-type': 'text/plain' } }
  return { status: 200, body: file.bytes, headers: { 'content-type': file.contentType } }
}
