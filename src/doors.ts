import type { ConsoleDoors } from '../adapters/web/index.js'
import { itemsFor } from './catalogue/index.js'
import { nearest } from './chat/language.js'
import type { Platform } from './chat/platform.js'
import { type Config, staysHere } from './config.js'
import {
  calendarBehind,
  cataloguePage,
  Desk,
  exportFor,
  fileFor,
  jobsPage,
  type Parts,
  recordPage,
} from './desk/index.js'
import { changesBehind } from './forward/index.js'
import { homePage } from './home/index.js'
import { Refusal } from './kernel/errors.js'
import { minutesFile } from './meetings/index.js'
import { titleOf } from './organisation/index.js'
import { requestsFile } from './practices/request/index.js'

/** What is behind them. */
type Behind = Parts & { readonly platforms: ReadonlyMap<string, Platform>; now(): Date }

/** The doors of the core that the console is handed. */
export function doorsOf(parts: Behind, config: Config, shelf: ConsoleDoors['shelf']): ConsoleDoors {
  const { desks, directory, store, voices } = parts
  const channels = () => desks.current().console.channels
  return {
    shelf,
    sign: (content) => parts.seal.mark(content),
    open: !config.slack && !config.discord && staysHere(config),
    people: async (reader) =>
      [...desks.current().people.values()].map((person) => ({
        id: person.id,
        name: person.name,
        does: titleOf(desks.current(), person, nearest(reader)) ?? '',
        language: person.language ?? desks.current().language,
      })),
    person: async (id) => {
      const person = await directory.person(id)
      const listed = desks.current().people.get(id)
      const does = (listed && titleOf(desks.current(), listed)) ?? ''
      return person && { id, name: person.name, does, language: person.language ?? desks.current().language }
    },
    // Whoever is in no desk file sees their own conversation and the pages of records.
    channels: async (viewer) => (desks.current().people.has(viewer.user) ? channels() : []),
    hasChannel: async (channel) => channels().some(({ id }) => id === channel),
    signIn: async (code, from) => {
      const person = await store
        .work({ kind: 'desk', job: 'console' }, (work) => directory.spendCode(work, code, `console ${from}`))
        .catch((error: unknown) => {
          if (error instanceof Refusal && error.code === 'people.code_wrong') return undefined
          throw error
        })
      return person ? { platform: 'console', workspace: 'local', user: person.id } : undefined
    },
    pages: {
      record: async (viewer, number) => {
        const caller = await directory.callerOf(viewer, {})
        const language = nearest(caller.person.language) ?? desks.current().language
        return recordPage(parts, store.read, caller, number, voices.in(language))
      },
      named: async (viewer, name, asked = {}) => {
        const caller = await directory.callerOf(viewer, {})
        const language = nearest(caller.person.language) ?? desks.current().language
        const voice = voices.in(language)
        if (name === 'jobs') return jobsPage(parts, caller, voice)
        if (name === 'home') return homePage(new Desk(parts, caller, store.read, parts.now()), voice)
        const desk = { parts, caller, now: parts.now(), organisation: desks.current() }
        return name === 'catalogue' ? cataloguePage({ desk, voice }, asked) : undefined
      },
      leads: async (viewer) => {
        const caller = await directory.callerOf(viewer, {})
        const isThere = {
          home: parts.registry.find('desk home') !== undefined,
          catalogue: itemsFor(desks.current(), caller).length > 0,
        }
        return (['home', 'catalogue'] as const).filter((name) => isThere[name])
      },
      calendar: async (token) =>
        (await calendarBehind(parts, token, parts.now())) ?? (await changesBehind(parts, token, parts.now())),
      file: async (viewer, id) => {
        const caller = await directory.callerOf(viewer, {})
        return (
          exportFor(parts, store.read, caller, id) ??
          requestsFile(store.read, caller, id) ??
          (await minutesFile(parts, caller, id)) ??
          fileFor({ reader: store.read, platforms: parts.platforms }, caller, id)
        )
      },
    },
  }
}
