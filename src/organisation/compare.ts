import { accountWord, placeWord } from '../chat/address.js'
import type { Voice } from '../chat/language.js'
import { certifyFields, rightFields } from './access.js'
import type { Agreement } from './agreements.js'
import { scriptFields, webhookFields } from './automation.js'
import { boardFields } from './boards.js'
import { budgetFields } from './budgets.js'
import { alwaysOpen } from './calendars.js'
import { catalogueFields, preapprovalText } from './catalogue.js'
import { changePolicyFields, freezeFields, maintenanceText } from './changes.js'
import type { Grant, Named, Organisation, Route } from './organisation.js'
import { rotationFields } from './rotations.js'
import { templateFields } from './templates.js'

/** One difference between two desk files. `from` and `to` hold only what differs, as `key: value; key: value`. */
export interface DeskChange {
  readonly section: string
  readonly id: string
  readonly kind: 'added' | 'changed' | 'removed'
  readonly from: string
  readonly to: string
}

type Fields = Readonly<Record<string, string | undefined>>
interface Item {
  readonly section: string
  readonly id: string
  readonly fields: Fields
}

/** What applying the second file would change. Order and comments make no difference; without a first file all is new. */
export function compareDesks(before: Organisation | undefined, after: Organisation): readonly DeskChange[] {
  const old = new Map((before ? itemsOf(before) : []).map((item) => [wordOf(item), item]))
  const present = itemsOf(after)
  const names = new Set(present.map(wordOf))
  const gone = [...old.values()].filter((item) => !names.has(wordOf(item)))
  return [
    ...present.flatMap((item) => difference(old.get(wordOf(item)), item)),
    ...gone.map(
      ({ section, id, fields }): DeskChange => ({ section, id, kind: 'removed', from: textOf(fields), to: '' }),
    ),
  ]
}

/** The changes as lines for a terminal or a card: `+ people ana: …`. */
export const describeChanges = (changes: readonly DeskChange[], voice: Voice): readonly string[] =>
  changes.map(({ section, id, kind, from, to }) =>
    voice.say(`organisation.changes.${kind}`, { what: id === section ? section : `${section} ${id}`, from, to }),
  )

const wordOf = ({ section, id }: Item): string => `${section} ${id}`

function difference(before: Item | undefined, { section, id, fields }: Item): readonly DeskChange[] {
  if (!before) return [{ section, id, kind: 'added', from: '', to: textOf(fields) }]
  const names = [...new Set([...Object.keys(before.fields), ...Object.keys(fields)])]
  const differ = names.filter((name) => before.fields[name] !== fields[name])
  if (differ.length === 0) return []
  return [{ section, id, kind: 'changed', from: textOf(before.fields, differ), to: textOf(fields, differ) }]
}

const textOf = (fields: Fields, only?: readonly string[]): string =>
  Object.entries(fields)
    .filter(([name, value]) => value !== undefined && (only === undefined || only.includes(name)))
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ') || '–'

function itemsOf(organisation: Organisation): readonly Item[] {
  const { name, language, zone, languages, defaults, intake } = organisation
  return [
    single('organisation', { name, language, zone, languages: languages.join(', ') }),
    single('defaults', {
      channels: defaults.channels.map(placeWord).join(', ') || undefined,
      team: defaults.team,
      calendar: defaults.calendar,
    }),
    single('intake', { ticketEmoji: intake.ticketEmoji, undoWithin: `${intake.undoWithin / 60_000} min` }),
    ...many('people', organisation.people, ({ accounts, title, ...person }) => ({
      name: person.name,
      title: title && nameText(title),
      language: person.language,
      zone: person.zone,
      accounts: accounts.map(accountWord).join(', ') || undefined,
    })),
    ...many('teams', organisation.teams, (team) => ({
      name: nameText(team.name),
      members: [...team.members, ...team.groups.map((group) => `group:${group}`)].join(', '),
      lead: team.lead,
    })),
    ...many('roles', organisation.grants, (grants) => ({ holds: grants.map(grantText).toSorted().join(', ') })),
    ...many('roles', grantedGroups(organisation), (grants) => ({ holds: grants.map(grantText).toSorted().join(', ') })),
    ...many('services', organisation.services, (service) => ({
      name: nameText(service.name),
      description: service.description && nameText(service.description),
      owner: service.owner,
      team: service.team,
      symptoms: symptomText(service.symptoms),
      maintenance: maintenanceText(service.maintenance),
    })),
    ...many('symptoms', organisation.symptoms, (symptom) => ({ name: nameText(symptom) })),
    ...many('calendars', withoutAlways(organisation.calendars), ({ name, source }) => ({
      name: name && nameText(name),
      hours: source,
    })),
    ...many('configuration', organisation.configuration.types, ({ name }) => ({ name: nameText(name) })),
    ...many('suppliers', organisation.suppliers, ({ name }) => ({ name: nameText(name) })),
    ...many('agreements', organisation.agreements, agreementFields),
    ...many('jobs', organisation.jobs, ({ cron, zone, missed }) => ({ cron, zone, missed })),
    single('alerts', { policy: JSON.stringify(organisation.alerts) }),
    ...many('rotations', organisation.rotations, (rotation) => ({
      name: nameText(rotation.name),
      ...rotationFields(rotation),
    })),
    ...many('boards', organisation.boards, (board) => ({ name: nameText(board.name), ...boardFields(board) })),
    ...many('freezes', organisation.freezes, (freeze) => ({ name: nameText(freeze.name), ...freezeFields(freeze) })),
    single('changes', changePolicyFields(organisation.changes)),
    ...many('templates', organisation.templates, (template) => ({
      name: nameText(template.name),
      ...templateFields(template),
    })),
    ...many('webhooks', organisation.automation.webhooks, webhookFields),
    ...many('scripts', organisation.automation.scripts, scriptFields),
    ...many('catalogue', organisation.catalogue, (item) => ({ name: nameText(item.name), ...catalogueFields(item) })),
    ...many('budgets', organisation.budgets, (budget) => ({ name: nameText(budget.name), ...budgetFields(budget) })),
    ...many('access', organisation.access.rights, (right) => ({ name: nameText(right.name), ...rightFields(right) })),
    single('certify', certifyFields(organisation.access)),
    ...organisation.preapproved.map((rule, nth) => ({
      section: 'catalogue',
      id: `preapproved ${nth + 1}`,
      fields: { rule: preapprovalText(rule) },
    })),
    ...organisation.routes.map((route) => ({
      section: 'routes',
      id: routeText(route),
      fields: { facts: route.facts },
    })),
    ...organisation.console.channels.map(({ id, ...channel }) => ({ section: 'console', id, fields: { ...channel } })),
  ]
}

/** Every part of an agreement that is set, each as it can be read. */
const agreementFields = ({ id, name, ...terms }: Agreement): Fields => ({
  name: nameText(name),
  ...Object.fromEntries(
    Object.entries(terms).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
  ),
})

const withoutAlways = <T>(calendars: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...calendars].filter(([id]) => id !== alwaysOpen))

/** Groups that hold a role; those that are but members of a team stand there. */
const grantedGroups = ({ followed }: Organisation): ReadonlyMap<string, readonly Grant[]> =>
  new Map(
    [...followed].flatMap(([group, { grants }]) => (grants.length > 0 ? [[`group:${group}`, grants] as const] : [])),
  )

const single = (section: string, fields: Fields): Item => ({ section, id: section, fields })

const many = <T>(section: string, items: ReadonlyMap<string, T>, fieldsOf: (item: T) => Fields): readonly Item[] =>
  [...items].map(([id, item]) => ({ section, id, fields: fieldsOf(item) }))

const nameText = ({ en, da }: Named): string => (en === da ? en : `${en} / ${da}`)

const grantText = ({ role, service }: Grant): string => (service === undefined ? role : `${role} (${service})`)

const symptomText = (symptoms: ReadonlyMap<string, Named>): string | undefined =>
  [...symptoms].map(([id, name]) => `${id} (${nameText(name)})`).join(', ') || undefined

function routeText({ records, when, to }: Route): string {
  const asked = Object.entries(when).map(([name, value]) => `${name} ${[value].flat().join('|')}`)
  const condition = asked.length > 0 ? ` when ${asked.join(', ')}` : ''
  return `${records.join('|')}${condition} to ${to.map(placeWord).join(', ')}`
}
