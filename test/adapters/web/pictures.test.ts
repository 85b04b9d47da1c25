/// <reference lib="dom" />
import { expect } from 'chai'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { dayBlock } from '../../builders/day.js'
import { openAs, openBrowser } from './browser.js'
import { type Inn, openInn } from './inn.js'
import { visit } from './visitor.js'

const block = dayBlock({ title: 'Reception <b>&</b> "keys"' })

describe('A picture on the console', function () {
  this.timeout(60_000)
  let browser: Browser
  let inn: Inn
  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    inn = await openInn()
    await inn.web.deliver({
      key: 'today',
      to: { platform: 'console', workspace: 'local', channel: 'reception' },
      card: { title: ['Today'], tone: 'plain', blocks: [block] },
      language: 'en',
    })
  })
  afterEach(() => inn.stop())

  const addresses = async (): Promise<readonly string[]> => {
    const { html } = await (await visit(inn, 'lena')).page('/c/reception')
    return [...html.matchAll(/src="(\/pictures\/[^"]+)"/g)].map(([, path = '']) => path)
  }
  const opened = async (path: string, person = 'lena') => {
    const { cookie } = await visit(inn, person)
    return fetch(`${inn.url}${path}`, { headers: { cookie } })
  }

  for (const look of ['light', 'dark'] as const) {
    it(`is seen in the ${look} theme, and no other one is fetched`, async () => {
      const options: BrowserContextOptions = { colorScheme: look }
      const { page, wrong, close } = await openAs(browser, inn, 'lena', options)
      const shown = page.locator(`.drawn .in-${look}`)
      await shown.scrollIntoViewIfNeeded()
      await page.waitForFunction((of) => {
        const image = document.querySelector<HTMLImageElement>(`.drawn .in-${of}`)
        return image?.complete && image.naturalWidth > 0
      }, look)

      expect(await shown.getAttribute('alt')).to.equal(block.alt)
      const other = look === 'light' ? 'dark' : 'light'
      expect(await page.locator(`.drawn .in-${other}`).isVisible()).to.equal(false)
      const fetched = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
      expect(fetched.filter((name) => name.includes('/pictures/')).map((name) => name.split('/')[4])).to.deep.equal([
        look,
      ])
      expect(wrong).to.deep.equal([])
      await close()
    })
  }

  it('follows the theme that somebody chose, and fits a telephone', async () => {
    const { page, close } = await openAs(browser, inn, 'lena', {
      colorScheme: 'light',
      viewport: { width: 360, height: 700 },
    })
    await page.evaluate(() => {
      document.documentElement.dataset['theme'] = 'dark'
    })

    expect(await page.locator('.drawn .in-dark').isVisible()).to.equal(true)
    expect(await page.locator('.drawn .in-light').isVisible()).to.equal(false)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(360)
    await close()
  })

  it('can do nothing when it is opened by itself, and is kept by the browser', async () => {
    const [path = ''] = await addresses()

    const response = await opened(path)

    expect(response.headers.get('content-type')).to.match(/^image\/svg\+xml/)
    expect(response.headers.get('content-security-policy')).to.contain('sandbox').and.contain("default-src 'none'")
    expect(response.headers.get('cache-control')).to.equal('private, max-age=31536000, immutable')
    expect(await response.text())
      .to.include('Reception &lt;b&gt;&amp;')
      .and.not.include('<b>')
  })

  it('is drawn for nobody who is not signed in, and never what the desk did not say', async () => {
    const [path = ''] = await addresses()
    const [, , look, word = ''] = path.split('/')
    const [mark, packed = ''] = word.split('.')

    for (const made of [`${mark}.${packed.slice(0, -4)}AAAA`, `x.${packed}`, packed, `${mark}.`, `.${packed}`])
      expect((await opened(`/pictures/${look}/${made}`)).status, made).to.equal(404)
    expect((await opened(`/pictures/blue/${word}`)).status).to.equal(404)
    inn.setOpen(false)
    expect((await fetch(`${inn.url}${path}`)).status).to.equal(401)
  })
})
