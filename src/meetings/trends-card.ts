import { DateTime } from 'luxon'
import type { Block, Card } from '../chat/card.js'
import type { Voice } from '../chat/language.js'
import type { Board } from './boards.js'
import type { Month, Trends } from './trends.js'

/** How changes went of late, in figures and as a picture. */
export function trendsCard(board: Board, trends: Trends, voice: Voice): Card {
  const { done, success, emergency, unauthorised, leadTime, causes } = trends
  const fact = (name: string, value: string) => ({ label: voice.say(`cab.trends.${name}`), value: [value] })
  const facts = [
    fact('done', String(done)),
    ...(success === undefined ? [] : [fact('success', percent(success))]),
    ...(emergency === undefined ? [] : [fact('emergency', percent(emergency))]),
    fact('unauthorised', String(unauthorised)),
    ...(leadTime === undefined ? [] : [fact('lead_time', lengthOf(leadTime, voice))]),
  ]
  return {
    title: [voice.say('cab.trends.title', { board: board.name[voice.language], months: trends.months.length })],
    tone: 'plain',
    blocks: [
      { kind: 'facts', facts },
      ...(done > 0 ? [pictureOf(trends, voice)] : [{ kind: 'note', line: [voice.say('cab.trends.none')] } as const]),
      ...(causes.length > 0 ? causesOf(causes, voice) : []),
    ],
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

function lengthOf(milliseconds: number, voice: Voice): string {
  const hours = Math.round(milliseconds / 3_600_000)
  return hours < 48
    ? voice.say('cab.trends.hours', { count: hours })
    : voice.say('cab.trends.days', { count: Math.round(hours / 24) })
}

function causesOf(causes: Trends['causes'], voice: Voice): readonly Block[] {
  return [
    { kind: 'text', line: [{ kind: 'strong', text: voice.say('cab.trends.causes') }] },
    { kind: 'list', items: causes.slice(0, 10).map(({ cause, count }) => ({ line: [`${count} × ${cause}`] })) },
  ]
}

function pictureOf({ months }: Trends, voice: Voice): Block {
  const label = ({ month }: Month): string =>
    DateTime.fromISO(`${month}-01`, { zone: 'UTC' }).setLocale(voice.language).toFormat('LLL')
  const words = {
    title: voice.say('cab.trends.picture'),
    good: voice.say('cab.trends.good'),
    bad: voice.say('cab.trends.bad'),
  }
  const points = months.map((one) =>
    voice.say('cab.trends.point', { month: label(one), good: one.succeeded, bad: one.done - one.succeeded }),
  )
  return {
    kind: 'image',
    picture: {
      kind: 'columns',
      columns: months.map((one) => ({ label: label(one), good: one.succeeded, bad: one.done - one.succeeded })),
      words,
    },
    alt: voice.say('cab.trends.alt', { points: points.join('; ') }),
  }
}
