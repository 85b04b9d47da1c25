import { startDesk } from '../desk.js'
import type { Loaded } from '../discord.js'
import { type Figure, figure } from '../figure.js'
import { newFolder } from '../processes.js'
import { type Around, right } from './around.js'
import { startDiscord } from './discord.js'

const rounds = 3
const seconds = 4
/** How often the memory is looked at meanwhile, in milliseconds. */
const every = 100

/** Resident memory with the console, Slack and Discord: after the start, and the most there ever was under load. */
export async function memory(around: Around): Promise<readonly Figure[]> {
  const discord = await startDiscord()
  const desk = await startDesk({ folder: newFolder(), api: around.api, env: discord.env })
  const started = desk.resident()
  let most = started
  const looking = setInterval(() => {
    most = Math.max(most, desk.resident())
  }, every)
  const load = { inFlight: 32, seconds, port: desk.port }
  const asked = [
    { asks: [{ command: '/desk', text: 'help' }], expect: '/incident report' },
    { asks: [{ command: '/incident', text: 'report {unique} work:stopped affects:me' }], expect: 'INC-' },
  ]
  // One at a time to begin with: what is asked for 32 times at once of a program that has done nothing yet comes late.
  for (const one of asked) right([await around.load({ ...load, ...one, inFlight: 1, seconds: 1 })])
  let done = 0
  for (let round = 0; round < rounds; round++) {
    for (const one of asked) {
      const result = await around.load({ ...load, ...one })
      right([result])
      done += result.done
    }
    done += (await discord.ask<Loaded>({ kind: 'load', words: ['desk', 'help'], inFlight: 32, seconds })).done
  }
  clearInterval(looking)
  const ended = desk.resident()
  await desk.stop()
  await discord.end()
  const detail = { 'commands answered': done, 'after the load': Math.round(ended) }
  return [
    figure({ figure: 'memory.after the start', value: started, unit: 'MB', atMost: 180 }),
    figure({ figure: 'memory.under load, most', value: most, unit: 'MB', atMost: 180, detail }),
  ]
}
