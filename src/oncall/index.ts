export { type Override, onCallAt, type Shift, shiftsBetween, type Turns } from './shifts.js'
