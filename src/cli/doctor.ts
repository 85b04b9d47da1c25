import { pino } from 'pino'
import { platformsToExamine, voices } from '../assemble.js'
import type { Place } from '../chat/address.js'
import type { Voice } from '../chat/language.js'
import { BadConfig, type Config } from '../config.js'
import { placesNamed } from '../desk/index.js'
import { examineDesk } from '../examine.js'
import { systemClock } from '../kernel/clock.js'
import { randomIds } from '../kernel/ids.js'
import type { CliCall } from './command.js'
import { type Finding, finding } from './finding.js'
import { inForce } from './looking.js'
import { print } from './terminal.js'

const silent = pino({ level: 'silent' })

/** Looks at everything that keeps a desk from working, and says of each thing whether it is right or what to do. */
export async function doctor({ terminal, voice: { language }, config }: CliCall): Promise<number> {
  // The platforms speak for themselves, in words that the command line knows nothing of.
  const voice = voices.in(language)
  let mend = 0
  const tell = (found: readonly Finding[]): void => {
    for (const { state, says, hint } of found) {
      if (state === 'mend') mend++
      print(
        terminal.output,
        `${voice.say(`cli.doctor.state.${state}`).padEnd(6)} ${voice.say(says.words, says.params)}`,
      )
      if (hint && voice.has(hint.words)) print(terminal.output, `       → ${voice.say(hint.words, hint.params)}`)
    }
  }
  const settings = settingsOf(config)
  tell(settings.found)
  if (settings.config) for await (const found of examineFrom(settings.config, voice)) tell(found)
  print(terminal.output, voice.say(mend === 0 ? 'cli.doctor.well' : 'cli.doctor.ill', { count: mend }))
  return mend === 0 ? 0 : 1
}

/** Looks from outside, whether a desk is running or not. */
async function* examineFrom(config: Config, voice: Voice): AsyncGenerator<readonly Finding[]> {
  const platforms = await platformsToExamine({ config, clock: systemClock, ids: randomIds, log: silent })
  // Read only when it is needed: opening a database may make files beside it, and those are looked at first.
  const placesOn = async (platform: string): Promise<readonly Place[]> => {
    // That the database cannot be read is a finding of its own.
    const there = await inForce(config).catch(() => undefined)
    return there?.organisation ? placesNamed(there.organisation, platform) : []
  }
  const automation = async () => (await inForce(config).catch(() => undefined))?.organisation?.automation
  yield* examineDesk({ config, clock: systemClock, voice, platforms, placesOn, automation })
  if (platforms.length === 0) yield [finding('ok', 'no_platform')]
}

function settingsOf(config: () => Config): { readonly config?: Config; readonly found: readonly Finding[] } {
  try {
    return { config: config(), found: [finding('ok', 'settings')] }
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    return { found: error.problems.map((says) => ({ state: 'mend', says })) }
  }
}
