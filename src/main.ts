import { pino } from 'pino'
import type { Voice } from './chat/language.js'
import type { Config } from './config.js'
import { systemClock } from './kernel/clock.js'
import { randomIds } from './kernel/ids.js'
import { type Running, startDesk } from './process.js'

/** Runs the desk until it is told to stop, and gives the exit code. Throws what keeps it from starting. */
export async function serve(config: Config, voice: Voice, out: (line: string) => void): Promise<number> {
  const log = pino({ level: config.logLevel, base: null, redact: ['token', '*.token', 'authorization'] })
  const stopped = whenStopped()
  const desk = await startDesk({ config, clock: systemClock, ids: randomIds, log })
  out(welcome(desk, config, voice))
  await stopped
  await desk.stop()
  return 0
}

/** The line that says where to look. */
function welcome(desk: Running, config: Config, voice: Voice): string {
  const { port } = desk.web?.address() ?? { port: config.port }
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  const there = desk.platforms.filter((platform) => !platform.listeningSince || platform.listeningSince())
  const also = there.map(({ name }) => name).filter((name) => name !== 'console')
  const said = { name: desk.desks.current().name, url: `http://${host}:${port}`, platforms: also.join(', ') }
  return voice.say(also.length > 0 ? 'start.open_also' : 'start.open', said)
}

/** The first signal: stop in order. A second one: at once. */
export function whenStopped(): Promise<void> {
  return new Promise((resolve) => {
    let told = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (told) process.exit(1)
        told = true
        resolve()
      })
    }
  })
}
