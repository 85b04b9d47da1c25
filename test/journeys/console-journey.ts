/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser, show } from '../adapters/web/browser.js'
import { deskProcess } from './desk-process.js'
import { type Channel, type Database, openHotel, type Person, type Setting } from './hotel.js'
import { type Journey, type Seat, until } from './journey.js'
import { timelineIn } from './record-page.js'

/** The hotel at its own console: the real program and a real Chromium, one window a person. */
export async function consoleJourney(database: Database, setting?: Setting): Promise<Journey> {
  const hotel = await openHotel(database, setting)
  const desk = await deskProcess(hotel.environment)
  await desk.start()
  const browser = await openBrowser()
  const windows: Page[] = []
  const wrong: string[] = []
  const open = async (person: Person): Promise<Page> => {
    const page = await windowOf(browser, desk.url, person)
    page.on('pageerror', (error) => wrong.push(`${person}: ${error}`))
    windows.push(page)
    return page
  }
  return {
    name: 'the console',
    seat: async (person) => seatAt(await open(person), desk.url),
    mention: (person) => `@${person}`,
    async crash() {
      await desk.kill()
      await desk.start()
    },
    // The console keeps its own messages: there is no platform that could be busy or lose an answer.
    disturb: () => undefined,
    repeat: async () => undefined,
    async page(number) {
      const page = await open('ana')
      await show(page, `${desk.url}/r/${number}`)
      return timelineIn((await page.locator('#section-0').evaluate((section) => section.outerHTML)) ?? '')
    },
    check() {
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    },
    async close() {
      await browser.close()
      await desk.kill()
      await hotel.close()
    },
  }
}

async function windowOf(browser: Browser, url: string, person: Person): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'Europe/Zurich' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await context.request.post(`${url}/api/session`, { data: { person }, headers: { 'x-frontdesk': '1' } })
  return page
}

function seatAt(page: Page, url: string): Seat {
  const visit = async (channel: Channel): Promise<void> => {
    if (!page.url().includes(`/c/${channel}`)) await show(page, `${url}/c/${channel}`)
  }
  const cards = (): Locator => page.locator('#log .message.desk:not(.whisper) .card')
  const messages = (on?: string): Locator =>
    page.locator('#log .message.desk:not(.whisper)', ...(on === undefined ? [] : [{ hasText: on }]))
  let reading = ''
  const openThread = async (channel: Channel, on?: string): Promise<void> => {
    await visit(channel)
    const wanted = `${channel} ${on}`
    if (reading === wanted && (await page.locator('#thread').isVisible())) return
    const message = messages(on).first()
    await message.focus()
    await message.press('Enter')
    await page.locator('#thread').waitFor({ state: 'visible' })
    reading = wanted
  }
  const compose = async (box: string, text: string): Promise<void> => {
    await page.fill(box, text)
    await page.press(box, 'Enter')
    await until(
      'the words are sent',
      () => page.inputValue(box),
      (left) => left === '',
    )
  }
  return {
    async types(command, channel) {
      await visit(channel)
      await compose('#compose-channel-text', command)
    },
    async fills(values) {
      await page.waitForSelector('#form[open]')
      const title = (await page.textContent('#form-title')) ?? ''
      for (const [name, value] of Object.entries(values)) await fill(page, name, value)
      await page.click('#form [type=submit]')
      await page.waitForSelector('#form[open]', { state: 'hidden' })
      return title
    },
    async presses(label, channel, on) {
      await visit(channel)
      await messages(on).locator(`button:text-is("${label}")`).last().click()
    },
    async writes(text, channel, on) {
      await openThread(channel, on)
      await compose('#compose-thread-text', text)
    },
    async orders(text, channel, on) {
      await openThread(channel, on)
      await compose('#compose-thread-text', `@frontdesk ${text}`)
    },
    async cards(channel) {
      await visit(channel)
      return cards().allInnerTexts()
    },
    async thread(channel, on) {
      await openThread(channel, on)
      return page.locator('#thread-log .message.desk .card-title').allInnerTexts()
    },
    whispers: () => page.locator('.whisper').allInnerTexts(),
  }
}

async function fill(page: Page, name: string, value: string): Promise<void> {
  const field = page.locator(`#form [data-field="${name}"]`)
  const tag = await field
    .locator('input, textarea, select')
    .first()
    .evaluate((one) => `${one.tagName} ${one.getAttribute('type') ?? ''}`)
  if (/radio/i.test(tag)) await field.locator(`input[value="${value}"]`).check({ force: true })
  else if (/^SELECT/.test(tag)) await field.locator('select').selectOption(value)
  else if (/datetime/i.test(tag)) await field.locator('input').first().fill(localMoment(value))
  else await field.locator('input, textarea').first().fill(value)
}

/** An instant as the browser's own field wants it, in the browser's zone. */
function localMoment(iso: string): string {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Zurich',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(iso))
  return parts.replace(' ', 'T')
}
