import { openPlainStage } from './plain-stage.js'
import { platformContract } from './platform.js'

platformContract('the terminal', openPlainStage, [
  'file',
  'picture',
  'faults: archive',
  'faults: refuse',
  'faults: lose',
])
