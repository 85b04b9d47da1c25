import { accountWord } from '../../src/chat/address.js'
import type { Card } from '../../src/chat/card.js'
import { createRegistry, moment, optional, record, text } from '../../src/chat/command.js'
import type { Inbound } from '../../src/chat/inbound.js'
import { type Bilingual, createVoices, nearest, words } from '../../src/chat/language.js'
import type { House } from '../../src/chat/platform.js'
import type { Reply } from '../../src/chat/reply.js'
import { Outage } from '../../src/kernel/errors.js'
import { pictures } from '../builders/day.js'

/**
 * The other side of the port: a house that answers as it is told. Like the core it takes each happening once, by any of
 * its ids, and answers a repetition with what was done.
 */
export interface ContractHouse extends House {
  /** Everything that was handed over, repetitions too. */
  readonly handed: readonly Inbound[]
  readonly spooled: readonly Inbound[]
  /** How many inbounds had an effect. */
  readonly effects: number
  /** What it answers from now on. */
  answer(reply: Reply | ((inbound: Inbound) => Reply)): void
  /** Handles nothing further until it is released. */
  hold(): { release(): void }
  /** Fails the next `times` with an Outage. */
  fail(times: number): void
}

const contractWords = words(
  {
    commands: {
      incident_report: { does: 'Report a problem', takes: { title: 'Title', needed: 'Needed by' } },
      incident_show: { does: 'Show an incident', takes: { incident: 'Incident' } },
      desk_help: { does: 'Show what there is' },
    },
    shortcuts: { report: 'Report a problem' },
  },
  {
    commands: {
      incident_report: { does: 'Meld et problem', takes: { title: 'Titel', needed: 'Senest' } },
      incident_show: { does: 'Vis en hændelse', takes: { incident: 'Hændelse' } },
      desk_help: { does: 'Vis, hvad der er' },
    },
    shortcuts: { report: 'Meld et problem' },
  },
)

const commands = [
  {
    name: 'incident report',
    takes: { title: optional(text()), needed: optional(moment()) },
    who: 'anyone',
    example: '/incident report mail is down',
    shortcut: { name: 'report', on: ['message', 'anywhere'] as const },
    run: async (): Promise<Reply> => ({ kind: 'done' }),
  },
  {
    name: 'incident show',
    takes: { incident: record('INC') },
    who: 'anyone',
    example: '/incident show INC-1',
    reads: true as const,
    run: async (): Promise<Reply> => ({ kind: 'done' }),
  },
  {
    name: 'desk help',
    takes: {},
    who: 'anyone',
    example: '/desk help',
    reads: true as const,
    run: async (): Promise<Reply> => ({ kind: 'done' }),
  },
]

/** A house that speaks the adapter's words. It holds nothing back and answers `done` until it is told otherwise. */
export function openHouse(adapterWords: readonly Bilingual[]): ContractHouse {
  const voices = createVoices([contractWords, ...adapterWords])
  const registry = createRegistry(
    commands,
    (language) => voices.in(language),
    () => [],
  )
  const handed: Inbound[] = []
  const spooled: Inbound[] = []
  const done = new Map<string, Reply>()
  let reply: Reply | ((inbound: Inbound) => Reply) = { kind: 'done' }
  let gate: Promise<void> = Promise.resolve()
  let failing = 0
  let effects = 0
  return {
    registry,
    pictures,
    handed,
    spooled,
    get effects() {
      return effects
    },
    languageOf: (_account, profile) => nearest(profile?.language) ?? 'en',
    async handle(inbound) {
      handed.push(inbound)
      await gate
      if (failing > 0) {
        failing -= 1
        throw new Outage('the database does not answer')
      }
      const former = inbound.ids.map((id) => done.get(id)).find((one) => one !== undefined)
      if (former) return former
      effects += 1
      const answer = typeof reply === 'function' ? reply(inbound) : reply
      for (const id of inbound.ids) done.set(id, answer)
      return answer
    },
    async spool(inbound) {
      spooled.push(inbound)
    },
    answer(next) {
      reply = next
    },
    hold() {
      let release = (): void => {}
      gate = new Promise((resolve) => {
        release = resolve
      })
      return { release: () => release() }
    },
    fail(times) {
      failing = times
    },
  }
}

/** A small card. */
export const card = (title: string, ...blocks: Card['blocks']): Card => ({ title: [title], tone: 'plain', blocks })

/** The account that acted, as one word: for short expectations. */
export const actor = (inbound: Inbound): string => accountWord(inbound.account)
