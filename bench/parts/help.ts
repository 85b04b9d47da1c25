import { startDesk } from '../desk.js'
import { type Figure, figure, median } from '../figure.js'
import { newFolder } from '../processes.js'
import { type Around, byTurns, right, startBareBolt } from './around.js'

const rounds = 5
const seconds = 3

/** Signed `/desk help` over HTTP, beside Bolt that only acknowledges the same request. */
export async function help(around: Around): Promise<readonly Figure[]> {
  const desk = await startDesk({ folder: newFolder(), api: around.api })
  const bolt = await startBareBolt(around)
  const asks = [{ command: '/desk', text: 'help' }]
  const load = { asks, inFlight: 32, seconds }
  const ofDesk = { ...load, port: desk.port, expect: '/incident report' }
  await around.load({ ...ofDesk, seconds: 1.5 })
  await around.load({ ...load, port: bolt.port, seconds: 1.5 })
  const { ones, others } = await byTurns(
    rounds,
    () => around.load(ofDesk),
    () => around.load({ ...load, port: bolt.port }),
  )
  await desk.stop()
  await bolt.end()
  right([...ones, ...others])
  const perSecond = median(ones.map((one) => one.perSecond))
  const limit = median(others.map((one) => one.perSecond))
  return [
    figure({
      figure: 'help.throughput',
      value: perSecond / limit,
      unit: '× bare Bolt',
      limit: 1,
      atLeast: 0.5,
      detail: {
        'desk per second': Math.round(perSecond),
        'bare Bolt per second': Math.round(limit),
        'desk p99 ms': median(ones.map((one) => one.p99)),
        'bare Bolt p99 ms': median(others.map((one) => one.p99)),
        ratios: ones.map((one, at) => Number((one.perSecond / (others[at]?.perSecond ?? Number.NaN)).toFixed(3))),
      },
    }),
  ]
}
