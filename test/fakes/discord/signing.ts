import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { World } from './world.js'

/** What can be wrong with a request to the interactions endpoint. */
export const flaws = [
  'wrong key',
  'tampered body',
  'no headers',
  'no signature',
  'garbled signature',
  'stale',
  'future',
] as const
export type Flaw = (typeof flaws)[number]

const stranger = generateKeyPairSync('ed25519').privateKey

const signed = (key: KeyObject, timestamp: string, body: string): string =>
  sign(null, Buffer.from(timestamp + body), key).toString('hex')

/** Ed25519 over the timestamp and the raw body, as Discord signs interactions (Discord: interactions/overview). */
export const signedHeaders = (world: World, body: string, flaw?: Flaw): Record<string, string> => {
  const shift = flaw === 'stale' ? -301 : flaw === 'future' ? 3_600 : 0
  const timestamp = String(Math.floor(world.now() / 1_000) + shift)
  const signature = signed(flaw === 'wrong key' ? stranger : world.privateKey, timestamp, body)
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
  }
  if (flaw === 'no headers') return headers
  headers['x-signature-timestamp'] = timestamp
  if (flaw === 'no signature') return headers
  headers['x-signature-ed25519'] = flaw === 'garbled signature' ? `${signature.slice(2)}zz` : signature
  return headers
}

/** One byte of the body is another one than was signed. */
export const tampered = (body: string): string => body.replace('"version":1', '"version":2')
