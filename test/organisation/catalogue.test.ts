import { expect } from 'chai'
import { createVoices } from '../../src/chat/language.js'
import { compareDesks, describeChanges, organisationWords } from '../../src/organisation/index.js'
import { complaintsAbout, demoFile, organisationIn, smallDesk } from './files.js'

const desk = (item: string): string =>
  smallDesk({
    services: '\n  wifi: {name: Wi-Fi}\n  rooms: {name: Rooms, owner: lukas}',
    catalogue: `\n  categories: {stay: {en: Stay, da: Ophold}, food: Food}\n  items:\n    towel: {name: Towel, ${item}}`,
  })
const itemIn = (item: string) => organisationIn(desk(item)).catalogue.get('towel')!

describe('the catalogue of a desk file', () => {
  it('has items that need no more than a name and a category', () => {
    const { version, ...item } = itemIn('category: stay')

    expect(version).to.match(/^[0-9a-f]{12}$/)
    expect(item).to.deep.equal({
      id: 'towel',
      name: { en: 'Towel', da: 'Towel' },
      category: { id: 'stay', name: { en: 'Stay', da: 'Ophold' } },
      fields: [],
      approvals: [],
      tasks: [],
    })
  })

  it('says what an item costs, who may order it, how long it takes and how many there are', () => {
    const item = itemIn(
      'category: stay, service: rooms, contact: team:reception, price: {amount: 12.5, currency: CHF, per: piece}, ' +
        'for: [ana, team:housekeeping, agent], lead: 2 working days, calendar: always, deadline: "09:00", stock: 3, team: reception',
    )

    expect(item).to.deep.include({
      service: 'rooms',
      contact: { kind: 'team', id: 'reception' },
      price: { amount: 1_250, currency: 'CHF', per: { en: 'piece', da: 'piece' } },
      seenBy: [
        { kind: 'person', id: 'ana' },
        { kind: 'team', id: 'housekeeping' },
        { kind: 'role', role: 'agent' },
      ],
      lead: { kind: 'working days', days: 2, until: 'time of day' },
      calendar: 'always',
      deadline: { hour: 9, minute: 0 },
      stock: 3,
      team: 'reception',
    })
  })

  it('has fields in their order, with conditions and what is usual', () => {
    const { fields } = itemIn(
      'category: stay, fields: {size: {label: Size, kind: choice, options: {s: Small, l: Large}, usual: last}, ' +
        'why: {label: Why, kind: paragraph, required: false, max: 200, when: {field: size, is: l}}, ' +
        'many: {label: How many, kind: number, min: 1, usual: 2}}',
    )

    expect(fields.map(({ id, kind, required }) => [id, kind, required])).to.deep.equal([
      ['size', 'choice', true],
      ['why', 'paragraph', false],
      ['many', 'number', true],
    ])
    expect([...fields[0]!.options.keys()]).to.deep.equal(['s', 'l'])
    expect(fields[0]?.usual).to.deep.equal({ kind: 'last' })
    expect(fields[1]?.when).to.deep.equal({ field: 'size', is: ['l'] })
    expect(fields[2]?.usual).to.deep.equal({ kind: 'answer', answer: '2' })
  })

  it('has approvals, above an amount alone if it says so, and tasks that wait for each other', () => {
    const { approvals, tasks } = itemIn(
      'category: stay, service: rooms, price: {amount: 80, currency: CHF}, ' +
        'approvals: [{by: manager}, {by: owner}, {by: budget, over: 49.95}, {by: cab}], ' +
        'tasks: {wash: {what: Wash it, team: housekeeping}, bring: {what: Bring it, team: reception, after: wash}}',
    )

    expect(approvals).to.deep.equal([
      { by: { kind: 'manager' } },
      { by: { kind: 'owner' } },
      { by: { kind: 'budget' }, over: 4_995 },
      { by: { kind: 'board', id: 'cab' } },
    ])
    expect(tasks.map(({ id, after }) => [id, after])).to.deep.equal([
      ['wash', []],
      ['bring', ['wash']],
    ])
  })

  it('says for when an order takes one of what there is', () => {
    const fields =
      'fields: {from: {label: From, kind: moment}, to: {label: To, kind: moment}, n: {label: N, kind: number}}'
    const bookedIn = (booked: string) => itemIn(`category: stay, stock: 2, booked: ${booked}, ${fields}`).booked

    expect(bookedIn('{from: from, to: to}')).to.deep.equal({ kind: 'until', from: 'from', to: 'to' })
    expect(bookedIn('{from: from, for: n, unit: night}')).to.deep.equal({
      ...{ kind: 'lasting', from: 'from' },
      ...{ for: 'n', unit: 'night' },
    })
  })

  it('keeps the order of the categories, whatever the order of the items', () => {
    const { catalogue } = organisationIn(
      smallDesk({
        catalogue:
          '\n  categories: {stay: Stay, food: Food}\n  items: {tea: {name: Tea, category: food}, towel: {name: Towel, category: stay}}',
      }),
    )

    expect([...catalogue.keys()]).to.deep.equal(['towel', 'tea'])
  })

  it('knows an item as another version with another price, field or task, and as the same for other readers', () => {
    const right = 'category: stay, price: {amount: 5, currency: CHF}, fields: {room: {label: Room}}'
    const { version } = itemIn(right)

    for (const other of [
      right.replace('5', '6'),
      right.replace('{label: Room}', '{label: Room, required: false}'),
      `${right}, tasks: {bring: {what: Bring it, team: reception}}`,
      `${right}, lead: 1h`,
    ])
      expect(itemIn(other).version, other).not.to.equal(version)
    for (const same of [`${right}, for: ana`, `${right}, contact: ana`, right.replace('stay', 'food')])
      expect(itemIn(same).version, same).to.equal(version)
  })

  const wrong: readonly (readonly [string, string, string])[] = [
    ['no category', 'stock: 1', '“category” is missing; text is expected.'],
    [
      'a category that there is not',
      'category: stays',
      'There is no category “stays” in this catalogue. Did you mean “stay”?',
    ],
    ['a service that there is not', 'category: stay, service: wi-fi', 'There is no service “wi-fi” in this file.'],
    ['a calendar that there is not', 'category: stay, calendar: shop', 'There is no calendar “shop” in this file.'],
    ['a team that there is not', 'category: stay, team: garden', 'There is no team “garden” in this file.'],
    ['a contact that is nobody', 'category: stay, contact: anna', 'There is no person “anna” in this file.'],
    ['a contact that is a team', 'category: stay, contact: reception', '“reception” is a team; write team:reception.'],
    ['readers who are nobody', 'category: stay, for: [guest]', '“guest” is neither a person of this file nor a role'],
    ['three decimals', 'category: stay, price: {amount: 1.005, currency: CHF}', '“1.005” is not an amount'],
    ['a price below zero', 'category: stay, price: {amount: -1, currency: CHF}', 'This is too small'],
    ['money that there is not', 'category: stay, price: {amount: 1, currency: Fr}', '“Fr” is not a currency'],
    ['a day for a lead time', 'category: stay, lead: 1d', '“1d” is not a target'],
    ['a deadline that is no time', 'category: stay, deadline: "24:30"', '“24:30” is not a time of day'],
    ['no places at all', 'category: stay, stock: 0', 'This is too small: at least 1 is expected.'],
    [
      'a booking of what has no end',
      'category: stay, booked: {from: a, to: b}, fields: {a: {label: A, kind: moment}, b: {label: B, kind: moment}}',
      'What is booked needs “stock”',
    ],
    [
      'a booking without an end',
      'category: stay, stock: 1, booked: {from: a, for: b}, fields: {a: {label: A, kind: moment}, b: {label: B, kind: number}}',
      'A booking has “from” and either “to”, or “for” with its “unit”.',
    ],
    [
      'a booking by a field that there is not',
      'category: stay, stock: 1, booked: {from: a, to: bb}, fields: {a: {label: A, kind: moment}, b: {label: B, kind: moment}}',
      'There is no field “bb” in this item.',
    ],
    [
      'a booking by a field that is no moment',
      'category: stay, stock: 1, booked: {from: a, to: b}, fields: {a: {label: A}, b: {label: B, kind: moment}}',
      '“a” is no field of the kind moment.',
    ],
    [
      'a booking by what need not be answered',
      'category: stay, stock: 1, booked: {from: a, to: b}, fields: {a: {label: A, kind: moment}, b: {label: B, kind: moment, required: false}}',
      '“b” is not always answered',
    ],
    ['an approver who is nobody', 'category: stay, approvals: [{by: boss}]', 'There is no board “boss” in this file.'],
    [
      'an owner where there is none',
      'category: stay, service: wifi, approvals: [{by: owner}]',
      'no service with an owner',
    ],
    ['an amount without a price', 'category: stay, approvals: [{by: budget, over: 5}]', 'The item has no price'],
    ['a choice of nothing', 'category: stay, fields: {a: {label: A, kind: choice}}', '“options” is missing'],
    ['a choice of no options', 'category: stay, fields: {a: {label: A, kind: choice, options: {}}}', 'This is empty'],
    [
      'options of a text',
      'category: stay, fields: {a: {label: A, options: {b: B}}}',
      '“options” does not belong to a field',
    ],
    [
      'a pattern of a number',
      'category: stay, fields: {a: {label: A, kind: number, pattern: x}}',
      '“pattern” does not belong',
    ],
    [
      'a pattern that is none',
      'category: stay, fields: {a: {label: A, pattern: "[a"}}',
      '“[a” cannot be used as a pattern',
    ],
    [
      'a pattern that never ends',
      'category: stay, fields: {a: {label: A, pattern: "(a+)+b"}}',
      '“(a+)+b” cannot be used',
    ],
    [
      'most below least',
      'category: stay, fields: {a: {label: A, kind: number, min: 3, max: 2}}',
      'This is too small: at least 3',
    ],
    [
      'what is usual and too much',
      'category: stay, fields: {a: {label: A, kind: number, max: 2, usual: 3}}',
      '“3” would not be taken',
    ],
    [
      'what is usual and no option',
      'category: stay, fields: {a: {label: A, kind: choice, options: {small: S}, usual: smal}}',
      '“smal” would not be taken as an answer here. Did you mean “small”?',
    ],
    [
      'a condition on what is not asked',
      'category: stay, fields: {a: {label: A, when: {field: b, is: x}}}',
      'There is no field “b” in this item.',
    ],
    [
      'a condition on what is asked later',
      'category: stay, fields: {a: {label: A, when: {field: b, is: x}}, b: {label: B}}',
      'The field “b” is asked for only afterwards',
    ],
    [
      'a condition that nobody can meet',
      'category: stay, fields: {a: {label: A, kind: choice, options: {x: X}}, b: {label: B, when: {field: a, is: y}}}',
      '“y” is not one of: x.',
    ],
    ['an id with a blank', 'category: stay, fields: {"room nr": {label: A}}', '“room nr” is not an id'],
    [
      'a task of nobody',
      'category: stay, tasks: {a: {what: Do it, team: garden}}',
      'There is no team “garden” in this file.',
    ],
    [
      'a task that waits for none',
      'category: stay, tasks: {a: {what: Do it, team: reception, after: b}}',
      'There is no task “b” in this item.',
    ],
    [
      'a task that waits for itself',
      'category: stay, tasks: {a: {what: Do it, team: reception, after: a}}',
      'The task “a” would have to be done before itself.',
    ],
  ]
  for (const [what, item, complaint] of wrong) {
    it(`refuses ${what}, with its line`, () => {
      const [told = '', ...others] = complaintsAbout(desk(item))

      expect(told).to.include(complaint)
      expect(told).to.match(/^desk\.yaml:\d+:\d+ catalogue\.items\.towel/)
      expect(others).to.be.empty
    })
  }

  it('takes patterns whose cost stays small', () => {
    for (const pattern of ['[1-4][0-9]', '[A-Z]{2} ?(?:[0-9]{1,5})?', '(?:CH|DK)-[0-9]+', '\\(\\+\\)+', '(?:ab)+'])
      expect(itemIn(`category: stay, fields: {a: {label: A, pattern: '${pattern}'}}`).fields[0]?.pattern).to.equal(
        pattern,
      )
  })

  it('is compared in the words of the file', () => {
    const voice = createVoices([organisationWords]).in('en')
    const lines = (before: string, after: string): readonly string[] =>
      describeChanges(compareDesks(organisationIn(before), organisationIn(after)), voice)
    const right = 'category: stay, price: {amount: 12.5, currency: CHF}, for: team:reception, deadline: "09:00"'

    expect(lines(desk('category: stay'), desk(right))).to.deep.equal([
      '~ catalogue towel: – → price: CHF 12.50; for: team:reception; deadline: 09:00',
    ])
  })

  it('of the hotel has things for guests and for staff', () => {
    const { catalogue } = organisationIn(demoFile('desk.yaml'))

    expect(catalogue.get('parking')).to.deep.include({ stock: 10, calendar: 'reception' })
    expect(catalogue.get('laundry')?.tasks.map(({ id }) => id)).to.deep.equal(['fetch', 'wash', 'charge', 'bring'])
    expect([...catalogue.values()].filter(({ seenBy }) => seenBy).map(({ category }) => category.id)).to.deep.equal([
      'staff',
      'staff',
    ])
  })
})
