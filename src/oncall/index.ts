export { type AskView, askCard, askEndCard, asksBlocks, coversBlocks, takenOverCard, undoneCard } from './ask-card.js'
export {
  type AnswerWord,
  type AskAnswer,
  answerAsk,
  answers,
  beginOf,
  isTheirs,
  openAsks,
  type Wish,
  writeAsk,
} from './asks.js'
export { type CalendarContent, calendarText } from './calendar.js'
export { type Link, nextInChain } from './chain.js'
export { coversOf, isCover, undoCover } from './covers.js'
export { feedBehind, feedFor, feedPath, tokenOf } from './feeds.js'
export { type ImportView, shiftsCard, shiftsTakenCard } from './import-card.js'
export {
  type Imported,
  type ImportPlan,
  importShifts,
  planImport,
  rotationNamed,
  shiftsIn,
} from './import-shifts.js'
export { type PageView, pageCard, pagedCard, unansweredCard } from './page-card.js'
export { cancelPages, nextPageDue, openPage, overdue, pagesOf } from './pages.js'
export { passDuties } from './pass-on.js'
export { type CalendarEntry, readCalendar } from './read-calendar.js'
export { type Roster, readRoster, rosterOf, whoIsOnCall } from './roster.js'
export { nextCard, nowCard, type People } from './roster-card.js'
export { holdRotation } from './rotation-row.js'
export { type Override, onCallAt, type Shift, shiftsBetween, type Turns } from './shifts.js'
export {
  type AskRow,
  askTable,
  type FeedRow,
  type OverrideRow,
  overrideTable,
  type PageRow,
  pageTable,
  rotationTable,
} from './table.js'
export { type Asking, coverWish, swapWish } from './wishes.js'
export { onCallWords } from './words.js'
