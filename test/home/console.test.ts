/// <reference lib="dom" />
import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, show } from '../adapters/web/browser.js'
import { deskProcess } from '../journeys/desk-process.js'
import { openHotel } from '../journeys/hotel.js'

describe('the home page at the console', function () {
  this.timeout(120_000)
  let hotel: Awaited<ReturnType<typeof openHotel>>
  let desk: Awaited<ReturnType<typeof deskProcess>>
  let browser: Browser
  const wrong: string[] = []
  before(async () => {
    hotel = await openHotel('sqlite')
    desk = await deskProcess(hotel.environment)
    await desk.start()
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await desk.kill()
    await hotel.close()
    expect(wrong).to.deep.equal([])
  })

  const windowOf = async (person: string, width = 1_280): Promise<Page> => {
    const context = await browser.newContext({ timezoneId: 'Europe/Zurich', viewport: { width, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => wrong.push(`${person}: ${error}`))
    await context.request.post(`${desk.url}/api/session`, { data: { person }, headers: { 'x-frontdesk': '1' } })
    await show(page, desk.url)
    return page
  }
  const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

  it('is what one sees first, in one’s own language, and stays up to date while it is open', async () => {
    const page = await windowOf('freja')
    expect(await page.locator('h1').allTextContents()).to.deep.equal(['Hej Freja Holm'])
    expect(await page.locator('.lead[href="/"]').getAttribute('aria-current')).to.equal('page')

    await page.locator('#record').getByRole('button', { name: 'Meld et problem' }).click()
    await page.locator('#form input[name="what"]').fill('Lampen blinker')
    await page.locator('#form input[name="work"][value="hampered"]').check()
    await page.locator('#form input[name="affects"][value="me"]').check()
    await page.locator('#form button[type="submit"]').click()

    await page.locator('#record').getByText('Dine åbne sager (1)').waitFor()
    expect(await page.locator('#record').textContent()).to.include('Lampen blinker')
    await page.context().close()
  })

  it('leads on to the channels and back, and to what can be ordered', async () => {
    const page = await windowOf('ana')
    await page.locator('#record').getByRole('link', { name: 'Order something' }).click()
    await page.waitForURL('**/catalogue')
    await page.locator('h1', { hasText: 'What can be ordered' }).waitFor()
    await show(page, desk.url)
    await page.locator('#record select, #record [data-menu]').first().waitFor()

    await page.locator('a.channel[data-channel="reception"]').click()
    await page.waitForURL('**/c/reception')
    await page.locator('.lead[href="/"]').click()
    await page.locator('h1', { hasText: 'Hello Ana Keller' }).waitFor()
    await page.context().close()
  })

  it('leads to the catalogue, where pictures are seen, also on a telephone', async () => {
    const page = await windowOf('freja', 390)
    await page.locator('[data-open-menu]').click()
    await page.locator('#sidebar').getByRole('link', { name: 'Bestil noget' }).click()
    await page.waitForURL('**/catalogue')
    await page.locator('html[data-ready]').waitFor()
    expect(await page.locator('.lead[aria-current]').getAttribute('href')).to.equal('/catalogue')

    await page.locator('#record').getByRole('link', { name: 'Se' }).first().click()
    await page.waitForURL('**/catalogue?category=*')
    await page.locator('.item-picture').first().waitFor()
    expect(await fits(page)).to.equal(true)

    await page.locator('#record input[name="words"]').fill('tøjvask')
    await page.keyboard.press('Enter')
    await page.locator('#record .item', { hasText: 'Tøjvask' }).getByRole('link', { name: 'Se' }).click()
    const picture = page.getByRole('img', { name: 'Billede: Tøjvask' })
    await picture.waitFor()
    expect(await picture.evaluate((image) => (image as HTMLImageElement).decode().then(() => true))).to.equal(true)
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).to.equal(480)
    expect(await page.locator('#record').textContent()).to.include('Rent til aften: udført inden for 9 timer')
    expect(await fits(page)).to.equal(true)
    await page.context().close()
  })

  it('fits a telephone, with the channels behind a button', async () => {
    const page = await windowOf('freja', 360)
    expect(await fits(page)).to.equal(true)
    expect(await page.locator('#sidebar').isVisible()).to.equal(false)

    await page.locator('[data-open-menu]').click()
    await page.locator('#sidebar').getByRole('link', { name: 'Hjem' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('#sidebar').waitFor({ state: 'hidden' })
    await page.context().close()
  })
})
