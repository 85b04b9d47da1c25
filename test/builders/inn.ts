/**
 * The desk file of a small inn, with people on two chat platforms. Ana, Seraina (lead, sees private records) and Mads are at
 * the reception, Marco and Reto (lead) do the maintenance, Ursina runs the desk; Emily and the Danish Freja are guests.
 */
export const inn = (sections: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...usual, ...sections })
    .map(([section, text]) => `${section}: ${text}\n`)
    .join('')

const usual: Readonly<Record<string, string>> = {
  organisation: '{name: Small Inn, language: en, zone: Europe/Zurich}',
  people: `
  ana: {name: Ana Keller, accounts: [chat:inn/ana, talk:inn/ana]}
  seraina: {name: Seraina Flury, accounts: [chat:inn/seraina]}
  mads: {name: Mads Kjeldsen, language: da, accounts: [chat:inn/mads]}
  marco: {name: Marco Bernasconi, accounts: [chat:inn/marco]}
  reto: {name: Reto Imhof, accounts: [chat:inn/reto]}
  ursina: {name: Ursina Caduff, accounts: [chat:inn/ursina]}
  emily: {name: Emily Carter, zone: Europe/London, accounts: [chat:inn/emily, talk:inn/emily]}
  freja: {name: Freja Holm, language: da, zone: Europe/Copenhagen, accounts: [chat:inn/freja]}
  oliver: {name: Oliver Grant, accounts: [talk:inn/oliver]}`,
  teams: `
  reception: {name: Reception, members: [ana, mads], lead: seraina}
  maintenance: {name: {en: Maintenance, da: Drift}, members: [marco], lead: reto}`,
  roles: `
  - {role: agent, to: [team:reception, team:maintenance]}
  - {role: security, to: seraina}
  - {role: process owner, to: ursina}
  - {role: admin, to: ursina}`,
  services: `
  bathrooms:
    name: {en: Bathrooms, da: Badeværelser}
    team: reception
    symptoms: {leak: {en: Something leaks, da: Noget lækker}, fitting: {en: A fitting is broken, da: Et armatur er i stykker}}
  heating:
    name: {en: Heating, da: Varme}
    team: maintenance
    owner: reto
    symptoms: {too_cold: {en: Too cold, da: For koldt}}`,
  symptoms: '{broken: {en: It is broken, da: Det er i stykker}, other: {en: Something else, da: Noget andet}}',
  routes: `
  - {records: all, to: chat:inn/reception, facts: all}`,
  defaults: '{channels: [chat:inn/reception], team: reception}',
}
