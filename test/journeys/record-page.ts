import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/config.js'
import { elementsIn, hasClass, readHtml, textOf } from '../contracts/html.js'

/** Signs in with a one-time code and reads the timeline of a record's page: each entry's sentence, without its time and quote. */
export async function timelineOf(url: string, number: string, code: string): Promise<readonly string[]> {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
    body: JSON.stringify({ code }),
  })
  if (!session.ok) throw new Error(`signing in answers ${session.status}: ${await session.text()}`)
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const page = await fetch(`${url}/r/${number}`, { headers: { cookie } })
  if (!page.ok) throw new Error(`the page answers ${page.status}`)
  return timelineIn(await page.text())
}

/** The sentences of the timeline section of a page's markup. */
export function timelineIn(html: string): readonly string[] {
  const section = elementsIn(readHtml(html)).find((one) => one.attributes['id'] === 'section-0')
  if (!section) throw new Error('the page has no timeline')
  return elementsIn(section)
    .filter((one) => hasClass(one, 'item-line'))
    .map((one) => textOf(one).trim())
}

const run = promisify(execFile)

/** Asks the running desk for a sign-in code, as the operator would. */
export async function codeFor(person: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', ...environment }
  const { stdout } = await run(process.execPath, [join(root, 'bin/frontdesk.js'), 'code', person], { env })
  const code = /\b[a-z0-9]{4}-[a-z0-9]{4}\b/.exec(stdout)?.[0]
  if (!code) throw new Error(`there is no code in: ${stdout}`)
  return code
}
