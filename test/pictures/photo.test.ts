import { Resvg } from '@resvg/resvg-js'
import { expect } from 'chai'
import type { Photo } from '../../src/chat/picture.js'
import { createPictures } from '../../src/pictures/index.js'
import { pngOf } from '../builders/png.js'

const photo: Photo = {
  kind: 'photo',
  name: 'towel.png',
  digest: 'a'.repeat(64),
  words: { title: 'Towel <b> & "soap"' },
}
const showing = (bytes: Uint8Array | undefined) => createPictures({ photo: async () => bytes })

describe('A photo that was given', () => {
  it('is the same bytes as a PNG', async () => {
    const given = pngOf(48, 32)
    expect(Buffer.from(await showing(given).png(photo))).to.deep.equal(given)
  })

  it('is a drawing with all of it inside, by its title, and nothing from elsewhere', async () => {
    const svg = await showing(pngOf(48, 32)).svg(photo, 'dark')

    expect(svg).to.include('aria-label="Towel &lt;b&gt; &amp; &quot;soap&quot;"').and.include('width="48" height="32"')
    expect(svg.match(/href="([^,]+),/)?.[1]).to.equal('data:image/png;base64')
    expect(svg).to.not.match(/<script|\son\w+=|https?:\/\/(?!www\.w3\.org)/)
    const drawn = new Resvg(svg).render()
    expect([...drawn.pixels.subarray(0, 3)]).to.deep.equal([0x1f, 0x6a, 0x58])
  })

  it('is at most 640 points broad there, and keeps its shape', async () => {
    expect(await showing(pngOf(1_280, 400)).svg(photo, 'light')).to.include('width="640" height="200"')
  })

  it('is a frame with its title when it is there no more', async () => {
    const pictures = showing(undefined)
    expect(await pictures.svg(photo, 'light'))
      .to.include('Towel &lt;b&gt;')
      .and.not.include('<image')
    expect(
      Buffer.from(await pictures.png(photo))
        .subarray(1, 4)
        .toString(),
    ).to.equal('PNG')
  })
})
