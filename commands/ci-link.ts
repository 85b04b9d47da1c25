import { item, record } from '../src/chat/command.js'
import { command, doneReply } from '../src/desk/index.js'

/** Says that a record is about an item. */
export const ciLink = command({
  name: 'ci link',
  takes: { item: item(), record: record() },
  who: 'agent',
  example: '/ci link switch-1 INC-42',
  run: async ({ desk, voice }, { item: key, record: number }) => {
    const found = await desk.see(number)
    const linked = await desk.configuration.link(key, found)
    const gaps = { number: { kind: 'record', number: found.number }, key: { kind: 'code', text: linked.key } } as const
    return doneReply(found, voice.line('configuration.linked', gaps))
  },
})
