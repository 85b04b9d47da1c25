import { BadConfig } from '../config.js'
import type { Automation } from '../organisation/index.js'
import type { CliCall } from './command.js'
import { readDeskFile } from './desk-file.js'
import { checkAutomation } from './doctor-automation.js'
import { print } from './terminal.js'

/** Names every problem of a desk file with its line, or says that there is none. Needs no database. */
export async function check(call: CliCall): Promise<number> {
  const {
    given: [file = ''],
    tell,
  } = call
  const { organisation } = await readDeskFile(file)
  const { name, people, teams, services } = organisation
  tell('check.right', { file, name, people: people.size, teams: teams.size, services: services.size })
  await tellOfAutomation(call, organisation.automation)
  return 0
}

/** What the file wants done by itself and cannot be, as far as this environment goes: the file is right all the same. */
async function tellOfAutomation({ config, terminal, voice }: CliCall, automation: Automation): Promise<void> {
  try {
    for (const { state, says } of await checkAutomation(config(), automation))
      if (state !== 'ok')
        print(terminal.output, `${voice.say('cli.check.itself')} ${voice.say(says.words, says.params)}`)
  } catch (error) {
    // Settings that are wrong are no matter of this file.
    if (!(error instanceof BadConfig)) throw error
  }
}
