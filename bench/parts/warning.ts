import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { alertTable } from '../../src/sla/index.js'
import { locationOf, openReader } from '../../src/store/index.js'
import { inn } from '../../test/builders/inn.js'
import { askOnce, fileIn, startDesk } from '../desk.js'
import { type Figure, figure, median } from '../figure.js'
import { newFolder } from '../processes.js'
import { team } from '../slack.js'
import type { Around } from './around.js'

const reports = 6
/** Slack takes a message a second in a channel: so far apart, no report and no alert has another one a second before it. */
const apart = 6_200

/** Alerts far enough apart that the channel is free: from the instant that each is about until Slack has it. */
export async function warning({ api }: Around): Promise<readonly Figure[]> {
  const folder = newFolder()
  const file = join(folder, 'desk.yaml')
  writeFileSync(file, deskFile)
  const desk = await startDesk({ folder, api, env: { DESK_FILE: file } })
  for (let n = 0; n < reports; n++) {
    await askOnce(desk.port, '/incident', `report ${things[n]} work:hampered affects:me`, `${api.answerTo}w${n}`)
    await sleep(apart)
  }
  // The last one's breach is nine seconds behind its report.
  await sleep(12_000)
  await desk.stop()
  const late = await lateness(folder, api.posts)
  if (late.length < reports * 2) throw new Error(`only ${late.length} alerts were handed over`)
  return [
    figure({
      figure: 'an alert is handed to Slack after its instant, a free channel: the slowest',
      value: Math.max(...late),
      unit: 's',
      atMost: 2,
      detail: { median: median(late), alerts: late.length },
    }),
  ]
}

const things = ['lamp', 'lift', 'kettle', 'window', 'carpet', 'shower', 'printer', 'door']

/** Seconds between what an alert was about and the post that told it. */
async function lateness(folder: string, posts: Around['api']['posts']): Promise<readonly number[]> {
  const location = locationOf(`sqlite:${fileIn(folder)}`, '/')
  if (!location) throw new Error('there is no database')
  const reader = await openReader(location)
  const alerts = await reader.read.select(alertTable, 'ORDER BY t."id"')
  await reader.close()
  return alerts.flatMap(({ entry, at }) => {
    const told = posts.find(({ body }) => new RegExp(`/(entry|alert)/${entry}/`).test(body))
    return told ? [(told.at - at.getTime()) / 1_000] : []
  })
}

const channel = `slack:${team}/C0BENCH00`

const deskFile = inn({
  routes: `\n  - {records: all, to: '${channel}', facts: all}`,
  defaults: `{channels: ['${channel}'], team: reception}`,
  agreements: `
  guests:
    kind: sla
    name: Guests
    targets: {incident: {resolution: 9s}}
    thresholds: [{at: 50, tell: assignee}]
    breach: {tell: channel}`,
})
