import { Resvg } from '@resvg/resvg-js'
import { expect } from 'chai'
import { dayBlock, pictures } from '../builders/day.js'

describe('A picture that is drawn', () => {
  const { picture } = dayBlock()

  it('holds its words, and nothing that runs, links or comes from elsewhere', async () => {
    const title = `<script>alert(1)</script> & "so" ' <a href="https://example.org">`
    const svg = await pictures.svg(dayBlock({ title }).picture, 'light')

    for (const words of ['Still open', 'Planned', 'Breached', 'Now 14:32', '08:00']) expect(svg).to.include(words)
    expect(svg).to.include('&lt;script&gt;')
    expect(svg).to.not.match(/<(script|a|image|use|foreignObject|iframe|animate)\b|\son\w+=|javascript:/i)
    expect(svg).to.not.match(/\s(xlink:)?(href|src)="|url\((?!#)|@import/)
  })

  it('is told apart without colours: no two lines are dashed alike, and marks stand on those that change', async () => {
    const svg = await pictures.svg(picture, 'light')

    expect(new Set(svg.match(/stroke-dasharray="[^"]+"/g))).to.have.lengthOf.at.least(2)
    expect(svg).to.match(/<(circle|polygon|path)[^>]*fill="#ae3228"/)
  })

  it('has the colours of where it is shown', async () => {
    const [light, dark] = await Promise.all([pictures.svg(picture, 'light'), pictures.svg(picture, 'dark')])

    expect(light).to.include('#1d2523').and.not.include('#e8eae7')
    expect(dark).to.include('#e8eae7').and.not.include('#1d2523')
  })

  it('is a PNG on a light ground, sharp enough for a telephone', async () => {
    const png = Buffer.from(await pictures.png(picture))

    expect(png.subarray(1, 4).toString()).to.equal('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([1_080, 828])
    expect(cornerOf(png)).to.deep.equal([255, 255, 255, 255])
  })

  it('has its letters although the machine has no fonts', async () => {
    const [with_, without] = await Promise.all([
      pictures.png(picture),
      pictures.png({ ...picture, words: { ...picture.words, title: '', open: '', planned: '', breached: '' } }),
    ])

    expect(with_.byteLength - without.byteLength).to.be.above(3_000)
  })
})

/** The first point of a PNG. */
function cornerOf(png: Buffer): readonly number[] {
  const href = `data:image/png;base64,${png.toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1080" height="828"><image href="${href}" width="1080" height="828"/></svg>`
  return [...new Resvg(svg).render().pixels.subarray(0, 4)]
}

describe('The thread that draws', () => {
  it('takes one order after the other, many at once, and gives each its own', async () => {
    const titles = Array.from({ length: 20 }, (_, n) => `Team ${n}.`)

    const drawn = await Promise.all(titles.map((title) => pictures.svg(dayBlock({ title }).picture, 'light')))

    for (const [n, svg] of drawn.entries()) expect(svg).to.include(titles[n])
  })

  it('says so when something cannot be drawn, and draws the next', async () => {
    const broken = { ...dayBlock().picture, zone: 'Nowhere/Land' }

    const failure = await pictures.svg(broken, 'light').catch((error: unknown) => error)

    expect(failure).to.be.instanceOf(Error).with.property('message').that.includes('Nowhere/Land')
    expect(await pictures.svg(dayBlock().picture, 'dark')).to.include('<svg')
  })
})
