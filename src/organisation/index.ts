export type { AccessPolicy, Right, RightApprover } from './access.js'
export { metrics } from './agreement-schema.js'
export type { Agreement, AlertPolicy, Audience, Metric, Step } from './agreements.js'
export { promised } from './agreements.js'
export { type Applying, applyDesk, digestOf, newestVersion, organisationIn } from './apply-desk.js'
export {
  type AutomatedRun,
  type Automation,
  automatedRunOf,
  type Script,
  type Webhook,
} from './automation.js'
export { marksIn } from './automation-problems.js'
export { taskRun } from './automation-schema.js'
export { type SubjectPart, subjectParts } from './board-schema.js'
export { type Board, boardIn, type Seat, type Seated } from './boards.js'
export { type Budget, type BudgetPeriod, budgetFor, periodAt } from './budgets.js'
export type {
  Approver,
  Booked,
  CatalogueApproval,
  CatalogueCategory,
  CatalogueField,
  CatalogueItem,
  CatalogueTask,
  Preapproval,
  Price,
} from './catalogue.js'
export {
  type Album,
  comparePictures,
  type DeskPicture,
  type FoundFile,
  type KnownPicture,
  knownPictures,
  largestAlbum,
  largestPicture,
  pictureBytes,
  pictureOf,
  picturesFor,
} from './catalogue-pictures.js'
export { type FieldKind, fieldKinds } from './catalogue-schema.js'
export type { ChangeKind } from './change-schema.js'
export { changeKinds } from './change-schema.js'
export { type ChangePolicy, type Freeze, wallInstant } from './changes.js'
export { compareDesks, type DeskChange, describeChanges } from './compare.js'
export { createDesks, type Desks } from './desks.js'
export { isZone } from './fields.js'
export * from './lookups.js'
export { type Meets, meetsOf } from './meets.js'
export type * from './organisation.js'
export { type Problem, problemLine, problemText, type Saying } from './problems.js'
export { type DeskReading, readDesk } from './read-desk.js'
export { isWallTime, type Recurrence, type Recurring, recurring, ruleProblem, type Span } from './recurrence.js'
export { approvingRoles, isRole, type Role, roles } from './roles.js'
export type { TimeOfDay } from './rotation-schema.js'
export { type EscalationStep, peopleOfRotation, type Rotation, type Segment } from './rotations.js'
export { type Routed, routesFor } from './routing.js'
export { type HandedOver, type HandOver, linkTo } from './sync-people.js'
export {
  type AccountRow,
  accountTable,
  type DeskVersionRow,
  deskVersionTable,
  type PersonRow,
  personTable,
} from './table.js'
export { lengthText, type Target, targetText } from './target.js'
export type { Failures } from './template-schema.js'
export { type AllowedItem, allowedWord, isExpired, type Template } from './templates.js'
export { dayOf, instantOf, localDay } from './wall-clock.js'
export { organisationWords } from './words.js'
