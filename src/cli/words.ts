import { words } from '../chat/language.js'
import { danish } from './words-da.js'
import { english } from './words-en.js'

/** What the command line says. */
export const cliWords = words(english, danish)
