export { historyOf, type NamedRelation, relationsOf } from './about-item.js'
export { baselineNamed, baselinesOf, takeBaseline } from './baselines/baseline.js'
export { baselinesCard, takenCard } from './baselines/baseline-card.js'
export { type Differing, differing, differingOf, noCounts, pageOf, type SpansOf, tally } from './baselines/differs.js'
export {
  countsText as differsText,
  differingLines,
  differsCard,
  peopleOn,
  type Uncovered,
  uncoveredIn,
} from './baselines/differs-card.js'
export type { Span } from './baselines/explain.js'
export { wrongWith } from './check.js'
export { doneCard, relatedCard } from './done-card.js'
export { historyCard } from './history-card.js'
export {
  type Alternatives,
  foundations,
  type Hit,
  type Impact,
  type Limits,
  type Need,
  type Spreading,
  spread,
  type Weakened,
  wayTo,
} from './impact.js'
export { type ImpactView, impactCard } from './impact-card.js'
export {
  type Brief,
  dependencies,
  dependents,
  type HitItem,
  type ImpactOf,
  impactOf,
  usualLimits,
  type WayStep,
  type WeakenedItem,
} from './impact-of.js'
export { impactPicture } from './impact-picture.js'
export {
  environments,
  type Item,
  type ItemFields,
  type ItemState,
  itemStates,
  itemTypes,
  keyOf,
  keysOf,
  levels,
  typesIn,
} from './item.js'
export { foundCard, type ItemView, itemCard, type Telling, typeName } from './item-card.js'
export { allOf, findItems, itemOf, itemsById, itemsByKey, type Register, type Sought } from './items.js'
export { addItem, type Books, changeItem } from './keep.js'
export { followItems, itemsOfRecord, linkItem, openRecordsAbout } from './records-about.js'
export { type Related, type Relating, relate, unrelate } from './relate.js'
export { isRelationKind, type RelationKind, relationKinds, sufferer } from './relations.js'
export { type Surroundings, surroundingsOf } from './surroundings.js'
export { type BaselineRow, type HistoryRow, type Reach, reaches } from './table.js'
export { applyImport } from './transfer/apply.js'
export type { EntryProblem, ItemEntry, Read, Source } from './transfer/entry.js'
export {
  type Format,
  fileNames,
  formatOf,
  formats,
  type Pieces,
  piecesOf,
  sourceOf,
  written,
} from './transfer/formats.js'
export { countsText, exportCard, importCard, importedCard, planText, problemText } from './transfer/import-card.js'
export { type ImportPlan, type PlanLine, type Progress, planImport } from './transfer/plan.js'
export { everything, type Told, toldOf } from './transfer/told.js'
export { readYaml } from './transfer/yaml.js'
export {
  enoughTyped,
  fieldsTyped,
  kindNamed,
  kindWords,
  stateNamed,
  stateWords,
  type TypedFields,
  typedOf,
} from './typed.js'
export { configurationWords } from './words.js'
