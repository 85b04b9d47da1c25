import { expect } from 'chai'
import { nearestWord } from '../../src/chat/near.js'

describe('The word that was probably meant', () => {
  const verbs = ['take', 'wait', 'resolve', 'report', 'show']

  it('is found when two letters changed places, even in a short word', () => {
    expect(nearestWord('tkae', verbs)).to.equal('take')
    expect(nearestWord('reoprt', verbs)).to.equal('report')
  })

  it('is found when a letter is missing, too many or another one', () => {
    expect(nearestWord('tak', verbs)).to.equal('take')
    expect(nearestWord('showw', verbs)).to.equal('show')
    expect(nearestWord('resalve', verbs)).to.equal('resolve')
  })

  it('is none when nothing is near', () => {
    expect(nearestWord('lunch', verbs)).to.equal(undefined)
  })
})
