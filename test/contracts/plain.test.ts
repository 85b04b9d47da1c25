import { openPlainStage } from './plain-stage.js'
import { platformContract } from './platform.js'

platformContract('the terminal', openPlainStage, ['file', 'faults: archive', 'faults: refuse', 'faults: lose'])
