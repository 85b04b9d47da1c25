import { expect } from 'chai'
import { type Block, type Card, plainLine } from '../../src/chat/card.js'
import { calendarCard } from '../../src/forward/calendar-card.js'
import { calendarVoices, december, freeze, planned, viewOf } from '../builders/calendar.js'

const [en, da] = [calendarVoices.in('en'), calendarVoices.in('da')]

const textOf = (card: Card): string => card.blocks.flatMap(linesOf).join('\n')
function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'note':
      return [plainLine(block.line)]
    case 'list':
      return block.items.map(({ line, detail }) => `- ${plainLine(line)}${detail ? ` | ${plainLine(detail)}` : ''}`)
    default:
      return []
  }
}
const pressesOf = (card: Card) =>
  card.blocks.flatMap((block) =>
    block.kind === 'actions'
      ? block.actions.flatMap((action) =>
          action.kind === 'press' ? [{ label: action.label, ...action.press.args }] : [],
        )
      : [],
  )
const imageOf = (card: Card) => card.blocks.find((block) => block.kind === 'image')

describe('The calendar of a week', () => {
  const card = calendarCard(viewOf(december), { page: 1 }, en)

  it('tells its days with times, risks, freezes, windows and conflicts, by the organisation’s clock', () => {
    expect(plainLine(card.title)).to.equal('Changes in week 49, 30 Nov – 6 Dec 2026')
    expect(textOf(card)).to.equal(`Tuesday 1 December
- 22:00–23:30 ● CHG-12 New router ⚠ | Wifi · high risk · scheduled · ⚠ conflict
- from 22:30 ◐ CHG-13 New firmware | Wifi · medium risk · scheduled
Wednesday 2 December
- until 03:30 ◐ CHG-13 New firmware | Wifi · medium risk · scheduled
- 10:00–11:00 Meeting: Change advisory board
Thursday 3 December · ▨ Maintenance window: Wifi 02:00–05:00
- 09:00–17:00 ○ CHG-15 Locks | Wifi · low risk · requested
Friday 4 December
- 01:00–02:00 ▫ Private change
Saturday 5 December · ❄ Freeze: Ski championship
Sunday 6 December · ❄ Freeze: Ski championship
Times are those of Europe/Zurich.`)
  })

  it('is in Danish for whoever reads that', () => {
    const danish = calendarCard(viewOf(december), { page: 1 }, da)

    expect(plainLine(danish.title)).to.equal('Ændringer i uge 49, 30. nov. – 6. dec. 2026')
    expect(textOf(danish)).to.include('Tirsdag den 1. december\n- 22:00–23:30 ● CHG-12').and.include('til 03:30')
  })

  it('turns to earlier and later ones, and to the month, and keeps to its service', () => {
    const asked = { page: 1, service: 'wifi' }
    const of = calendarCard({ ...viewOf(december), service: 'Wi-Fi' }, asked, en)

    expect(plainLine(of.title)).to.equal('Changes in week 49, 30 Nov – 6 Dec 2026: Wi-Fi')
    expect(pressesOf(of)).to.deep.equal([
      { label: 'Earlier', span: 'week', from: '2026-11-22T23:00:00.000Z', service: 'wifi' },
      { label: 'Later', span: 'week', from: '2026-12-06T23:00:00.000Z', service: 'wifi' },
      { label: 'Month', span: 'month', from: '2026-11-29T23:00:00.000Z', service: 'wifi' },
      { label: 'Subscribe', service: 'wifi' },
    ])
  })

  it('says so when nothing is planned, and shows no picture of nothing', () => {
    const empty = calendarCard(viewOf([]), { page: 1 }, en)

    expect(textOf(empty)).to.equal('Nothing is planned.\nTimes are those of Europe/Zurich.')
    expect(imageOf(empty)).to.equal(undefined)
  })

  it('is told page by page where there is much, and loses nothing', () => {
    const many = Array.from({ length: 95 }, (_, n) => planned(`CHG-${n + 100}`, '2026-12-01T21:00', '2026-12-01T22:00'))
    const all = [...many, freeze('Calm', '2026-12-04T23:00', '2026-12-05T23:00')]
    const pages = [1, 2, 3].map((page) => calendarCard(viewOf(all), { page }, en))
    const told = pages.map(textOf).join('\n')

    for (const { change } of many) expect(told.split(`${change?.number} `)).to.have.lengthOf(2)
    expect(told.split('Calm')).to.have.lengthOf(2)
    expect(textOf(pages[1]!)).to.include('Page 2 of 3').and.not.include('Saturday')
    expect(pressesOf(pages[1]!).slice(3, 5)).to.deep.equal([
      { label: 'Page before', span: 'week', from: '2026-11-29T23:00:00.000Z', page: '1' },
      { label: 'Next page', span: 'week', from: '2026-11-29T23:00:00.000Z', page: '3' },
    ])
    expect(pages.map(imageOf).filter(Boolean)).to.have.lengthOf(1)
  })
})

describe('The calendar of a month', () => {
  const card = calendarCard(viewOf(december, { span: 'month' }), { page: 1 }, en)

  it('tells its busy days in numbers', () => {
    expect(plainLine(card.title)).to.equal('Changes in December 2026')
    expect(textOf(card).split('\n').slice(0, 6)).to.deep.equal([
      '- Tue 1 Dec · 2 changes · ● 1 × high risk · ◐ 1 × medium risk · ⚠ 1 conflict',
      '- Wed 2 Dec · 1 change · ◐ 1 × medium risk · Meeting: Change advisory board',
      '- Thu 3 Dec · 1 change · ○ 1 × low risk',
      '- Fri 4 Dec · 1 change',
      '- Sat 5 Dec – Sat 12 Dec · ❄ Freeze: Ski championship',
      'Times are those of Europe/Zurich.',
    ])
    expect(imageOf(card)?.alt).to.equal(
      'Changes in December 2026. Tuesday 1 December: 2 changes, ● 1 × high risk, ◐ 1 × medium risk, ⚠ 1 conflict; ' +
        'Wednesday 2 December: 1 change, ◐ 1 × medium risk, meeting; Thursday 3 December: 1 change, ○ 1 × low risk, maintenance window; ' +
        'Friday 4 December: 1 change; Saturday 5 December – Saturday 12 December: freeze.',
    )
  })

  it('leaves the days of other months to their own pages, in words, but draws them', () => {
    const other = planned('CHG-9', '2026-11-30T10:00', '2026-11-30T11:00')
    const with_ = calendarCard(viewOf([...december, other], { span: 'month' }), { page: 1 }, en)
    const image = imageOf(with_)

    expect(textOf(with_)).to.not.include('30 Nov')
    expect(image?.alt).to.not.include('November')
    expect(image?.picture.kind === 'schedule' && image.picture.days[0]?.bars).to.have.lengthOf(1)
  })
})

describe('The picture in the calendar', () => {
  it('says in words all that it shows', () => {
    const { alt } = imageOf(calendarCard(viewOf(december), { page: 1 }, en))!

    for (const words of [
      'Changes in week 49',
      'Tuesday 1 December: 22:00–23:30 CHG-12 – high risk – conflict, from 22:30 CHG-13 – medium risk',
      '10:00–11:00 Meeting: Change advisory board',
      'Maintenance window: Wifi 02:00–05:00, 09:00–17:00 CHG-15 – low risk – not decided',
      '01:00–02:00 Private change',
      'Saturday 5 December – Sunday 6 December: Freeze: Ski championship all day',
    ])
      expect(alt).to.include(words)
  })

  it('draws what matters most of a day that has too much', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      planned(
        `CHG-${n}`,
        '2026-12-01T21:00',
        '2026-12-01T22:00',
        n === 29 ? { clash: true } : n === 28 ? { risk: 'high' } : {},
      ),
    )
    for (const span of ['week', 'month'] as const) {
      const { picture } = imageOf(calendarCard(viewOf(many, { span }), { page: 1 }, en))!
      const bars = picture.kind === 'schedule' ? (picture.days[1]?.bars ?? []) : []
      expect([bars.length < 12, bars.at(-1)?.clash, bars.at(-2)?.risk]).to.deep.equal([true, true, 'high'])
    }
  })

  it('stays small enough for an address, however much is planned', () => {
    const many = Array.from({ length: 2_000 }, (_, n) =>
      planned(`CHG-${n}`, `2026-12-0${(n % 6) + 1}T21:00`, `2026-12-0${(n % 6) + 1}T22:00`, {
        title: 'A long title that goes on'.repeat(4),
      }),
    )
    for (const span of ['week', 'month'] as const) {
      const { picture, alt } = imageOf(calendarCard(viewOf(many, { span }), { page: 1 }, en))!
      expect(JSON.stringify(picture).length).to.be.below(12_000)
      expect(alt.length).to.be.below(1_500)
      expect(alt).to.include('Tuesday 1 December').and.include('× low risk')
      expect(picture.kind === 'schedule' && picture.days.some(({ more }) => more !== undefined)).to.equal(true)
    }
  })
})
