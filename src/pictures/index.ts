export { burnDown, type CountedDay } from './burn-down.js'
export { countedDay, type DaysClock } from './counted-day.js'
export { createPictures } from './pictures.js'
export { picturesWords } from './words.js'
