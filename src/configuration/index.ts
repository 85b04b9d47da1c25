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
export { isRelationKind, type RelationKind, relationKinds, sufferer } from './relations.js'
