import { type Call, choice, record } from '../src/chat/command.js'
import { command, type Desk } from '../src/desk/index.js'
import { checkReadiness } from '../src/practices/change/index.js'

const answer = choice('answer', ['yes', 'no'], 'radio')

/** Whether a change of how people work has what it needs; what is missing is shown with the way it usually fails. */
export const changeReadiness = command({
  name: 'change readiness',
  takes: {
    record: record('CHG'),
    necessity: answer,
    vision: answer,
    plan: answer,
    resources: answer,
    competences: answer,
  },
  who: 'agent or requester',
  example: '/change readiness CHG-7 necessity:yes vision:yes plan:yes resources:no competences:yes',
  aside: true,
  run: (call: Call<Desk>, args) => checkReadiness(call, args),
})
