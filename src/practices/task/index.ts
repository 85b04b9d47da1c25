import { followTask } from '../../desk/index.js'
import { can } from '../../people/index.js'
import { definePractice } from '../practice.js'
import { workers } from './policy.js'
import { taskPromises } from './promises.js'
import { taskDetails } from './record.js'
import { type Gathered, taskCard, taskOffers, taskTells } from './views.js'
import { taskWords } from './words.js'
import { taskLife } from './workflow.js'

export { outputCard } from './output-card.js'

/** Tasks: what teams do so that a request or an access comes about. */
export const task = definePractice({
  name: 'task',
  prefix: 'TSK',
  life: taskLife,
  details: taskDetails,
  workers,
  links: ['part of', 'related to'],
  promises: taskPromises,
  inside: true,
  card: taskCard,
  asks: ['ready', 'fail'],
  offers: taskOffers,
  gathers: async (_, __, record, { viewer }): Promise<Gathered> => ({
    isForOthers: viewer !== undefined && !can(viewer, workers, record),
  }),
  tells: taskTells,
  follows: async (parts, work, record) => {
    await followTask(parts, work, record)
    return undefined
  },
  words: taskWords,
})
