import { seconds } from '../kernel/duration.js'

/** After so many failed tries, which take about an hour, a message is parked: a platform's shorter outage is sat out. */
export const triesInAll = 20

/** Nothing posted with an unknown outcome is posted again sooner: a platform shows a message late at times. */
export const settleFor = seconds(30)
