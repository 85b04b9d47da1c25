import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../src/config.js'
import { elementsIn, hasClass, readHtml, textOf } from '../contracts/html.js'

/** Somebody who signed in to the console by a one-time code, and looks at pages and files. */
export async function signIn(url: string, code: () => Promise<string>) {
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-frontdesk': '1' },
    body: JSON.stringify({ code: await code() }),
  })
  if (!session.ok) throw new Error(`signing in answers ${session.status}: ${await session.text()}`)
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const get = async (path: string): Promise<Response> => {
    const found = await fetch(`${url}${path}`, { headers: { cookie } })
    if (!found.ok) throw new Error(`${path} answers ${found.status}`)
    return found
  }
  const page = async (number: string): Promise<string> => (await get(`/r/${number}`)).text()
  return {
    page,
    /** The bytes of a file that a record's page links to by its name. */
    async file(number: string, name: string): Promise<Buffer> {
      const html = await page(number)
      const path = html.match(new RegExp(`(/files/[\\w-]+)[^>]*>(?:(?!</a>).)*${name.replace('.', '\\.')}`, 's'))?.[1]
      if (!path) throw new Error(`the page of ${number} has no ${name}`)
      return Buffer.from(await (await get(path)).arrayBuffer())
    },
  }
}

/** Signs in with a one-time code and reads the timeline of a record's page: each entry's sentence, without its time and quote. */
export async function timelineOf(url: string, number: string, code: string): Promise<readonly string[]> {
  const reader = await signIn(url, async () => code)
  return timelineIn(await reader.page(number))
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
