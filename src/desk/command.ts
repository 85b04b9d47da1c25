import type { Block, Line } from '../chat/card.js'
import type { Args, Call, Command, Takes } from '../chat/command.js'
import { formOf } from '../chat/form-of.js'
import type { Reply } from '../chat/reply.js'
import { type Input, type Rec, stateKey } from '../records/index.js'
import type { Desk } from './desk.js'

/** Declares a command of this desk. */
export const command = <const T extends Takes>(definition: Command<Desk, T>): Command<Desk, T> => definition

/**
 * What the one who moved a record is told. Whoever pressed a button or wrote in the thread sees the card and the thread
 * change; whoever typed a command elsewhere reads where the record stands and what was written into its history.
 */
export async function movedReply(call: Call<Desk>, record: Rec): Promise<Reply> {
  if (call.inbound.kind === 'press' || call.inbound.kind === 'said') return { kind: 'done' }
  const { voice } = call
  const line = voice.line('desk.moved', {
    number: { kind: 'record', number: record.number },
    title: record.title,
    state: { kind: 'strong', text: voice.say(stateKey(record.practice, record.state)) },
  })
  const newest = await call.desk.newest(record, voice)
  const blocks: Block[] = newest
    ? [{ kind: 'text', line: newest.line }, ...(newest.quote ? [{ kind: 'quote', text: newest.quote } as const] : [])]
    : []
  return { kind: 'whisper', card: { title: line, tone: 'good', blocks, page: `/r/${record.number}` } }
}

/** What somebody is told who did something that is no move: one line, also where they pressed a button. */
export const doneReply = (record: Rec, line: Line): Reply => ({
  kind: 'whisper',
  card: { title: line, tone: 'good', blocks: [], page: `/r/${record.number}` },
})

/** A command that is one verb of a record's life; its arguments besides the record are the verb's inputs. */
export function verbCommand<const T extends Takes>(definition: {
  readonly name: string
  readonly verb: string
  readonly takes: T
  readonly who: string
  readonly example: string
  readonly aside?: true
  readonly hidden?: true
}): Command<Desk, T> {
  const { verb, ...rest } = definition
  return {
    ...rest,
    run: async (call, args: Args<T>) => {
      const { record, ...input } = args as unknown as Input
      return movedReply(call, await call.desk.move(record ?? '', verb, input))
    },
  }
}

/** The form of a command that was called with too little to do anything, filled in as far as is known; undefined where none can be opened. */
export function formInstead(
  { desk, voice, inbound }: Call<Desk>,
  name: string,
  known: Readonly<Record<string, string>> = {},
): Reply | undefined {
  const asks = desk.parts.registry.find(name)
  if (!asks || !inbound.canOpenForm || inbound.kind === 'submit') return undefined
  return { kind: 'form', form: formOf(asks, known, desk.parts.registry, voice) }
}
