import { type Call, choice, long, record } from '../src/chat/command.js'
import { command, type Desk, movedReply } from '../src/desk/index.js'
import { askedForPlan, planNames } from '../src/practices/change/index.js'

/** How a change is done, tested or undone: a step in each line. */
export const changePlan = command({
  name: 'change plan',
  takes: { record: record('CHG'), plan: choice('plan', planNames, 'radio'), steps: long() },
  who: 'agent or requester',
  example: '/change plan CHG-7 back_out put the old controller back',
  before: (call: Call<Desk>, args) => askedForPlan(call, args),
  run: async (call: Call<Desk>, { record, ...input }) => movedReply(call, await call.desk.move(record, 'plan', input)),
})
