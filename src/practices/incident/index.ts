import type { Caller } from '../../people/index.js'
import type { Rec } from '../../records/index.js'
import { definePractice } from '../practice.js'
import { detailsOf, workers } from './policy.js'
import { incidentPromises } from './promises.js'
import { incidentDetails } from './record.js'
import { incidentCard, incidentOffers, incidentTells } from './views.js'
import { incidentWords } from './words.js'
import { incidentLife } from './workflow.js'

export { askedAgain, assign, caught, join, report, turned } from './actions.js'
export { known, touched } from './answers.js'
export { audit } from './audit.js'
export { closeSilent } from './jobs.js'
export { same } from './meant.js'
export { ranked } from './priority.js'
export { affects, pendingReasons, resolutionCodes, works } from './record.js'
export { priorityText } from './views.js'

/** The incident practice: restore the service fast. */
export const incident = definePractice({
  name: 'incident',
  prefix: 'INC',
  life: incidentLife,
  details: incidentDetails,
  workers,
  links: ['duplicate of', 'caused by', 'child of', 'related to'],
  promises: incidentPromises,
  card: incidentCard,
  asks: ['resolve', 'confirm', 'close'],
  offers: incidentOffers,
  tells: incidentTells,
  heard: answered,
  words: incidentWords,
})

/** The requester's word ends the waiting for it. */
function answered(
  record: Rec,
  by: Caller,
): { readonly verb: string; readonly input: Readonly<Record<string, string>> } | undefined {
  const waits = record.state === 'pending' && detailsOf(record).pending === 'awaiting_user'
  return waits && by.person.id === record.requester ? { verb: 'resume', input: {} } : undefined
}
