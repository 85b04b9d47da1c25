import { platformContract } from '../../contracts/platform.js'
import { slackStage } from './stage.js'

platformContract('Slack over HTTP', slackStage('http'), ['complete'])
platformContract('Slack over Socket Mode', slackStage('socket'), ['complete'])
