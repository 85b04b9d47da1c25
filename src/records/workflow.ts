import { type Params, Refusal } from '../kernel/errors.js'
import type { Caller } from '../people/index.js'
import { can, type Who } from '../people/index.js'
import type { Patch, Rec } from './record.js'

/** What a verb is given besides the record: strings, checked by the command that brings them. */
export type Input = Readonly<Record<string, string>>

export interface Verb {
  /** The states it can be done in. */
  readonly from: readonly string[]
  /** The state it leads to; absent when it stays where it is. */
  readonly to?: string
  /** Who may do it: any of these. */
  readonly who: readonly Who[]
  /** Inputs that must be there. */
  readonly needs?: readonly string[]
  /** Gives a refusal when the move is not right just now. */
  readonly guard?: (record: Rec, input: Input, by: By) => Refusal | undefined
  /** What else changes. Pure. */
  readonly effect?: (record: Rec, input: Input, by: By) => Patch
  /** What the timeline's entry keeps of the input: never long text, that is a remark. */
  readonly keeps?: readonly string[]
  /** The input that becomes a remark of the conversation. */
  readonly says?: string
  /** Worth telling those who only follow from afar. */
  readonly milestone?: true
}

/** Who moves, and when. `caller` is absent when the desk itself does, by a job. */
export interface By {
  readonly caller?: Caller
  readonly now: Date
  /** The instant so many working days after another, on the calendar that concerns the record; 24 hours each when absent. */
  readonly workingDays?: (start: Date, days: number) => Date
}

export interface Life {
  readonly start: string
  readonly ends: readonly string[]
  readonly states: readonly string[]
  readonly verbs: Readonly<Record<string, Verb>>
}

/**
 * Declares a life. States that cannot be reached, states without a way out that are not ends, and moves out of or into
 * unknown states are refused when the program starts.
 */
export function workflow(life: Life): Life {
  const known = new Set(life.states)
  const verbs = Object.entries(life.verbs)
  for (const [name, verb] of verbs) {
    for (const state of [...verb.from, ...(verb.to ? [verb.to] : [])]) {
      if (!known.has(state)) throw new Error(`the verb ${name} names an unknown state: ${state}`)
    }
  }
  const reached = new Set([life.start])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const [, verb] of verbs) {
      if (verb.to && verb.from.some((state) => reached.has(state))) reached.add(verb.to)
    }
  }
  for (const state of life.states) {
    if (!reached.has(state)) throw new Error(`the state ${state} cannot be reached`)
    const leaves = verbs.some(([, verb]) => verb.to && verb.to !== state && verb.from.includes(state))
    if (!leaves && !life.ends.includes(state)) throw new Error(`nothing leads out of the state ${state}`)
  }
  return life
}

export type Decision =
  | { readonly kind: 'moved'; readonly state: string; readonly patch: Patch }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** The words of a state or a verb of a practice. */
export const stateKey = (practice: string, state: string): string => `${practice}.states.${state.replaceAll(' ', '_')}`
export const verbKey = (practice: string, verb: string): string => `${practice}.verbs.${verb}`

/** Decides a move, and changes nothing: the same question is asked early to show buttons and late to apply. */
export function decide(life: Life, record: Rec, name: string, input: Input, by: By): Decision {
  const verb = life.verbs[name]
  if (!verb) throw new Error(`${record.practice} has no verb ${name}`)
  const facts: Params = {
    number: record.number,
    head: record.practice,
    verb: { words: verbKey(record.practice, name) },
    state: { words: stateKey(record.practice, record.state) },
  }
  if (by.caller && !can(by.caller, verb.who, record)) return notAllowed(verb.who, facts)
  if (!verb.from.includes(record.state))
    return refused(life.ends.includes(record.state) ? 'record.over' : 'record.wrong_state', facts)
  const missing = verb.needs?.find((need) => !input[need])
  if (missing) return refused('record.missing', facts, missing)
  const refusal = verb.guard?.(record, input, by)
  if (refusal) return { kind: 'refused', refusal }
  return { kind: 'moved', state: verb.to ?? record.state, patch: verb.effect?.(record, input, by) ?? {} }
}

/** Who could: anyone of the team that holds it, the one who reported it alone, or the holders of a role. */
function notAllowed(who: readonly Who[], facts: Params): Decision {
  if (who.includes('agent') || who.includes('team')) return refused('record.not_allowed', facts)
  const role = who.find((one) => one !== 'requester' && one !== 'assignee' && one !== 'member')
  return role === undefined
    ? refused('record.not_requester', facts)
    : refused('record.not_in_role', { ...facts, role: { words: `organisation.roles.${role}` } })
}

const refused = (code: string, params: Params, field?: string): Decision => ({
  kind: 'refused',
  refusal: new Refusal(code, params, field),
})

/** The verbs that this caller could do now, before any input is known. */
export function openVerbs(life: Life, record: Rec, caller: Caller): readonly string[] {
  return Object.entries(life.verbs)
    .filter(([, verb]) => verb.from.includes(record.state) && can(caller, verb.who, record))
    .map(([name]) => name)
}
