import { automationWords } from '../automation/words.js'
import { catalogueWords } from '../catalogue/words.js'
import { createVoices, type Language, languages, type Voices } from '../chat/language.js'
import { configurationWords } from '../configuration/words.js'
import { jobsWords } from '../jobs-words.js'
import { onCallWords } from '../oncall/words.js'
import { organisationWords } from '../organisation/words.js'
import { peopleWords } from '../people/words.js'
import { slaWords } from '../sla/words.js'
import { startWords } from '../start-words.js'
import { cliWords } from './words.js'

/** The voices of the command line: its own words and those of the rooms whose refusals it may have to tell. */
export const cliVoices: Voices = createVoices([
  cliWords,
  startWords,
  jobsWords,
  automationWords,
  catalogueWords,
  configurationWords,
  onCallWords,
  organisationWords,
  peopleWords,
  slaWords,
])

export const isLanguage = (typed: string): typed is Language => languages.some((language) => language === typed)
