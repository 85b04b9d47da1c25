/// <reference lib="dom" />
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import { openAs, openBrowser, show } from './browser.js'
import { faintTexts } from './contrast.js'
import { type Inn, openInn } from './inn.js'

describe('The console in a browser', function () {
  this.timeout(60_000)
  let browser: Browser
  let inn: Inn

  before(async () => {
    browser = await openBrowser()
  })
  after(() => browser.close())
  beforeEach(async () => {
    inn = await openInn({ patience: 300 })
  })
  afterEach(() => inn.stop())

  it('reports a problem with nothing but the keyboard, from the command to the card', async () => {
    const { page, wrong, close } = await openAs(browser, inn, 'mia')
    await page.keyboard.type('/inc')
    await page.waitForSelector('.suggestion[aria-selected=true]')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#form[open]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#field-what[aria-invalid=true]')
    const described = await page.getAttribute('#field-what', 'aria-describedby')
    const focused = await page.evaluate(() => document.activeElement?.id)
    await page.keyboard.type('Hand shower broken')
    await page.waitForSelector('#field-what[aria-invalid=false]')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#log .card:has-text("INC-41")')

    expect(focused).to.equal('field-what')
    expect(described).to.contain('problem-what')
    expect(await page.locator('#form[open]').count()).to.equal(0)
    expect(await page.locator('.whisper').textContent()).to.contain('Only you can see this')
    const submitted = inn.heard.findLast((one) => one.kind === 'submit')
    expect(submitted?.kind === 'submit' && submitted.args).to.deep.equal({ what: 'Hand shower broken', stuck: 'no' })
    expect(wrong).to.deep.equal([])
    await close()
  })

  it('shows a second person what happens without loading the page, and edits the card where it stands', async () => {
    const guest = await openAs(browser, inn, 'mia')
    const desk = await openAs(browser, inn, 'lena')
    await guest.page.locator('#sidebar [data-global-shortcut]').click()
    await guest.page.fill('#field-what', 'Lamp dead')
    await guest.page.click('#form [type=submit]')
    await desk.page.click('#log .card:has-text("INC-41") >> text=Take it')
    await guest.page.waitForSelector('#log .message:not(.whisper) .card:has-text("In progress")')

    expect(await guest.page.locator('#log .message:not(.whisper) .card').count()).to.equal(1)
    expect(await desk.page.locator('#announcer').textContent()).to.contain('INC-41')
    expect([...guest.wrong, ...desk.wrong]).to.deep.equal([])
    await guest.close()
    await desk.close()
  })

  it('answers in a thread, counts the answers, and gives the focus back', async () => {
    const root = await inn.says('reception', 'lena', 'Does anybody miss a blue umbrella?')
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#thread:not([hidden])')
    await page.keyboard.type('Yes, I do!')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#log .replies:has-text("1 reply")')
    const url = page.url()
    await page.keyboard.press('Escape')
    await page.waitForSelector('#thread', { state: 'hidden' })

    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['id'])).to.equal(root.message)
    expect(url).to.contain(`/t/${root.message}`)
    await show(page, url)
    expect(await page.locator('#thread-log').textContent()).to.contain('Yes, I do!')
    await close()
  })

  it('shows in a thread what is answered while it is fetched', async () => {
    const root = await inn.says('reception', 'lena', 'Does anybody miss a blue umbrella?')
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.route('**/api/messages?*', async (route) => {
      const fetched = await route.fetch()
      await inn.says('reception', 'lena', 'It is in the lobby.', root.message)
      await page.waitForSelector('#log .replies:has-text("1 reply")')
      await route.fulfill({ response: fetched })
    })

    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')

    await page.waitForSelector('#thread-log:has-text("It is in the lobby.")')
    await close()
  })

  it('moves between channels without loading, and marks what is unread', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.evaluate(() => Object.assign(window, { same: true }))
    await inn.says('kitchen', 'lena', 'Breakfast is ready')
    await page.waitForSelector('a.channel.has-unread:has-text("kitchen")')
    await page.click('a.channel:has-text("kitchen")')
    await page.waitForSelector('#log:has-text("Breakfast is ready")')

    expect(await page.textContent('#channel-title')).to.equal('#kitchen')
    expect(await page.locator('a.channel.has-unread').count()).to.equal(0)
    expect(await page.evaluate(() => 'same' in window)).to.equal(true)
    expect(page.url()).to.contain('/c/kitchen')
    await close()
  })

  it('keeps what was typed into a form that was shut, and sends what was typed while the desk was away', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.click('#sidebar [data-global-shortcut]')
    await page.fill('#field-more', 'It drips\nall night')
    await page.keyboard.press('Escape')
    await page.click('#sidebar [data-global-shortcut]')
    await page.waitForSelector('#form[open]')
    const kept = await page.inputValue('#field-more')
    await page.keyboard.press('Escape')
    await page.waitForSelector('#form[open]', { state: 'detached' })
    inn.outage(true)
    await page.fill('#compose-channel-text', '@frontdesk hello?')
    await page.press('#compose-channel-text', 'Enter')
    await page.waitForSelector('.waiting:has-text("Your words are safe")')
    inn.outage(false)
    await page.waitForSelector('#form[open]')

    expect(kept).to.equal('It drips\nall night')
    expect(await page.locator('#log .message[data-id]').count()).to.equal(1)
    expect(await page.locator('.waiting').count()).to.equal(0)
    expect(new Set(inn.heard.filter((one) => one.kind === 'said').map((one) => one.ids[0])).size).to.equal(1)
    await close()
  })

  it('says that it is still working on it, and then brings the outcome', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    const go = inn.slow()
    await page.fill('#compose-channel-text', '/desk mine')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.waiting:has-text("Still working on it")')
    go()
    await page.waitForSelector('.whisper:has-text("Your open records")')

    expect(await page.locator('.waiting').count()).to.equal(0)
    await close()
  })

  it('brings an outcome that was refused at a field back into its form', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.click('#sidebar [data-global-shortcut]')
    await page.fill('#field-more', 'no title yet')
    const go = inn.slow()
    await page.click('#form [type=submit]')
    await page.waitForSelector('.waiting')
    go()
    await page.waitForSelector('#form[open] #field-what[aria-invalid=true]')

    expect(await page.inputValue('#field-more')).to.equal('no title yet')
    await close()
  })

  it('goes from one step of a form to the next, and gives the focus back to the button it came from', async () => {
    const { page, close } = await openAs(browser, inn, 'lena')
    await page.click('#sidebar [data-global-shortcut]')
    await page.fill('#field-what', 'Lamp dead')
    await page.click('#form [type=submit]')
    await page.click('#log .card >> text=Resolve')
    await page.fill('#field-note', 'hm')
    await page.click('#form [type=submit]')
    await page.waitForSelector('#form[open] >> text=What exactly was done?')
    const second = await page.inputValue('#field-note')
    await page.fill('#field-note', 'A new bulb')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#log .message:not(.whisper) .card:has-text("Resolved")')
    await page.waitForSelector('#form[open]', { state: 'detached' })
    await page.waitForFunction(() => document.activeElement !== document.body)

    expect(second).to.equal('')
    await close()
  })

  it('edits and deletes an own message, and offers neither for another person', async () => {
    await inn.says('reception', 'mia', 'Helo')
    await inn.says('reception', 'lena', 'Welcome')
    const { page, close } = await openAs(browser, inn, 'mia')
    const own = page.locator('#log .message.own')
    await own.hover()
    await own.locator('[data-menu]').click()
    await page.click('[data-edit]:visible')
    await page.fill('.editor textarea', 'Hello')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#log .own .said:has-text("Hello")')
    await own.hover()
    await own.locator('[data-menu]').click()
    await page.click('[data-remove]:visible')
    await page.click('#confirm button[value=yes]')
    await page.waitForSelector('#log .message.own', { state: 'detached' })

    expect(await page.locator('#log .message [data-edit]').count()).to.equal(0)
    await close()
  })

  it('reports a message as an incident, with its text in the form, and puts a ticket on another', async () => {
    await inn.says('reception', 'lena', 'The sauna is cold')
    const { page, close } = await openAs(browser, inn, 'mia')
    const message = page.locator('#log .message')
    await message.hover()
    await message.locator('[data-react]').click()
    await page.waitForSelector('[data-react][aria-pressed=true]')
    await message.locator('[data-menu]').click()
    await page.click('[data-shortcut]:visible')
    await page.waitForSelector('#form[open]')

    expect(await page.inputValue('#field-what')).to.equal('The sauna is cold')
    expect(inn.heard.map((one) => one.kind)).to.deep.equal(['reacted', 'shortcut'])
    await close()
  })

  it('switches the person, and speaks their language', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.click('.me-button')
    await page.click('[data-switch=karen]')
    await page.waitForSelector('html[lang=da][data-ready]')

    expect(await page.textContent('#channels-title')).to.equal('Kanaler')
    expect(await page.getAttribute('#compose-channel-text', 'placeholder')).to.equal('Skriv i #reception')
    await close()
  })

  it('hands in the files that were picked in a form, once', async () => {
    const { page, wrong, close } = await openAs(browser, inn, 'mia')
    await page.click('#sidebar [data-global-shortcut]')
    const file = { name: 'ære.png', mimeType: 'image/png', buffer: Buffer.from('PNG') }
    await page.setInputFiles('#field-photo', [
      { ...file, name: 'film.mov', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
    ])
    await page.fill('#field-what', 'Shower')
    await page.click('#form [type=submit]')
    await page.waitForSelector('.form-problems :text("film.mov")')
    await page.setInputFiles('#field-photo', [file])
    await page.click('#form [type=submit]')
    await page.waitForSelector('.whisper')

    const submitted = inn.heard.filter((one) => one.kind === 'submit')
    const [photo] = submitted[0]?.files?.['photo'] ?? []
    expect(submitted).to.have.lengthOf(1)
    expect(photo).to.include({ name: 'ære.png', type: 'image/png', size: 3 })
    expect(submitted[0]?.args).to.not.have.property('photo')
    const opened = await inn.web.openFile?.(photo!, {
      platform: 'console',
      workspace: 'local',
      channel: 'x',
      message: '',
    })
    expect(await new Response(opened?.body).text()).to.equal('PNG')
    expect(wrong).to.deep.equal([])
    await close()
  })

  it('sends an instant in UTC that was typed in the zone of the browser', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.click('#sidebar [data-global-shortcut]')
    await page.fill('#field-what', 'Shower')
    await page.fill('#field-needed', '2031-07-01T08:00')
    await page.click('#form [type=submit]')
    await page.waitForSelector('.whisper')

    const submitted = inn.heard.findLast((one) => one.kind === 'submit')
    expect(submitted?.kind === 'submit' && submitted.args['needed']).to.equal('2031-07-01T06:00:00.000Z')
    expect(submitted?.profile.zone).to.equal('Europe/Zurich')
    await close()
  })

  it('does not send a date that was begun and not ended as if it had been left empty', async () => {
    const { page, close } = await openAs(browser, inn, 'mia')
    await page.click('#sidebar [data-global-shortcut]')
    await page.fill('#field-what', 'Shower')
    await page.focus('#field-needed')
    await page.keyboard.type('07')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('#field-needed[aria-invalid=true]')
    const said = await page.locator('#problem-needed').textContent()
    await page.fill('#field-needed', '2031-07-01T08:00')
    const mended = await page.locator('[aria-invalid=true]').count()
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.whisper')

    expect(said).to.contain('not whole yet')
    expect(mended).to.equal(0)
    expect(inn.heard.filter((one) => one.kind === 'submit')).to.have.lengthOf(1)
    await close()
  })

  it('works on a record from its own page, which changes by itself', async () => {
    const desk = await openAs(browser, inn, 'lena')
    await desk.page.click('#sidebar [data-global-shortcut]')
    await desk.page.fill('#field-what', 'Lamp dead')
    await desk.page.click('#form [type=submit]')
    await desk.page.waitForSelector('.whisper')
    const guest = await openAs(browser, inn, 'mia')
    await show(guest.page, `${inn.url}/r/INC-41`)
    await show(desk.page, `${inn.url}/r/INC-41`)
    await desk.page.click('text=Take it')
    await guest.page.waitForSelector('.record-card:has-text("In progress")')

    expect(await guest.page.locator('.record-section .item').count()).to.equal(2)
    expect([...guest.wrong, ...desk.wrong]).to.deep.equal([])
    await guest.close()
    await desk.close()
  })

  it('runs nothing that anybody typed', async () => {
    const typed = [
      '<img src=x onerror="document.title=`owned`">',
      '<script>document.title="owned"</script>',
      '"><svg onload=alert(1)>',
    ]
    for (const text of typed) await inn.says('reception', 'lena', text)
    const { page, wrong, close } = await openAs(browser, inn, 'mia')
    for (const text of typed) {
      await page.fill('#compose-channel-text', text)
      await page.keyboard.press('Enter')
    }
    await page.waitForFunction((count) => document.querySelectorAll('#log .message').length === count, typed.length * 2)

    const shown = await page.locator('#log .said').allTextContents()
    expect(shown.slice(0, 3)).to.deep.equal(typed)
    expect(shown.slice(3)).to.have.members(typed)
    expect(await page.title()).not.to.contain('owned')
    expect(await page.locator('#log .said *').count()).to.equal(0)
    expect(wrong).to.deep.equal([])
    await close()
  })

  it('is dark where the system is, and stays as it was chosen', async () => {
    const { page, close } = await openAs(browser, inn, 'mia', { colorScheme: 'dark' })
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const dark = await background()
    await page.click('[data-theme-toggle]')
    const light = await background()
    await page.reload()

    expect(dark).to.equal('rgb(23, 26, 27)')
    expect(light).to.equal('rgb(255, 255, 255)')
    expect(await background()).to.equal(light)
    await close()
  })

  it('can be read, in light and dark: no words are fainter than 4.5 to 1', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await openAs(browser, inn, 'mia', { colorScheme })
      await page.click('#sidebar [data-global-shortcut]')
      await page.fill('#field-what', 'Lamp dead')
      await page.click('#form [type=submit]')
      await page.waitForSelector('#log .card:has-text("INC-41")')
      const faint = [...(await faintTexts(page))]
      for (const path of ['/r/INC-41', '/nowhere']) {
        await page.goto(`${inn.url}${path}`)
        faint.push(...(await faintTexts(page)))
      }

      expect(faint, colorScheme).to.deep.equal([])
      await close()
    }
  })

  it('fits a phone: nothing to scroll sideways, in any of its views', async () => {
    const root = await inn.says('reception', 'lena', `A long word: ${'umbrella'.repeat(30)}`)
    await inn.says('reception', 'mia', 'Mine', root.message)
    const options = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true }
    const { page, close } = await openAs(browser, inn, 'mia', options)
    const widths: number[] = []
    const measure = async () => widths.push(await page.evaluate(() => document.documentElement.scrollWidth))
    await measure()
    await page.click('[data-open-menu]')
    await page.click('#sidebar [data-global-shortcut]')
    await page.waitForSelector('#form[open]')
    await measure()
    await page.fill('#field-what', 'x'.repeat(140))
    await page.click('#form [type=submit]')
    await page.waitForSelector('.whisper')
    await measure()
    await show(page, `${inn.url}/c/reception/t/${root.message}`)
    const thread = await page.locator('#thread').boundingBox()
    await measure()
    await show(page, `${inn.url}/r/INC-41`)
    await measure()

    expect(widths).to.deep.equal([360, 360, 360, 360, 360])
    expect(thread).to.include({ x: 0, width: 360 })
    await close()
  })

  it('offers in one menu what belongs to the choice in another, also after the form was shut', async () => {
    const { page, wrong, close } = await openAs(browser, inn, 'mia')
    const offered = () => page.locator('#field-trouble option').evaluateAll((all) => all.map((one) => one.textContent))
    const report = async () => {
      await page.click('#sidebar [data-global-shortcut]')
      await page.waitForSelector('#form[open]')
    }
    await report()
    await page.selectOption('#field-trouble', 'cellar/mice')
    const room = await page.inputValue('#field-room')
    const inCellar = await offered()
    await page.keyboard.press('Escape')
    await report()
    const again = await page.inputValue('#field-trouble')
    await page.selectOption('#field-room', 'attic')

    expect(room).to.equal('cellar')
    expect(inCellar).to.deep.equal(['None', 'dark', 'cellar/flood', 'cellar/mice'])
    expect(again).to.equal('cellar/mice')
    expect(await offered()).to.deep.equal(['None', 'dark', 'attic/draught'])
    expect(await page.inputValue('#field-trouble')).to.equal('')
    await page.selectOption('#field-room', '')
    expect(await offered()).to.have.lengthOf(5)
    expect(wrong).to.deep.equal([])
    await close()
  })

  it('shows the page that a link in another site leads to, as who one is', async () => {
    const { page, close } = await openAs(browser, inn, 'lena')
    const elsewhere = inn.url.replace('127.0.0.1', 'localhost')
    await page.route(`${elsewhere}/**`, (route) => {
      return route.fulfill({ contentType: 'text/html', body: `<a href="${inn.url}/c/security">link</a>` })
    })
    await page.goto(`${elsewhere}/elsewhere`)
    await page.click('a')
    await page.waitForSelector('html[data-ready]')

    expect(await page.textContent('#channel-title')).to.equal('#security')
    await close()
  })
})
