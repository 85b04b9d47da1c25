import type { Voice } from '../chat/language.js'
import type { Config } from '../config.js'
import { runningDesk } from '../control.js'
import { Outage, Refusal } from '../kernel/errors.js'
import { pending } from '../notices/index.js'
import { comparePictures, digestOf } from '../organisation/index.js'
import { problemLine } from '../organisation/problems.js'
import type { Reader } from '../store/index.js'
import { databaseTrouble, placeOf } from '../trouble.js'
import { WrongDeskFile } from '../wrong-desk-file.js'
import { readDeskFile } from './desk-file.js'
import { type Finding, finding } from './finding.js'
import { hasDatabase, inForce, lookingAtAll, pendingMigrations } from './looking.js'

/** The database, whether it is up to date and served, what waits in it, and the desk file beside what is in force. */
export async function checkDatabase(config: Config, voice: Voice): Promise<readonly Finding[]> {
  const where = placeOf(config)
  if (!hasDatabase(config)) return [finding('ok', 'database_later', { where }), ...(await checkDeskFile(config, voice))]
  try {
    const seen = await lookingAtAll(config, async (read) => {
      const migrations = (await pendingMigrations(read)).length
      if (migrations > 0) return [finding('note', 'behind', { where, count: migrations })]
      return [finding('ok', 'database', { where }), ...(await checkOutbox(read))]
    })
    return [...(await checkProcess(config)), ...seen, ...(await checkDeskFile(config, voice))]
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Outage)) throw error
    const { params } = error instanceof Refusal ? error : databaseTrouble(error, config)
    return [finding('mend', 'database_closed', params)]
  }
}

async function checkProcess(config: Config): Promise<readonly Finding[]> {
  if (config.location.dialect !== 'sqlite') return []
  return [finding('ok', (await runningDesk(config)) ? 'running' : 'not_running')]
}

async function checkOutbox(read: Reader): Promise<readonly Finding[]> {
  const { count, failing, parked } = await pending(read)
  if (parked > 0) return [finding('mend', 'parked', { count: parked })]
  if (failing > 0) return [finding('note', 'failing', { count: failing })]
  return [finding('ok', 'outbox', { count })]
}

async function checkDeskFile(config: Config, voice: Voice): Promise<readonly Finding[]> {
  const file = config.deskFile
  const present = await inForce(config)
  try {
    const { source, pictures } = await readDeskFile(file)
    const differs =
      present && (present.digest !== digestOf(source) || comparePictures(present.pictures, pictures).length > 0)
    if (present && differs) {
      return [finding('note', 'desk_file_differs', { file, version: present.version })]
    }
    return [finding('ok', present ? 'desk_file_in_force' : 'desk_file', { file, version: present?.version ?? 0 })]
  } catch (error) {
    // What is in force stays in force: without a version the desk cannot start at all.
    const state = present ? 'note' : 'mend'
    if (error instanceof Refusal) return [finding(state, 'desk_file_missing', error.params)]
    if (!(error instanceof WrongDeskFile)) throw error
    const [first] = error.problems
    const line = first ? problemLine(first, file, voice) : ''
    return [finding(state, 'desk_file_wrong', { file, count: error.problems.length, line })]
  }
}
