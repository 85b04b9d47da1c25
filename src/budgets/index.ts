export { type Charged, charge, chargesIn, chargesOf, type Standing, standingOf, uncharge } from './charge.js'
export type { ChargeRow } from './table.js'
