import type { CliCall } from './command.js'
import { readDeskFile } from './desk-file.js'

/** Names every problem of a desk file with its line, or says that there is none. Needs no database. */
export async function check({ given: [file = ''], tell }: CliCall): Promise<number> {
  const { organisation } = await readDeskFile(file)
  const { name, people, teams, services } = organisation
  tell('check.right', { file, name, people: people.size, teams: teams.size, services: services.size })
  return 0
}
