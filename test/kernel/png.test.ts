import { expect } from 'chai'
import { pngSize } from '../../src/kernel/png.js'
import { pngOf } from '../builders/png.js'

describe('the size of a PNG', () => {
  it('stands in a picture that is whole', () => {
    expect(pngSize(pngOf(480, 320))).to.deep.equal({ width: 480, height: 320 })
    expect(pngSize(Buffer.concat([pngOf(3, 2), Buffer.from('what a program left behind')]))).to.deep.equal({
      width: 3,
      height: 2,
    })
  })

  it('is not told of what is cut off anywhere, or has changed since it was written', () => {
    const whole = pngOf(4, 4)
    for (let length = 0; length < whole.length; length++) expect(pngSize(whole.subarray(0, length))).to.equal(undefined)
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0x20
      expect(pngSize(changed), `byte ${at}`).to.equal(undefined)
    }
  })

  it('is not told of anything else', () => {
    for (const other of ['', 'GIF89a', '<svg xmlns="http://www.w3.org/2000/svg"/>', '\x89PNG\r\n\x1a\n'])
      expect(pngSize(Buffer.from(other, 'latin1'))).to.equal(undefined)
  })
})
