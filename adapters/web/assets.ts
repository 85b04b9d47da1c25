import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface Asset {
  readonly type: string
  readonly plain: Uint8Array<ArrayBuffer>
  readonly gzipped: Uint8Array<ArrayBuffer>
  readonly etag: string
}

/** The console's style sheets, icons and modules, read once. A change of any of them changes the version in every address. */
export interface Assets {
  readonly version: string
  find(name: string): Asset | undefined
  /** The address of an asset, good for ever: what it points to never changes. */
  url(name: string): string
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

export function readAssets(): Assets {
  const all = new Map<string, Asset>([
    ...read(join(packageRoot(import.meta.dirname), 'adapters/web/static'), ''),
    ...read(join(import.meta.dirname, 'client'), 'client/'),
  ])
  const version = hash([...all].map(([name, asset]) => `${name} ${asset.etag}`).join('\n'))
  return { version, find: (name) => all.get(name), url: (name) => `/assets/${version}/${name}` }
}

function read(folder: string, prefix: string): (readonly [string, Asset])[] {
  const names = readdirSync(folder).filter((name) => types[ending(name)])
  return names.sort().map((name) => [`${prefix}${name}`, assetOf(name, readFileSync(join(folder, name)))] as const)
}

function assetOf(name: string, bytes: Buffer): Asset {
  return {
    type: types[ending(name)] ?? 'application/octet-stream',
    plain: new Uint8Array(bytes),
    gzipped: new Uint8Array(gzipSync(bytes)),
    etag: `"${hash(bytes)}"`,
  }
}

const ending = (name: string): string => name.split('.').at(-1) ?? ''
const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 12)

/** The folder that holds package.json: static files are not copied into the compiled tree. */
function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const up = dirname(from)
  if (up === from) throw new Error('no package.json above the compiled console')
  return packageRoot(up)
}
