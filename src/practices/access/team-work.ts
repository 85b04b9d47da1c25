import { moveRecord, openTasks, type Parts, teamOrUsual } from '../../desk/index.js'
import type { Rec } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { rightName } from './apart.js'
import { detailsOf } from './policy.js'

/** What a team does about a right: it is given, or taken away, when that is done. */

/** The id of the task, by what it is for. */
const taskFor = { granting: 'grant', removing: 'remove' } as const

/** Opens the task of the team that gives and takes this right. Those who do it may see it, though it is private. */
export async function askTeam(parts: Parts, work: Work, record: Rec, what: keyof typeof taskFor): Promise<void> {
  const organisation = parts.desks.current()
  const { right, for: person } = detailsOf(record)
  const name = (await parts.directory.person(person))?.name ?? person
  const team = teamOrUsual(parts, organisation.access.rights.get(right)?.team, record.service)
  const says = (language: 'en' | 'da'): string =>
    parts.voices
      .in(language)
      .say(`access.work.${taskFor[what]}`, { name, right: rightName(organisation, right, language) })
  const run = organisation.access.rights.get(right)?.run
  const plan = {
    ...{ id: taskFor[what], what: { en: says('en'), da: says('da') }, team, after: [] },
    ...(run ? { run: { ...run } } : {}),
  }
  await openTasks(parts, work, record, [plan])
}

/** What follows for an access when its team has done its part, or will not. */
export async function followWork(parts: Parts, work: Work, record: Rec, task: Rec): Promise<void> {
  const by = { now: work.now }
  const move = async (verb: string, input: Readonly<Record<string, string>> = {}): Promise<void> =>
    void (await moveRecord(parts, work, record, { verb, input, by }))
  const id = task.details.task
  if (record.state === 'being granted' && id === taskFor.granting) {
    if (task.state === 'done') await move('grant')
    if (task.state === 'cancelled')
      await move('decline', {
        reason: parts.voices
          .in(record.language === 'da' ? 'da' : 'en')
          .say('access.work.declined', { number: task.number }),
      })
  }
  if (record.state === 'being removed' && id === taskFor.removing && task.state === 'done') await move('revoke')
}
