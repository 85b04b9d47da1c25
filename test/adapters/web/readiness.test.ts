import { expect } from 'chai'
import { createReadiness } from '../../../adapters/web/readiness.js'

describe('what a load balancer is told', () => {
  it('is that a process is not ready until it is whole', () => {
    const readiness = createReadiness()

    readiness.hold()
    const early = readiness.asked()
    readiness.open()

    expect([early, readiness.asked()]).to.deep.equal([false, true])
  })

  it('is three times that a process is about to go, before it goes', async () => {
    const readiness = createReadiness()
    const heard = [readiness.asked(), readiness.asked()]
    let gone = false

    const leaving = readiness.leave().then(() => {
      gone = true
    })
    heard.push(readiness.asked(), readiness.asked())
    await Promise.resolve()
    const early = gone
    heard.push(readiness.asked())
    await leaving

    expect(heard).to.deep.equal([true, true, false, false, false])
    expect([early, gone]).to.deep.equal([false, true])
  })

  it('holds nobody up where no balancer asks', async () => {
    const readiness = createReadiness()
    readiness.asked()

    await readiness.leave()

    expect(readiness.asked()).to.equal(false)
  })
})
