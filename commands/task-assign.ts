import { person, record } from '../src/chat/command.js'
import { command, movedReply } from '../src/desk/index.js'
import { Refusal } from '../src/kernel/errors.js'

/** Gives a task to somebody who works here. */
export const taskAssign = command({
  name: 'task assign',
  takes: { record: record('TSK'), to: person() },
  who: 'agent',
  example: '/task assign TSK-7 @priska',
  run: async (call, { record, to }) => {
    const { desk } = call
    if (!(await desk.works(to))) {
      const name = (await desk.person(to))?.name ?? to
      throw new Refusal('task.not_an_agent', { name }, 'to')
    }
    return movedReply(call, await desk.move(record, 'assign', { assignee: to }))
  },
})
