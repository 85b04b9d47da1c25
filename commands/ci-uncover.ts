import { item, text } from '../src/chat/command.js'
import { command, doneReply, formInstead } from '../src/desk/index.js'
import { implementationsOf, uncover } from '../src/practices/change/index.js'

/** Writes down as unauthorised what differs of an item from a baseline while no change accounts for it. */
export const ciUncover = command({
  name: 'ci uncover',
  takes: { item: item(), baseline: text(50) },
  who: 'agent',
  example: '/ci uncover ap-lobby baseline:"before the season"',
  hidden: true,
  before: async (call, asked) => {
    const { what, items, reason } = await call.desk.configuration.baselines.uncovered(
      asked,
      implementationsOf,
      call.voice,
    )
    return formInstead(call, 'change unauthorised', { what, items, reason })
  },
  run: async (call, asked) => {
    const { desk, voice } = call
    const { what, items, reason } = await desk.configuration.baselines.uncovered(asked, implementationsOf, voice)
    const record = await uncover(call, { what, items, reason })
    return doneReply(record, voice.line('change.uncovered', { number: { kind: 'record', number: record.number } }))
  },
})
