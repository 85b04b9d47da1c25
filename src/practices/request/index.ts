import { type Parts, tasksOf, worksHere } from '../../desk/index.js'
import type { Patch, Rec } from '../../records/index.js'
import type { Work } from '../../store/index.js'
import { definePractice } from '../practice.js'
import { approval, beneficiary, wavedThrough } from './approvers.js'
import { followBudget } from './charging.js'
import { followRequest, taskMoved } from './fulfilment.js'
import { followStock } from './holding.js'
import { detailsOf, ordered, workers } from './policy.js'
import { requestPromises } from './promises.js'
import { requestDetails } from './record.js'
import { type Gathered, requestCard, requestOffers, requestShows, requestTells } from './views.js'
import { requestWords } from './words.js'
import { requestLife } from './workflow.js'

export {
  addToBasket,
  askedToAdd,
  askedToChange,
  askedToOrder,
  assign,
  basketCard,
  changeOrder,
  checkout,
  drop,
  order,
  rated,
} from './actions.js'
export { type Asked, answerFields } from './asking.js'
export { budgetsCard } from './budget-card.js'
export { exportCard, exportFormats, requestsAs, requestsFile } from './bulk/export.js'
export { importOrders, lookAtOrders } from './bulk/import.js'
export { requestBulkWords } from './bulk/words.js'
export { seeToRequests } from './jobs.js'
export { lastAnswers, lineFor, type Order, type Ordering, placeOrder, type Wanted } from './ordering.js'
export { repeat, standing, stop } from './standing.js'
export { keepStanding } from './standing-job.js'

/** After every move, what is taken, who pays and what is done for it are kept in step. */
async function follow(parts: Parts, work: Work, record: Rec): Promise<Patch | undefined> {
  const taken = await followStock(parts, work, record)
  const paid = await followBudget(parts, work, record)
  const done = await followRequest(parts, work, record)
  const details = { ...taken?.details, ...paid?.details, ...done?.details }
  return taken || paid || done ? { ...taken, ...paid, ...done, details } : undefined
}

/** The request practice: what people ask for when nothing is broken. */
export const request = definePractice({
  name: 'request',
  prefix: 'REQ',
  life: requestLife,
  details: requestDetails,
  workers,
  links: ['related to', 'child of'],
  promises: requestPromises,
  gates: { 'awaiting approval': approval },
  bars: (record) => [beneficiary(record)],
  card: requestCard,
  asks: ['return', 'nudge', 'fulfil', 'remind', 'confirm', 'close'],
  offers: requestOffers,
  tells: requestTells,
  follows: follow,
  async gathers({ directory }, reader, record, { viewer }): Promise<Gathered> {
    const tasks = await tasksOf(reader, record.id)
    const names = await directory.peopleByIds(tasks.flatMap(({ assignee }) => assignee ?? []))
    return { tasks, names, isForGuest: viewer !== undefined && !worksHere(viewer) }
  },
  shows: requestShows,
  tasked: taskMoved,
  ordered,
  next(record, organisation) {
    if (record.state === 'approved') return { verb: 'begin', input: {} }
    if (record.state !== 'submitted' || detailsOf(record).returned) return undefined
    const waved = wavedThrough(record, organisation)
    if (!waved) return { verb: 'ask', input: {} }
    const told: Record<string, string> = waved.code === 'preapproved' ? { told: JSON.stringify(waved.because) } : {}
    return { verb: 'wave', input: { because: waved.code, ...told } }
  },
  words: requestWords,
})
