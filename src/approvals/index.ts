export { type Ballot, type Choice, type Rule, type Tally, tally } from './tally.js'
