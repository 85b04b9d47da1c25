import { definePractice } from '../practice.js'
import { decision, extension, goesOn, need } from './approvers.js'
import { gatherFor } from './gathered.js'
import { detailsOf, workers } from './policy.js'
import { accessPromises } from './promises.js'
import { accessDetails } from './record.js'
import { followAccess, passRights } from './register.js'
import { accessOffers, accessTells } from './steps.js'
import { followWork } from './team-work.js'
import { accessCard } from './views.js'
import { accessWords } from './words.js'
import { accessLife } from './workflow.js'

export { demandGrantable, extend, request } from './asking.js'
export { accessSheets } from './campaign-card.js'
export { keepCampaigns } from './campaign-jobs.js'
export { keepRights } from './expiry.js'
export { followPeople } from './people.js'
export { registerCard, shows as rightShows } from './register-card.js'
export { answered, certify, orphansCard, reviewCard } from './review.js'

/** The access practice: who may do what with a service, on whose word, and until when. */
export const access = definePractice({
  name: 'access',
  prefix: 'ACC',
  life: accessLife,
  details: accessDetails,
  workers,
  links: ['related to', 'caused'],
  promises: accessPromises,
  gates: { 'checking need': need, 'awaiting approval': decision, 'awaiting extension': extension },
  bars: (record) => {
    const { for: person, extension: wish } = detailsOf(record)
    return [person, ...(wish ? [wish.by] : [])]
  },
  card: accessCard,
  asks: ['warn', 'return'],
  offers: accessOffers,
  tells: accessTells,
  follows: followAccess,
  next: goesOn,
  ordered: (record) => {
    const { right, for: person, until, days } = detailsOf(record)
    return {
      ...{ item: right, for: person },
      fields: { ...(until === undefined ? {} : { until }), ...(days === undefined ? {} : { days: String(days) }) },
    }
  },
  passes: passRights,
  tasked: (parts, work, record, { task }) => followWork(parts, work, record, task),
  gathers: gatherFor,
  words: accessWords,
})
