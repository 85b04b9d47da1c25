import { platformContract } from './platform.js'
import { openWebStage } from './web-stage.js'

platformContract('the console', openWebStage, [
  'rename',
  'archive',
  'find',
  'faults: archive',
  'faults: refuse',
  'faults: lose',
])
