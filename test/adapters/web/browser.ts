import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Inn } from './inn.js'

/** A real Chromium. `CHROMIUM_PATH` names one that is not where Debian puts it. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** A browser of its own for one person: nothing is shared with another. Anything that goes wrong in the page is kept. */
export async function openAs(browser: Browser, inn: Inn, person: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ timezoneId: 'Europe/Zurich', ...options })
  const wrong: string[] = []
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => wrong.push(String(error)))
  page.on('console', (said) => {
    if (/content security policy|refused to/i.test(said.text())) wrong.push(said.text())
  })
  await context.request.post(`${inn.url}/api/session`, { data: { person }, headers: { 'x-frontdesk': '1' } })
  await show(page, inn.url)
  return { page, wrong, close: () => context.close() }
}

/** Opens an address and waits until its scripts are at work. */
export async function show(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForSelector('html[data-ready]')
}
