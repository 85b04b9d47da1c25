import { optional, rest } from '../src/chat/command.js'
import { command } from '../src/desk/index.js'
import { budgetsCard } from '../src/practices/request/index.js'

/** How budgets stand, for those who answer for them. */
export const requestBudget = command({
  name: 'request budget',
  takes: { budget: optional(rest(75)) },
  who: 'anyone',
  example: '/request budget kitchen',
  reads: true,
  run: async (call, { budget }) => ({ kind: 'whisper', card: await budgetsCard(call, budget) }),
})
