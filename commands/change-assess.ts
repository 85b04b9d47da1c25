import { type Call, choice, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { assess, tested, tried, undo } from '../src/practices/change/index.js'

/** Answers the questionnaire; the risk follows from it, from the register, and from how the same items went before. */
export const changeAssess = command({
  name: 'change assess',
  takes: {
    record: record('CHG'),
    tried: choice('tried', tried, 'radio'),
    undo: choice('undo', undo, 'radio'),
    tested: choice('tested', tested, 'radio'),
  },
  who: 'agent or requester',
  example: '/change assess CHG-7 tried:never undo:with_effort tested:partly',
  run: (call: Call<Desk>, args) => assess(call, args),
})
