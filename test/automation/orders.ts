import { shop } from '../builders/shop.js'

/** The small inn, where a key card is made by a machine and a parking place is let in by a gate. */
export const automated = (
  url: string,
  { webhook = '', script = '', args = `['{field:plate}', '{number}']` } = {},
): string =>
  shop({
    automation: `
  webhooks:
    gate: {url: '${url}', secret: GATE_SECRET, tries: 3, timeout: 1s${webhook}}
  scripts:
    card: {file: make-card, timeout: 2s${script}}`,
    catalogue: `
  categories: {stay: {en: Your stay, da: Dit ophold}}
  items:
    gate:
      name: {en: Gate, da: Bom}
      category: stay
      service: bathrooms
      fields: {plate: {label: {en: Number plate, da: Nummerplade}}}
      tasks:
        enter:
          what: {en: Let the gate know the plate, da: Fortæl bommen nummerpladen}
          team: maintenance
          run: {webhook: gate, with: {list: guests, who: '{for}'}}
        tell: {what: {en: Tell the guest, da: Sig det til gæsten}, team: reception, after: enter}
    card:
      name: {en: Key card, da: Nøglekort}
      category: stay
      service: bathrooms
      fields: {plate: {label: {en: Name on it, da: Navn på kortet}}}
      tasks:
        make: {what: {en: Make the card, da: Lav kortet}, team: reception, run: {script: card, args: ${args}}}`,
  })
