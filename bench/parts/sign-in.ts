import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askOnce } from '../desk.js'
import { team } from '../slack.js'
import type { Around } from './around.js'

/** The demo's desk file in which a technician has the Slack account that signs in: the console is for listed people. */
export function deskFileIn(folder: string): string {
  const demo = readFileSync(join(import.meta.dirname, '..', '..', '..', 'demo', 'desk.yaml'), 'utf8')
  const file = join(folder, 'desk.yaml')
  writeFileSync(file, demo.replace('  marco:\n', `  marco:\n    accounts: [slack:${team}/U0BENCH00]\n`))
  return file
}

/** Signs a browser in as the person of a Slack account: a code from `/desk link`, handed in at the console. */
export async function consoleCookie({ api }: Around, port: number): Promise<string> {
  const { body } = await askOnce(port, '/desk', 'link', `${api.answerTo}sign-in`)
  const code = /\b[a-z0-9]{4}-[a-z0-9]{4}\b/i.exec(body)?.[0]
  if (!code) throw new Error(`there was no code: ${body.slice(0, 300)}`)
  const signedIn = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
    body: JSON.stringify({ code }),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';', 1)[0]
  if (!cookie) throw new Error(`nobody was signed in: ${await signedIn.text()}`)
  return cookie
}
