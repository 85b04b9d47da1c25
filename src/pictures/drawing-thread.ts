import { parentPort } from 'node:worker_threads'
import { pngOf, svgOf } from './draw.js'
import type { Drawn, Order } from './drawing.js'

/** The thread that draws. What it is told to do and what came of it bear the same number. */
parentPort?.on('message', async ({ id, picture, as }: Order) => {
  parentPort?.postMessage(await drawn(id, picture, as))
})

async function drawn(id: number, picture: Order['picture'], as: Order['as']): Promise<Drawn> {
  try {
    return { id, is: as === 'png' ? await pngOf(await svgOf(picture, 'light')) : await svgOf(picture, as) }
  } catch (error) {
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
