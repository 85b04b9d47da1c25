import { definePractice } from '../practice.js'
import { decision } from './authority.js'
import { workers } from './policy.js'
import { changePromises } from './promises.js'
import { changeDetails } from './record.js'
import { changeOffers, changeTells } from './steps.js'
import { changeCard, changeShows } from './views.js'
import { exceptChange, followChange, gatherFor } from './windows.js'
import { changeWords } from './words.js'
import { changeLife } from './workflow.js'

export {
  askedAgain,
  askedForPlan,
  assess,
  assign,
  checkReadiness,
  finish,
  propose,
  redescribe,
  submit,
  tick,
  unauthorised,
  uncover,
} from './actions.js'
export { implementationsOf } from './implementations.js'
export { remindOfChanges } from './jobs.js'
export { lookAtWindows } from './look-again.js'
export { causes, changeKinds, ingredients, planNames, results, riskClasses, tested, tried, undo } from './record.js'
export { despite, except, schedule, start } from './scheduling.js'
export { templatesCard } from './templates-card.js'
export { riskReasonText } from './views.js'

/** The change practice: change what services rest on without surprises. */
export const change = definePractice({
  name: 'change',
  prefix: 'CHG',
  life: changeLife,
  details: changeDetails,
  workers,
  links: ['caused', 'carried out by', 'related to', 'child of'],
  promises: changePromises,
  gates: { 'ready for decision': decision },
  card: changeCard,
  asks: ['window_opens', 'window_ends'],
  offers: changeOffers,
  tells: changeTells,
  shows: changeShows,
  follows: followChange,
  approved: exceptChange,
  gathers: gatherFor,
  words: changeWords,
})
