import { dropRuns, type Ended, queueRun, type RunRow } from '../automation/index.js'
import { locales, type Voice } from '../chat/language.js'
import { shorten } from '../kernel/text.js'
import { type AutomatedRun, automatedRunOf, personTable, taskRun } from '../organisation/index.js'
import { type Rec, recordTable } from '../records/index.js'
import { actorWord, type Work } from '../store/index.js'
import { announceEntry } from './announce.js'
import { moveRecord } from './move.js'
import { type Parts, practiceOf } from './parts.js'
import { writeRemark } from './remark.js'
import { writeEntry } from './write-entry.js'

/** Tasks that do themselves: begun in the unit in which their turn comes, and a person's when they could not be done. */

/** After a task of a record moved: it is done by itself from when its turn has come until a person takes it over. */
export async function followRuns(parts: Parts, work: Work, task: Rec, parent: Rec): Promise<void> {
  const run = runOf(task)
  if (!run) return
  if (task.state !== 'open') return dropRuns(work, task.id, !task.open)
  const isNew = await queueRun(work, parts.ids, { record: task.id, run, told: await toldOf(parts, work, task, parent) })
  if (isNew) work.audit('automation.begun', task.number, usedBy(run))
}

/** As the desk file in force said it when the task was opened. */
function runOf({ details }: Rec): AutomatedRun | undefined {
  const parsed = taskRun.safeParse(details.run)
  if (!parsed.success) return undefined
  return parsed.data.webhook === undefined && parsed.data.script === undefined ? undefined : automatedRunOf(parsed.data)
}

const usedBy = (run: AutomatedRun): Readonly<Record<string, string>> =>
  'script' in run ? { script: run.script } : { webhook: run.webhook }

/** What the record's practice tells of it; of what has none, its numbers. */
async function toldOf(parts: Parts, work: Work, task: Rec, parent: Rec): Promise<RunRow['told']> {
  const line = typeof task.details.line === 'number' ? task.details.line : undefined
  const ordered = practiceOf(parts, parent.practice).ordered?.(parent, line)
  const whom = ordered?.for ?? parent.requester
  const person = await work.one(personTable, { id: whom })
  return {
    number: parent.number,
    task: task.number,
    step: String(task.details.task),
    ...(ordered?.item === undefined ? {} : { item: ordered.item }),
    ...(ordered?.count === undefined ? {} : { count: ordered.count }),
    for: { id: whom, name: person?.name ?? whom },
    fields: ordered?.fields ?? {},
  }
}

/** So much of what came back stands on the card: its beginning. All that is kept is behind `/task output`. */
const shownOutput = 600

/** Whether nobody has taken the task of a run over; it is held, so that nobody does meanwhile. */
export const isLeftToItself = async (work: Work, { record }: RunRow): Promise<boolean> =>
  (await work.hold(recordTable, { id: record }))?.state === 'open'

/** A run has ended: its task is done, or a person's with everything that is known. In the unit that writes it down. */
export async function afterRun(parts: Parts, work: Work, run: RunRow, ended: Ended): Promise<void> {
  const task = await work.hold(recordTable, { id: run.record })
  work.audit(`automation.${ended.kind}`, run.told.task, { ...usedBy(run.run), tries: run.tries.length })
  if (!task?.open) return
  const { language, zone } = parts.desks.current()
  const text = accountOf(run, ended, parts.voices.in(language), zone)
  const output = run.output === undefined ? {} : { output: shorten(run.output, shownOutput) }
  const by = { now: work.now }
  if (ended.kind === 'done')
    return void (await moveRecord(parts, work, task, { verb: 'finish', input: { note: text, ...output }, by }))
  if (task.state === 'open')
    return void (await moveRecord(parts, work, task, { verb: 'fail', input: { reason: text, ...output }, by }))
  // Somebody is at it already: they are told, and go on.
  const author = actorWord(work.actor)
  const remark = await writeRemark(work, task, { author, text, internal: false, files: [] })
  const entry = await writeEntry(work, task, 'said', { remark })
  await announceEntry(parts, work, task, entry, { milestone: false })
}

/** What was tried, when, and what came of it, for people to read. */
export function accountOf(run: RunRow, ended: Pick<Ended, 'kind'>, voice: Voice, zone: string): string {
  const by = 'script' in run.run ? ['by_script', run.run.script] : ['by_webhook', run.run.webhook]
  const [words, id = ''] = by
  const at = new Intl.DateTimeFormat(locales[voice.language], {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  })
  const named = { by: voice.say(`automation.${words}`, { id }) }
  const tries = run.tries.map(({ at: when, says }, nth) =>
    voice.say('automation.try', {
      nth: nth + 1,
      at: at.format(new Date(when)),
      says: says ? voice.say(says.words, says.params) : voice.say('automation.tried.unknown'),
    }),
  )
  if (ended.kind === 'failed') return [voice.say('automation.failed', named), ...tries].join('\n')
  return [voice.say('automation.done', named), ...(tries.length > 1 ? tries : [])].join('\n')
}
