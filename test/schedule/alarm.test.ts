import { expect } from 'chai'
import { createAlarms, type Wait } from '../../src/schedule/alarm.js'
import type { SlotlessJob } from '../../src/schedule/index.js'
import { manualClock } from '../builders/clock.js'

const start = '2031-03-03T09:00:00.000Z'

describe('A job that names the instant at which it has something to do', () => {
  const clock = manualClock()
  let ran: number[]
  beforeEach(() => {
    clock.to(start)
    ran = []
  })

  const since = (): number => clock.now().getTime() - Date.parse(start)
  const passes: Wait = async (milliseconds) => clock.forward(milliseconds)

  /** Takes its turns until it asks for none within the second; gives milliseconds after the start. */
  async function turnsOf(due: readonly number[], { takes = 0, wait = passes } = {}): Promise<readonly number[]> {
    await new Promise<void>((resolve) => {
      const job: SlotlessJob = {
        name: 'sweep',
        slotless: true,
        run: async () => undefined,
        async next(after) {
          const at = due.find((one) => one > after.getTime() - Date.parse(start))
          if (at === undefined || at - since() >= 1_000) resolve()
          return at === undefined ? undefined : new Date(Date.parse(start) + at)
        },
      }
      const alarms = createAlarms({
        clock,
        wait,
        turn: async () => {
          ran.push(since())
          clock.forward(takes)
        },
      })
      void alarms.turn(job)
    })
    return ran
  }

  it('runs at it, and leaves what is a second away to the next second', async () => {
    expect(await turnsOf([300, 850, 2_000])).to.deep.equal([0, 302, 852])
  })

  it('runs once more for what came due while it ran', async () => {
    expect(await turnsOf([20], { takes: 50 })).to.deep.equal([0, 150])
  })

  it('runs ten times a second at most, however much comes due in it', async () => {
    const turns = await turnsOf(Array.from({ length: 1_000 }, (_, n) => n + 1))

    expect(turns.slice(0, 3)).to.deep.equal([0, 100, 200])
    expect(turns.at(-1)).to.be.at.most(1_100)
  })

  it('is woken no more once the process stops', async () => {
    let wake: () => void = () => undefined
    const set = new Promise<void>((resolve) => {
      const job: SlotlessJob = {
        name: 'sweep',
        slotless: true,
        run: async () => undefined,
        next: async (after) => new Date(after.getTime() + 300),
      }
      const alarms = createAlarms({
        clock,
        turn: async () => void ran.push(since()),
        wait: (_, signal) =>
          new Promise((awake) => {
            wake = () => {
              alarms.stop()
              expect(signal.aborted).to.equal(true)
              awake()
            }
            resolve()
          }),
      })
      void alarms.turn(job)
    })
    await set
    wake()
    await Promise.resolve()

    expect(ran).to.deep.equal([0])
  })
})
