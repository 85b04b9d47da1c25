import { expect } from 'chai'
import type { Network } from '../../src/chat/picture.js'
import { pictures } from '../builders/day.js'

const network = (label: string): Network => ({
  kind: 'network',
  nodes: [
    { id: 'switch-1', label, below: 'switch-1', how: 'failed' },
    { id: 'ap-1', label: 'Access point', how: 'hit' },
    { id: 'wifi', label: 'Wi-Fi', how: 'service' },
    { id: 'mail', label: 'Mail', how: 'weakened' },
  ],
  edges: [
    { from: 'ap-1', to: 'switch-1', label: 'is connected to' },
    { from: 'wifi', to: 'ap-1', label: 'is part of', backwards: true },
    { from: 'nobody', to: 'ap-1', label: 'is lost' },
  ],
  words: { title: 'If the switch fails' },
})

describe('A network that is drawn', () => {
  it('holds its words as they are, and nothing that runs, links or comes from elsewhere', async () => {
    const svg = await pictures.svg(network(`<script>alert(1)</script> & "so" \\N &lt; Ærø`), 'light')

    for (const words of ['Access point', 'is connected to', 'is part of', 'If the switch fails', 'Ærø'])
      expect(svg).to.include(words)
    expect(svg).to.include('&lt;script&gt;').and.include('\\N')
    expect(svg).to.not.include('is lost')
    expect(svg).to.not.match(/<(script|a|image|use|foreignObject|iframe|animate|!DOCTYPE)\b|\son\w+=|javascript:/i)
    expect(svg).to.not.match(/\s(xlink:)?(href|src)="|url\((?!#)|@import/)
  })

  it('is told apart without colours, and has those of where it is shown', async () => {
    const [light, dark] = await Promise.all([
      pictures.svg(network('Switch'), 'light'),
      pictures.svg(network('Switch'), 'dark'),
    ])

    expect(light).to.include('stroke-dasharray').and.include('#ae3228')
    expect(dark).to.include('#f0897f').and.not.include('#ae3228')
  })

  it('is a PNG as broad as a telephone shows it', async () => {
    const png = Buffer.from(await pictures.png(network('Switch')))

    expect(png.subarray(1, 4).toString()).to.equal('PNG')
    expect(png.readUInt32BE(16)).to.equal(1_080)
  })
})
