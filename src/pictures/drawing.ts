import { Worker } from 'node:worker_threads'
import type { Look, Picture } from '../chat/picture.js'
import { seconds } from '../kernel/duration.js'

/** What is to be drawn, and as what: SVG in the colours of a place, or PNG. */
export interface Order {
  readonly id: number
  readonly picture: Picture
  readonly as: Look | 'png'
}

/** What came of an order. */
export interface Drawn {
  readonly id: number
  readonly is?: string | Uint8Array
  readonly failed?: string
}

interface Waiting {
  readonly resolve: (drawn: string | Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** Pictures are asked for in bunches, by a morning's posts. */
const idleFor = seconds(20)

/**
 * Draws in a thread of its own, which begins with the first picture and ends some seconds after the last: the libraries
 * take tens of megabytes, and a quarter of a second to load and as much to draw, in which nobody else is held up.
 */
export function createDrawing(): (picture: Picture, as: Order['as']) => Promise<string | Uint8Array> {
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let orders = 0
  const waiting = new Map<number, Waiting>()

  const begin = (): Worker => {
    const begun = new Worker(new URL('./drawing-thread.js', import.meta.url))
    begun.on('message', done)
    begun.on('error', (error) => failed(begun, error as Error))
    begun.on('exit', () => failed(begun, new Error('the thread that draws has ended')))
    return begun
  }

  const done = ({ id, is, failed: why }: Drawn): void => {
    const order = waiting.get(id)
    waiting.delete(id)
    if (is === undefined) order?.reject(new Error(`a picture could not be drawn: ${why}`))
    else order?.resolve(is)
    if (waiting.size > 0) return
    // A thread without work keeps no process alive.
    thread?.unref()
    idle = setTimeout(end, idleFor).unref()
  }

  const end = (): void => {
    const ending = thread
    thread = undefined
    void ending?.terminate()
  }

  const failed = (which: Worker, error: Error): void => {
    if (which !== thread) return
    thread = undefined
    for (const order of waiting.values()) order.reject(error)
    waiting.clear()
  }

  return (picture, as) =>
    new Promise((resolve, reject) => {
      clearTimeout(idle)
      thread ??= begin()
      thread.ref()
      const id = ++orders
      waiting.set(id, { resolve, reject })
      thread.postMessage({ id, picture, as } satisfies Order)
    })
}
