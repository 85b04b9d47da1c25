import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Machine, machine } from '../builders/frontdesk.js'
import { pngOf } from '../builders/png.js'
import { smallDesk } from '../organisation/files.js'

const desk = smallDesk({
  catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}, staff: For staff}
  items:
    parking: {picture: place.png, name: {en: "Parking <b>place</b>", da: Parkeringsplads}, category: stay, price: {amount: 18.5, currency: CHF, per: {en: night, da: nat}}, lead: 2h, deadline: "09:30", contact: team:reception}
    key: {name: {en: Master key, da: Hovednøgle}, category: staff, for: [team:reception, agent]}`,
})

describe('frontdesk catalogue', () => {
  let here: Machine
  before(async () => {
    here = await machine()
    await here.type(['migrate'])
    writeFileSync(join(here.home, 'place.png'), pngOf(300, 200))
    const { code, err } = await here.type(['apply', here.file('desk.yaml', desk), '--yes'])
    expect(code, err).to.equal(0)
  })
  after(() => here.close())
  const written = (name: string): string => readFileSync(join(here.home, name), 'latin1')
  const print = (...args: readonly string[]) => here.type(['catalogue', ...args])

  it('writes what everybody may order as one page that nothing typed can break', async () => {
    const file = join(here.home, 'catalogue.html')
    const { code, out } = await print('--html', file)

    expect(code).to.equal(0)
    expect(out).to.include(file)
    const page = readFileSync(file, 'utf8')
    expect(page)
      .to.include('<html lang="en">')
      .and.include('<h1>Small Inn: what can be ordered</h1>')
      .and.include('<h2>Your stay</h2>')
      .and.include('<h3>Parking &lt;b&gt;place&lt;/b&gt;</h3>')
      .and.match(/CHF.18\.50 per night/)
      .and.include('<dd>09:30</dd>')
      .and.include('<dd>Reception</dd>')
    const picture = `<img src="data:image/png;base64,${pngOf(300, 200).toString('base64')}"`
    expect(page).to.include(`${picture} alt="Picture: Parking &lt;b&gt;place&lt;/b&gt;">`).and.include('img-src data:')
    expect(page).not.to.include('<b>').and.not.include('Master key')
  })

  it('speaks the language asked for, and has what is for staff where all is asked for', async () => {
    const { code } = await print('--html', join(here.home, 'alt.html'), '--all', '--language', 'da')

    expect(code).to.equal(0)
    expect(readFileSync(join(here.home, 'alt.html'), 'utf8'))
      .to.include('<h3>Hovednøgle</h3>')
      .and.include('<dd>Reception, sagsbehandler</dd>')
      .and.match(/18,50.CHF pr\. nat/)
      .and.include('kl. 09.30')
  })

  it('writes a PDF, and both at once', async () => {
    const [pdf, html] = [join(here.home, 'both.pdf'), join(here.home, 'both.html')]
    const { code, out } = await print('--pdf', pdf, '--html', html)

    expect(code).to.equal(0)
    expect(out).to.include(pdf).and.include(html)
    expect(written('both.pdf').slice(0, 5)).to.equal('%PDF-')
    expect(written('both.pdf')).to.match(/\/Subtype \/Image\s+\/BitsPerComponent 8\s+\/Width 300\s+\/Height 200/)
    expect(written('both.html').slice(0, 15)).to.equal('<!doctype html>')
  })

  it('says what is missing, and where it cannot write', async () => {
    const nowhere = await print()
    expect(nowhere.code).to.equal(2)
    expect(nowhere.err).to.include('--pdf catalogue.pdf')

    const shut = await print('--pdf', join(here.home, 'no', 'folder.pdf'))
    expect(shut.code).to.equal(1)
    expect(shut.err).to.include('cannot be written').and.include('folder')
  })
})
