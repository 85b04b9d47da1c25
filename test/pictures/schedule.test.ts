import { expect } from 'chai'
import type { Schedule, ScheduleBar } from '../../src/chat/picture.js'
import { inLanes } from '../../src/pictures/schedule-week.js'
import { fitted, widthOf } from '../../src/pictures/svg.js'
import { pictures } from '../builders/day.js'

const bar = (of: Partial<ScheduleBar> = {}): ScheduleBar => ({
  kind: 'change',
  from: 1320,
  to: 1410,
  label: 'CHG-12',
  ...of,
})
const schedule = (bars: readonly ScheduleBar[], span: Schedule['span'] = 'week', days = 7): Schedule => ({
  kind: 'schedule',
  span,
  days: Array.from({ length: days }, (_, n) => ({
    label: `Day ${n}`,
    bars: n === 2 ? bars : [],
    ...(n === 3 ? { now: 700 } : {}),
  })),
  words: {
    title: 'What is planned',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    legend: {
      low: 'low risk',
      medium: 'medium risk',
      high: 'high risk',
      unknown: 'risk not known',
      wanted: 'not decided',
      clash: 'conflict',
      meeting: 'meeting',
      freeze: 'freeze',
      maintenance: 'maintenance window',
    },
  },
})

describe('A schedule that is drawn', () => {
  it('holds its words as they are, and nothing that runs, links or comes from elsewhere', async () => {
    for (const span of ['week', 'month'] as const) {
      const words = '<script>alert(1)</script> & "so" Ærø'
      const some = schedule([bar({ label: words, kind: 'freeze', from: 0, to: 1440 }), bar({ label: words })], span)
      const svg = await pictures.svg({ ...some, words: { ...some.words, title: words } }, 'light')

      expect(svg).to.include('&lt;script&gt;').and.include('&quot;so&quot;').and.include('Day 6')
      expect(svg).to.not.match(/<(script|a|image|use|foreignObject|iframe|animate|!DOCTYPE)\b|\son\w+=|javascript:/i)
      expect(svg).to.not.match(/\s(xlink:)?(href|src)="|url\(|@import/)
    }
  })

  it('tells risks apart by their signs, and freezes from windows by shade and lines', async () => {
    const signs = await Promise.all(
      (['low', 'medium', 'high'] as const).map(async (risk) => {
        const svg = await pictures.svg(schedule([bar({ risk })], 'month'), 'light')
        return svg.replace(/#[0-9a-f]{6}/g, '').replace(`${risk} risk`, '')
      }),
    )
    expect(new Set(signs).size).to.equal(3)

    const ground = await pictures.svg(schedule([bar({ kind: 'freeze' }), bar({ kind: 'maintenance' })]), 'light')
    expect(ground)
      .to.match(/<rect[^>]*fill="rgba/)
      .and.match(/<path d="M[^"]+L[^"]+M/)
    expect(await pictures.svg(schedule([bar({ wanted: true })]), 'light')).to.include('stroke-dasharray="3 2"')
  })

  it('explains the signs that it has, and no others', async () => {
    const svg = await pictures.svg(schedule([bar({ risk: 'high', clash: true })]), 'light')

    expect(svg).to.include('high risk').and.include('conflict')
    for (const other of ['low risk', 'not decided', 'freeze', 'meeting']) expect(svg).to.not.include(other)
  })

  it('has the colours of where it is shown', async () => {
    const [light, dark] = await Promise.all([
      pictures.svg(schedule([bar({ risk: 'high' })]), 'light'),
      pictures.svg(schedule([bar({ risk: 'high' })]), 'dark'),
    ])

    expect(light).to.include('#1d2523').and.include('#ae3228').and.not.include('#e8eae7')
    expect(dark).to.include('#e8eae7').and.include('#f0897f').and.not.include('#1d2523')
  })

  it('is a PNG as broad as a telephone shows it, and higher the more there is', async () => {
    const sizes = await Promise.all(
      [1, 8].map(async (many) => {
        const png = Buffer.from(await pictures.png(schedule(Array.from({ length: many }, () => bar()))))
        return [png.readUInt32BE(16), png.readUInt32BE(20)] as const
      }),
    )

    expect(sizes.map(([width]) => width)).to.deep.equal([1_080, 1_080])
    expect(sizes[1]![1]).to.be.above(sizes[0]![1])
  })

  it('keeps every word within its edges, wherever its bar stands', async () => {
    for (const [from, to] of [
      [0, 10],
      [0, 1440],
      [700, 710],
      [1430, 1440],
      [300, 1300],
    ] as const) {
      const svg = await pictures.svg(
        schedule([bar({ from, to, label: 'CHG-1234 A change with a long name', clash: true })]),
        'light',
      )
      const texts = [...svg.matchAll(/<text x="([\d.]+)"[^>]*font-size="(\d+)"[^>]*>([^<]*CHG[^<]*)</g)]
      expect(texts).to.have.lengthOf(1)
      const [, x, size, words] = texts[0]!
      expect(Number(x)).to.be.at.least(62)
      expect(Number(x) + widthOf(words!, Number(size))).to.be.at.most(356)
    }
  })

  it('has no two bars in one place', () => {
    const spans = [
      [0, 10],
      [5, 20],
      [16, 30],
      [0, 4],
      [22, 50],
    ].map(([begins, ends]) => ({ begins: begins!, ends: ends! }))
    for (const lane of inLanes(spans))
      for (const one of lane)
        for (const other of lane)
          if (one !== other) expect(one.ends < other.begins || other.ends < one.begins).to.equal(true)
    expect(inLanes(spans).flat()).to.have.members(spans)
  })

  it('cuts words to the room there is, and leaves them out where there is none', () => {
    expect(fitted('Replace the router', 10, 500)).to.equal('Replace the router')
    expect(fitted('Replace the router', 10, 60)).to.match(/^Repl.*…$/)
    expect(fitted('Replace', 10, 8)).to.equal('')
  })
})
