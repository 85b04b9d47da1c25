export { drawNumber, numberIn } from './numbering.js'
export {
  entriesByIds,
  entriesIn,
  entriesOf,
  entryById,
  filesOf,
  findRecord,
  knownTo,
  type Listing,
  linksOf,
  listRecords,
  membersOf,
  newestEntry,
  newestOfKinds,
  numbered,
  openFollowed,
  openInHands,
  openOf,
  openOfRequester,
  openOfTeam,
  peopleOf,
  privyRole,
  recordById,
  remarkById,
  remarkBySource,
  remarksOf,
  settled,
  visibleTo,
} from './queries.js'
export type { Entry, FileRow, HungFile, Link, Member, Patch, Rec, Remark } from './record.js'
export { index, lookalikes, reindex, reindexTalk, search } from './search.js'
export { entryTable, fileTable, linkTable, memberTable, recordTable, remarkTable } from './table.js'
export { recordsWords } from './words.js'
export {
  type By,
  decide,
  type Input,
  type Life,
  openVerbs,
  stateKey,
  type Verb,
  verbKey,
  workflow,
} from './workflow.js'
