export { burnDown, type CountedDay } from './burn-down.js'
export { createPictures } from './pictures.js'
export { picturesWords } from './words.js'
