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
