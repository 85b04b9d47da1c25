import { runsOf } from '../../automation/index.js'
import type { Block, Card } from '../../chat/card.js'
import type { Voice } from '../../chat/language.js'
import { accountOf, type Desk } from '../../desk/index.js'
import { Refusal } from '../../kernel/errors.js'
import { pieces } from '../../kernel/text.js'
import { can } from '../../people/index.js'
import type { Rec } from '../../records/index.js'
import { workers } from './policy.js'

/** So many characters of output are shown at once: a platform's message holds them. */
const pageLength = 2_000

/**
 * All that was kept of what came back from the last time a task did itself, piece by piece, for those who work on it.
 * Refuses with `record.not_allowed` and `task.no_output`.
 */
export async function outputCard(desk: Desk, record: Rec, voice: Voice, typed = '1'): Promise<Card> {
  const { number } = record
  if (!can(desk.caller, workers, record))
    throw new Refusal('record.not_allowed', { number, head: 'task', verb: { words: 'choices.task_verb.output' } })
  const [run] = await runsOf(desk.handed.reader, record.id)
  if (!run) throw new Refusal('task.no_output', { number })
  const all = run.output ? pieces(run.output, pageLength) : []
  const page = Math.min(Math.max(1, Math.trunc(Number(typed)) || 1), Math.max(1, all.length))
  const what = { kind: run.state === 'done' ? 'done' : 'failed' } as const
  const begun = run.state === 'done' || run.state === 'failed'
  const account = begun ? accountOf(run, what, voice, desk.organisation.zone) : voice.say('task.by_itself')
  const blocks: Block[] = account.split('\n').map((line) => ({ kind: 'text', line: [line] }))
  const shown = all[page - 1]
  if (shown !== undefined) blocks.push({ kind: 'quote', text: shown })
  if (all.length > 1)
    blocks.push({ kind: 'note', line: voice.line('task.piece', { page: String(page), pages: String(all.length) }) })
  if (page < all.length) {
    const press = { command: 'task output', args: { record: number, page: String(page + 1) } }
    blocks.push({ kind: 'actions', actions: [{ kind: 'press', label: voice.say('task.next_piece'), press }] })
  }
  return {
    title: [{ kind: 'record', number }, ` ${voice.say('task.output')}`],
    tone: run.state === 'failed' ? 'bad' : 'plain',
    blocks,
    page: `/r/${number}`,
  }
}
