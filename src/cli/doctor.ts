import { BadConfig, type Config } from '../config.js'
import type { CliCall } from './command.js'
import { checkDatabase } from './doctor-database.js'
import { checkFiles } from './doctor-files.js'
import { checkSlackApp } from './doctor-slack.js'
import { type Finding, finding } from './finding.js'
import { print } from './terminal.js'

/** Looks at everything that keeps a desk from working, and says of each thing whether it is right or what to do. */
export async function doctor({ terminal, voice, config }: CliCall): Promise<number> {
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
  if (settings.config) {
    tell(checkFiles(settings.config))
    tell(await checkDatabase(settings.config, voice))
    tell(await checkSlackApp(settings.config))
  }
  print(terminal.output, voice.say(mend === 0 ? 'cli.doctor.well' : 'cli.doctor.ill', { count: mend }))
  return mend === 0 ? 0 : 1
}

function settingsOf(config: () => Config): { readonly config?: Config; readonly found: readonly Finding[] } {
  try {
    return { config: config(), found: [finding('ok', 'settings')] }
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error
    return { found: error.problems.map((says) => ({ state: 'mend', says })) }
  }
}
