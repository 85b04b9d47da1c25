import type { Place } from './chat/address.js'
import type { Finding } from './chat/finding.js'
import type { Voice } from './chat/language.js'
import type { Platform } from './chat/platform.js'
import { checkAutomation } from './cli/doctor-automation.js'
import { checkDatabase } from './cli/doctor-database.js'
import { checkFiles, checkSpace } from './cli/doctor-files.js'
import { checkHeard } from './cli/doctor-heard.js'
import { finding } from './cli/finding.js'
import type { Config } from './config.js'
import type { Clock } from './kernel/clock.js'
import type { Automation } from './organisation/index.js'

export interface Examined {
  readonly config: Config
  readonly clock: Clock
  readonly voice: Voice
  /** The chat platforms that are configured, connected or not. */
  readonly platforms: readonly Platform[]
  /** What the desk file in force wants done by itself; undefined where none can be read. */
  readonly automation: () => Automation | undefined | Promise<Automation | undefined>
  /** What the desk file in force names on a platform. */
  readonly placesOn: (platform: string) => readonly Place[] | Promise<readonly Place[]>
}

/**
 * Looks at everything that could keep the desk from working, a part after the other: folder and disk, database and what
 * waits in it, each platform. What cannot be looked at is a finding, too.
 */
export async function* examineDesk(examined: Examined): AsyncGenerator<readonly Finding[]> {
  const { config, clock, voice, platforms, placesOn, automation } = examined
  yield checkFiles(config)
  yield await checkSpace(config)
  yield await checkDatabase(config, voice)
  const itself = await automation()
  if (itself) yield await checkAutomation(config, itself)
  yield await checkHeard(config, clock, platforms)
  for (const platform of platforms) {
    if (platform.examine) yield await examineOne(platform, await placesOn(platform.name))
  }
}

/** One platform whose looking fails keeps nobody from hearing of the others. */
async function examineOne(platform: Platform, places: readonly Place[]): Promise<readonly Finding[]> {
  try {
    return (await platform.examine?.(places)) ?? []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [finding('mend', 'platform_unseen', { platform: platform.name, why })]
  }
}
