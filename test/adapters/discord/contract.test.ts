import { platformContract } from '../../contracts/platform.js'
import { discordStage } from './stage.js'

// No menu of Discord stands anywhere, and nobody archives a channel: a thread is put away, and opens again when written in.
const lacks = ['shortcut anywhere', 'archive', 'faults: archive'] as const

platformContract('Discord over the gateway', discordStage('gateway'), lacks)
platformContract('Discord over HTTP', discordStage('http'), lacks)
