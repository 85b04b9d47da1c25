import { inn } from './inn.js'

/** A catalogue for the small inn: things for everybody, things for staff, with prices, approvals, tasks and a deadline. */
export const catalogue = `
  categories:
    stay: {en: Your stay, da: Dit ophold}
    staff: {en: For staff, da: For personalet}
  items:
    wake_up:
      name: {en: Wake-up call, da: Vækning}
      category: stay
      team: reception
      fields: {at: {label: {en: When, da: Hvornår}, kind: moment}}
    laundry:
      name: {en: Laundry, da: Tøjvask}
      category: stay
      service: bathrooms
      price: {amount: 6.5, currency: CHF, per: {en: piece, da: stk.}, times: pieces}
      lead: 9h
      deadline: '09:00'
      fields:
        room: {label: {en: Room, da: Værelse}, pattern: '[1-4][0-9]', usual: last}
        pieces: {label: {en: Pieces, da: Stykker}, kind: number, min: 1, max: 40}
      tasks:
        fetch: {what: {en: Fetch the bag, da: Hent posen}, team: reception}
        wash: {what: {en: Wash it, da: Vask det}, team: maintenance, after: fetch}
        bill: {what: {en: Write the bill, da: Skriv regningen}, team: reception, after: fetch}
        bring: {what: {en: Bring it back, da: Bring det tilbage}, team: reception, after: wash}
    parking:
      name: {en: Parking place, da: Parkeringsplads}
      category: stay
      price: {amount: 18, currency: CHF}
      lead: 30m
      stock: 3
      fields:
        charge: {label: {en: Charging, da: Opladning}, kind: choice, options: {no: {en: Not needed, da: Ikke nødvendig}, yes: {en: With a point, da: Med stander}}, usual: no}
        plug: {label: {en: Plug, da: Stik}, kind: choice, options: {type2: Type 2, ccs: CCS}, when: {field: charge, is: yes}}
    heater:
      name: {en: Heater, da: Varmeovn}
      category: staff
      for: [team:reception, team:maintenance]
      service: heating
      price: {amount: 300, currency: CHF}
      approvals: [{by: manager}, {by: owner}, {by: budget, over: 500}]
      tasks:
        buy: {what: {en: Buy it, da: Køb den}, team: maintenance}
    lamp:
      name: {en: Lamp, da: Lampe}
      category: staff
      for: [team:reception, team:maintenance]
      price: {amount: 20, currency: CHF}
      approvals: [{by: manager}]
      team: maintenance
  preapproved:
    - {categories: [staff], under: 25, because: {en: small things are bought without asking, da: småting købes uden at spørge}}`

/** The small inn with something to order. */
export const shop = (sections: Readonly<Record<string, string>> = {}): string => inn({ catalogue, ...sections })
