import type { Context } from 'hono'
import type { ServedFile } from '../../src/chat/page.js'
import { safely } from './safe-type.js'

/**
 * Somebody's file, handed to a browser: nothing in it runs, frames or reaches anywhere, whatever it is. What is not known
 * to be harmless is put away unopened.
 */
export async function sendFile(c: Context, file: Extract<ServedFile, { kind: 'open' }>): Promise<Response> {
  const { type, shown } = safely(file.type)
  c.header('content-type', type)
  c.header('content-disposition', `${shown ? 'inline' : 'attachment'}; ${filenameOf(file.name)}`)
  c.header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  if (c.req.method !== 'HEAD') return c.body(file.body)
  await file.body.cancel()
  return c.body(null)
}

/** A picture that we drew: it is the same for ever, and opened by itself it can do no more than be looked at. */
export function sendPicture(c: Context, svg: string): Response {
  c.header('content-type', 'image/svg+xml; charset=utf-8')
  c.header('cache-control', 'private, max-age=31536000, immutable')
  c.header(
    'content-security-policy',
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'",
  )
  return c.body(svg)
}

/** The name as RFC 6266 has it: once for every browser and once in full. Nothing in it ends the header or the quotes. */
function filenameOf(name: string): string {
  const clean = name.toWellFormed().replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
  const plain = clean.replace(/[^\x20-\x7e]|["%]/g, '_') || 'file'
  const full = encodeURIComponent(clean).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `filename="${plain}"; filename*=UTF-8''${full}`
}
