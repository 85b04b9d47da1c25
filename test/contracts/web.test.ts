import { platformContract } from './platform.js'
import { openWebStage } from './web-stage.js'

platformContract('the console', openWebStage, [
  'rename',
  'file',
  'archive',
  'find',
  'faults: archive',
  'faults: refuse',
  'faults: lose',
])
