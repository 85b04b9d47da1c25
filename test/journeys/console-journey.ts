/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core'
import { openBrowser, show } from '../adapters/web/browser.js'
import { elementsIn, hasClass, readHtml, textOf } from '../contracts/html.js'
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
    seat: async (person) => seatAt(await open(person), desk.url, person),
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

function seatAt(page: Page, url: string, person: Person): Seat {
  const visit = async (channel: Channel): Promise<void> => {
    if (!page.url().includes(`/c/${channel}`)) await show(page, `${url}/c/${channel}`)
  }
  const cards = (): Locator => page.locator('#log .message.desk:not(.whisper) .card')
  const messages = (on?: string): Locator =>
    page.locator('#log .message.desk:not(.whisper)', ...(on === undefined ? [] : [{ hasText: on }]))
  /** What the desk said in their own conversation with it, without going there. */
  const direct = async (): Promise<readonly string[]> => {
    // A connection that was kept may be gone at the moment in which it is used again.
    const there = await page.context().request.get(`${url}/c/@${person}`, { maxRetries: 3 })
    return elementsIn(readHtml(await there.text()))
      .filter((one) => hasClass(one, 'message') && hasClass(one, 'desk'))
      .map(textOf)
  }
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
  /** Fills in what the form asks of these values, sends it, and gives its title. */
  const send = async (values: Readonly<Record<string, string>>): Promise<string> => {
    await page.waitForSelector('#form[open]')
    const title = (await page.textContent('#form-title')) ?? ''
    for (const [name, value] of Object.entries(values))
      if ((await page.locator(`#form [data-field="${name}"]`).count()) > 0) await fill(page, name, value)
    await page.locator('#form form').evaluate((form) => form.setAttribute('data-sent', ''))
    await page.click('#form [type=submit]')
    return title
  }
  return {
    async types(command, channel) {
      await visit(channel)
      await compose('#compose-channel-text', command)
    },
    async fills(values) {
      const title = await send(values)
      await until(
        'that the form is taken',
        async () => (await page.locator('#form[open] .form-problems').allInnerTexts()).join(''),
        async (trouble) => {
          if (trouble !== '') throw new Error(`the form was refused: ${trouble}`)
          return (await page.locator('#form[open] form[data-sent]').count()) === 0
        },
      )
      // What hangs on an answer is asked next.
      if ((await page.locator('#form[open]').count()) > 0) await this.fills(values)
      return title
    },
    async errs(values) {
      const before = await page.locator('.whisper').count()
      await send(values)
      const wrong = page.locator('#form[open] .form-problems > *, #form[open] [aria-invalid=true]')
      const told = page.locator(`.whisper >> nth=${before}`)
      await wrong.or(told).first().waitFor()
      const shown = page.locator('#form[open] .form-body, .whisper')
      return (await shown.allInnerTexts()).join('\n')
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
    whispers: async () => [...(await page.locator('.whisper').allInnerTexts()), ...(await direct())],
    async home() {
      if (!page.url().endsWith('/home')) await show(page, `${url}/home`)
      return (await page.locator('#record').allInnerTexts()).join('\n')
    },
    async goes(label) {
      const home = page.locator('#record')
      const button = home.locator(`button:text-is("${label}")`)
      const choice = home.locator('.menu-item', { hasText: label })
      await button.or(choice).first().waitFor({ state: 'attached' })
      if ((await button.count()) > 0) return button.first().click()
      await home
        .locator('.actions', { has: page.locator('.menu-item', { hasText: label }) })
        .locator('[data-menu]')
        .click()
      await choice.click()
    },
    async picks(label, beside) {
      const button = page.locator(`button:text-is("${label}")`)
      const way = page.locator('#form[open] .form-problems', { has: button })
      if ((await way.count()) > 0) return way.locator(button).click()
      const shown = page.locator('.whisper', { has: button })
      const isShown = await shown
        .last()
        .waitFor({ timeout: 2_000 })
        .then(() => true)
        .catch(() => false)
      if (!isShown) await show(page, `${url}/c/@${person}`)
      const note = (isShown ? shown : page.locator('#log .message.desk', { has: button })).last()
      const part = beside === undefined ? note : note.locator('.item', { hasText: beside })
      await part.locator(`button:text-is("${label}")`).click()
    },
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
