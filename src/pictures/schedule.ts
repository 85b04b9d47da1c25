import { type Look, type Schedule, type ScheduleBar, type ScheduleLook, scheduleLooks } from '../chat/picture.js'
import { type Colours, colours } from './colours.js'
import { sampleOf } from './schedule-marks.js'
import { monthOf } from './schedule-month.js'
import { type Drawn, weekOf } from './schedule-week.js'
import { drawing, fitted, text, widthOf } from './svg.js'

/** As broad as a telephone shows without making it smaller. */
const width = 360
const headHeight = 40
const titleSize = 15
/** Bold letters are as much broader. */
const bolder = 1.13

/** What is planned, as SVG: its title, the week or the month, and what its signs mean. */
export function scheduleOf(picture: Schedule, look: Look): string {
  const colour = colours[look]
  const { days, words } = picture
  const title = text(fitted(words.title, titleSize * bolder, width - 24), 12, 26, {
    size: titleSize,
    fill: colour.ink,
    weight: 600,
  })
  const body =
    picture.span === 'week' ? weekOf(days, headHeight, colour) : monthOf(days, words.weekdays, headHeight, colour)
  const legend = legendOf(picture, headHeight + body.height + 16, colour)
  return drawing(width, headHeight + body.height + 16 + legend.height, words.title, title + body.svg + legend.svg)
}

const gap = 14
const row = 16

/** Only what the picture has of. */
function legendOf({ days, words }: Schedule, top: number, colour: Colours): Drawn {
  const there = new Set(days.flatMap(({ bars }) => bars.flatMap(looksOf)))
  const parts: string[] = []
  let [x, y] = [12, top]
  for (const look of scheduleLooks) {
    if (!there.has(look)) continue
    const meaning = words.legend[look]
    const [, broad] = sampleOf(look, x, y, colour)
    const needed = broad + 5 + widthOf(meaning, 10)
    if (x > 12 && x + needed > width - 12) [x, y] = [12, y + row]
    const [sample] = sampleOf(look, x, y, colour)
    parts.push(sample, text(meaning, x + broad + 5, y + 3.6, { size: 10, fill: colour.soft }))
    x += needed + gap
  }
  return { svg: parts.join(''), height: parts.length === 0 ? 0 : y - top + row }
}

const looksOf = ({ kind, risk, wanted, clash }: ScheduleBar): readonly ScheduleLook[] =>
  kind === 'change'
    ? [risk ?? 'unknown', ...(wanted ? (['wanted'] as const) : []), ...(clash ? (['clash'] as const) : [])]
    : [kind]
