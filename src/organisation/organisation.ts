import type { AccountRef, Place } from '../chat/address.js'
import { accountFrom, placeFrom } from '../chat/address.js'
import type { Language } from '../chat/language.js'
import type { Calendar } from '../kernel/calendar.js'
import type { Missed } from '../schedule/index.js'
import { type AccessPolicy, accessOf } from './access.js'
import { type Agreement, type AlertPolicy, agreementOf } from './agreements.js'
import { type Automation, automationOf } from './automation.js'
import { type Board, boardOf } from './boards.js'
import { type Budget, budgetOf } from './budgets.js'
import { alwaysIn, alwaysOpen, calendarOf, weekOf } from './calendars.js'
import { type CatalogueItem, catalogueOf, type Preapproval, preapprovalsOf } from './catalogue.js'
import type { KnownPicture } from './catalogue-pictures.js'
import { type ChangePolicy, changePolicyOf, type Freeze, freezeOf, maintenanceOf } from './changes.js'
import type { DeskFile } from './desk-schema.js'
import { durationOf } from './fields.js'
import type { Recurrence } from './recurrence.js'
import type { Role } from './roles.js'
import { type Rotation, rotationOf } from './rotations.js'
import { type Template, templateOf } from './templates.js'

/** A name in every language of the product. */
export type Named = Readonly<Record<Language, string>>

export interface ListedPerson {
  readonly id: string
  readonly name: string
  readonly title?: Named
  readonly language?: Language
  readonly zone?: string
  readonly accounts: readonly AccountRef[]
}

export interface Team {
  readonly id: string
  readonly name: Named
  /** Ids of people; the lead is among them. */
  readonly members: readonly string[]
  /** Groups of platforms whose members are in it too, as words. */
  readonly groups: readonly string[]
  readonly lead?: string
}

export interface Service {
  readonly id: string
  readonly name: Named
  readonly description?: Named
  readonly owner?: string
  /** The team that records about this service go to. */
  readonly team?: string
  readonly symptoms: ReadonlyMap<string, Named>
  /** When it may be worked on; at any time when empty. */
  readonly maintenance: readonly Recurrence[]
}

/** A role that a person holds, for everything or for one service. */
export interface Grant {
  readonly role: Role
  readonly service?: string
}

/** What somebody may do: the roles they hold, and the ids of the teams they are in. */
export interface Rights {
  readonly grants: readonly Grant[]
  readonly teams: readonly string[]
}

/** How much of a record is told in a place: everything, the steps that matter, or only its card. */
export type Facts = 'all' | 'milestones' | 'card'

/** When a job is due. What is absent is as the job was declared. */
export interface JobTiming {
  readonly cron?: string
  readonly zone?: string
  readonly missed?: Missed
}

export interface Route {
  /** Names of practices, or `all`. */
  readonly records: readonly string[]
  readonly when: {
    readonly service?: readonly string[]
    readonly team?: readonly string[]
    readonly priority?: readonly number[]
    readonly private?: boolean
  }
  readonly to: readonly Place[]
  readonly facts: Facts
}

/** A calendar with what it was read from, by which two versions of it can be told apart. */
export interface ListedCalendar {
  readonly id: string
  readonly name?: Named
  readonly calendar: Calendar
  /** The windows of each day of the week, Monday first, as `08:00–18:00`. */
  readonly weekly: readonly (readonly string[])[]
  readonly source: string
}

export interface ConsoleChannel {
  readonly id: string
  readonly name: string
  readonly topic?: string
}

/** The organisation as its desk file says it: read once, never changed. Maps keep the order of the file. */
export interface Organisation {
  /** The version in the database; 0 for a file that was only read. */
  readonly version: number
  readonly name: string
  readonly language: Language
  readonly zone: string
  readonly languages: readonly Language[]
  readonly people: ReadonlyMap<string, ListedPerson>
  readonly teams: ReadonlyMap<string, Team>
  readonly services: ReadonlyMap<string, Service>
  /** Symptoms that every service may have. */
  readonly symptoms: ReadonlyMap<string, Named>
  /** What each person holds, directly, through a team, or as a service's owner. */
  readonly grants: ReadonlyMap<string, readonly Grant[]>
  /** The teams each person is in. */
  readonly teamsOf: ReadonlyMap<string, readonly string[]>
  /** Groups of platforms, as words such as `slack:T1/S3`, and what their members are lent. */
  readonly followed: ReadonlyMap<string, Rights>
  /** By id; `always` is among them. */
  readonly calendars: ReadonlyMap<string, ListedCalendar>
  /** The organisation's own types of configuration items. */
  readonly configuration: { readonly types: ReadonlyMap<string, { readonly id: string; readonly name: Named }> }
  readonly suppliers: ReadonlyMap<string, { readonly id: string; readonly name: Named }>
  readonly agreements: ReadonlyMap<string, Agreement>
  readonly alerts: AlertPolicy
  /** The times of jobs, as far as they are other than they were declared. */
  readonly jobs: ReadonlyMap<string, JobTiming>
  readonly rotations: ReadonlyMap<string, Rotation>
  /** Who decides together, as far as the file says it: see `boardIn`. */
  readonly boards: ReadonlyMap<string, Board>
  /** Times in which no changes are made. */
  readonly freezes: ReadonlyMap<string, Freeze>
  readonly changes: ChangePolicy
  /** What may be changed without asking each time. */
  readonly templates: ReadonlyMap<string, Template>
  /** What may be done by itself, and nothing else is. */
  readonly automation: Automation
  /** What can be ordered, by id: in the order of the categories, and within one as the file has it. */
  readonly catalogue: ReadonlyMap<string, CatalogueItem>
  /** The pictures of it that are in force, by name; absent from a file that was only read. */
  readonly pictures?: ReadonlyMap<string, KnownPicture>
  /** Cost centres, by id. */
  readonly budgets: ReadonlyMap<string, Budget>
  /** What people can be let do with services, and when that is looked through. */
  readonly access: AccessPolicy
  /** What of it nobody has to be asked about. */
  readonly preapproved: readonly Preapproval[]
  readonly routes: readonly Route[]
  readonly defaults: { readonly channels: readonly Place[]; readonly team?: string; readonly calendar?: string }
  readonly console: { readonly channels: readonly ConsoleChannel[] }
  /** `undoWithin` in milliseconds. */
  readonly intake: { readonly ticketEmoji: string; readonly undoWithin: number }
}

/** Builds the organisation from a file that was found right. */
export function organisationOf(file: DeskFile): Organisation {
  const teams = mapOf(file.teams, (id, { name, members, lead }): Team => {
    const people = members.filter((member) => !isGroup(member))
    const all = [...new Set(lead === undefined ? people : [...people, lead])]
    const groups = members.filter(isGroup).map(groupIn)
    return { id, name, members: all, groups, ...(lead === undefined ? {} : { lead }) }
  })
  const grants = grantsOf(file, teams)
  return {
    version: 0,
    ...file.organisation,
    languages: file.languages,
    people: mapOf(
      file.people,
      (id, person): ListedPerson => ({
        ...defined({ id, ...person }),
        accounts: (person.accounts ?? []).flatMap((word) => accountFrom(word) ?? []),
      }),
    ),
    teams,
    services: mapOf(
      file.services,
      (id, service): Service => ({
        ...defined({ id, ...service }),
        symptoms: mapOf(service.symptoms ?? {}, (_, name) => name),
        maintenance: service.maintenance.map((window) => maintenanceOf(window, file.organisation.zone)),
      }),
    ),
    symptoms: mapOf(file.symptoms, (_, name) => name),
    grants: new Map([...grants].filter(([holder]) => !isGroup(holder))),
    teamsOf: teamsOf(teams),
    followed: followedIn(grants, teams),
    calendars: calendarsOf(file),
    configuration: { types: mapOf(file.configuration.types, (id, { name }) => ({ id, name })) },
    suppliers: mapOf(file.suppliers, (id, { name }) => ({ id, name })),
    agreements: mapOf(file.agreements, agreementOf),
    alerts: file.alerts,
    jobs: mapOf(file.jobs, (_, timing): JobTiming => defined(timing)),
    rotations: mapOf(file.rotations, (id, rotation) =>
      rotationOf(id, rotation, file.organisation.zone, Object.keys(file.rotations)),
    ),
    boards: mapOf(file.boards, (id, board) =>
      boardOf(id, board, { zone: file.organisation.zone, isPerson: (word) => Object.hasOwn(file.people, word) }),
    ),
    freezes: mapOf(file.freezes, (id, freeze) => freezeOf(id, freeze, file.organisation.zone)),
    changes: changePolicyOf(file.changes),
    templates: mapOf(file.templates, templateOf),
    budgets: mapOf(file.catalogue.budgets, budgetOf),
    automation: automationOf(file.automation),
    catalogue: catalogueOf(file.catalogue, { isPerson: (word) => Object.hasOwn(file.people, word) }),
    access: accessOf(file.access, {
      zone: file.organisation.zone,
      isPerson: (word) => Object.hasOwn(file.people, word),
    }),
    preapproved: preapprovalsOf(file.catalogue, { isPerson: (word) => Object.hasOwn(file.people, word) }),
    routes: file.routes.map((route) => ({ ...route, when: defined(route.when ?? {}), to: placesOf(route.to) })),
    defaults: { ...defined(file.defaults), channels: placesOf(file.defaults.channels) },
    console: { channels: file.console.channels.map(defined) },
    intake: {
      ticketEmoji: file.intake.ticketEmoji.replace(/^:|:$/g, ''),
      undoWithin: durationOf(file.intake.undoWithin) ?? 0,
    },
  }
}

function calendarsOf(file: DeskFile): ReadonlyMap<string, ListedCalendar> {
  const { zone } = file.organisation
  const always: ListedCalendar = { id: alwaysOpen, calendar: alwaysIn(zone), weekly: weekOf(), source: zone }
  const own = mapOf(
    file.calendars,
    (id, calendar): ListedCalendar => ({
      ...defined({ id, name: calendar.name }),
      calendar: calendarOf(calendar, zone),
      weekly: weekOf(calendar.weekly),
      source: JSON.stringify({ ...calendar, name: undefined, zone: calendar.zone ?? zone }),
    }),
  )
  return new Map([[alwaysOpen, always], ...own])
}

/** How the file names a group: `group:slack:T1/S3`. */
const isGroup = (word: string): boolean => word.startsWith('group:')
const groupIn = (word: string): string => word.slice('group:'.length)

const holdersIn = (team: Team | undefined): readonly string[] =>
  team ? [...team.members, ...team.groups.map((group) => `group:${group}`)] : []

function followedIn(
  grants: ReadonlyMap<string, readonly Grant[]>,
  teams: ReadonlyMap<string, Team>,
): ReadonlyMap<string, Rights> {
  const named = [...grants.keys()].filter(isGroup).map(groupIn)
  const groups = new Set([...named, ...[...teams.values()].flatMap((team) => team.groups)])
  return new Map(
    [...groups].map((group) => [
      group,
      {
        grants: grants.get(`group:${group}`) ?? [],
        teams: [...teams.values()].filter((team) => team.groups.includes(group)).map(({ id }) => id),
      },
    ]),
  )
}

/** By person, and by group with the word that the file has for it. */
function grantsOf(file: DeskFile, teams: ReadonlyMap<string, Team>): ReadonlyMap<string, readonly Grant[]> {
  const grants = new Map<string, Grant[]>()
  const give = (person: string, grant: Grant) => grants.set(person, [...(grants.get(person) ?? []), grant])
  for (const { role, to, service } of file.roles) {
    const holders = new Set(
      to.flatMap((whom) => (whom.startsWith('team:') ? holdersIn(teams.get(whom.slice(5))) : whom)),
    )
    for (const person of holders) give(person, service === undefined ? { role } : { role, service })
  }
  for (const [service, { owner }] of Object.entries(file.services)) {
    if (owner !== undefined) give(owner, { role: 'service owner', service })
  }
  return grants
}

function teamsOf(teams: ReadonlyMap<string, Team>): ReadonlyMap<string, readonly string[]> {
  const byPerson = new Map<string, string[]>()
  for (const team of teams.values()) {
    for (const person of team.members) byPerson.set(person, [...(byPerson.get(person) ?? []), team.id])
  }
  return byPerson
}

const placesOf = (words: readonly string[]): readonly Place[] => words.flatMap((word) => placeFrom(word) ?? [])

const mapOf = <From, To>(
  from: Readonly<Record<string, From>>,
  make: (id: string, value: From) => To,
): ReadonlyMap<string, To> => new Map(Object.entries(from).map(([id, value]) => [id, make(id, value)]))

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** The same without the keys whose value is undefined: absent and undefined are two things here. */
const defined = <T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>
