import { createReadStream } from 'node:fs'
import { nearestWord } from './chat/near.js'
import { applyImport, type Format, type Reach, sourceOf, takeBaseline } from './configuration/index.js'
import { handOver, type Parts } from './desk/index.js'
import { Refusal } from './kernel/errors.js'
import { known } from './known.js'
import { importShifts, rotationNamed, shiftsIn } from './oncall/index.js'
import type { DeskChange, DeskPicture } from './organisation/index.js'
import { practices } from './practices/index.js'
import type { HandRun } from './schedule/index.js'
import type { Actor } from './store/index.js'

/** What the operator at the command line can have done: by the running process, or without one. */
export interface Orders {
  /**
   * Puts a desk file in force with its pictures. `over` is the version whose difference the operator saw, 0 for none: refuses with
   * `organisation.changed_meanwhile` when another one came in between.
   */
  apply(source: string, over: number, pictures: readonly DeskPicture[]): Promise<readonly DeskChange[]>
  /** A one-time code with which a person of the desk file links an account. Refuses with `cli.unknown_person`. */
  offerCode(person: string): Promise<{ readonly code: string; readonly name: string }>
  /** Takes up parked messages again, and gives their number. */
  retry(which: number | 'all'): Promise<number>
  /**
   * Puts the shifts of a calendar file in force in a rotation, over what the operator saw: refuses as `importShifts` does.
   * Gives the number of changes.
   */
  importShifts(rotation: string, source: string, over: string): Promise<number>
  /**
   * Imports a file of configuration items, by its absolute path: all of it or nothing. Refuses with
   * `configuration.not_imported` and the first line that is wrong. Gives the number of items.
   */
  importItems(file: string, format: Format): Promise<number>
  /**
   * Takes a baseline of the configuration. Refuses with `configuration.baseline_taken`, and for an item that there is not.
   * Gives the number of items in it.
   */
  takeBaseline(asked: BaselineAsked): Promise<number>
  /** Runs a job of the desk now, whatever its times are, and tells how that went. */
  runJob(name: string): Promise<HandRun>
}

export interface BaselineAsked {
  readonly name: string
  /** Keys of items; none for all. */
  readonly seeds: readonly string[]
  readonly reach: Reach
}

/** Runs a job by hand; undefined when there is none of this name. */
export type ByHand = (name: string, actor: Actor) => Promise<HandRun | undefined>

const operator: Actor = { kind: 'operator' }

/** Obeys with the desk's own parts. */
export function obeying(parts: Pick<Parts, 'store' | 'desks' | 'directory' | 'outbox'>, byHand: ByHand): Orders {
  const { store, desks, directory, outbox } = parts
  return {
    apply: (source, over, pictures) =>
      desks.apply(operator, source, { ...known, handOver: handOver(outbox, practices), over, pictures }),
    async offerCode(typed) {
      const { people } = desks.current()
      const id = typed.replace(/^@/, '').toLowerCase()
      const person = people.get(id)
      if (!person) throw unknownPerson(typed, [...people.keys()])
      const code = await store.work(operator, (work) => directory.offerCode(work, person.id))
      return { code, name: person.name }
    },
    retry: (which) => store.work(operator, (work) => outbox.retry(work, which)),
    importShifts: (id, source, over) =>
      store.work(operator, (work) => {
        const rotation = rotationNamed(desks.current(), id)
        return importShifts(work, rotation.id, shiftsIn(desks.current(), rotation, source, work.now), over)
      }),
    importItems: (file, format) =>
      store.work(operator, async (work) => {
        const source = sourceOf(format, () => createReadStream(file))
        return (await applyImport({ work, organisation: desks.current() }, source)).items
      }),
    takeBaseline: (asked) =>
      store.work(operator, async (work) => {
        const { items } = await takeBaseline({ work, organisation: desks.current() }, asked)
        return items
      }),
    async runJob(name) {
      const outcome = await byHand(name, operator)
      if (!outcome) throw new Error(`there is no job ${name}`)
      return outcome
    },
  }
}

/** Nobody of the desk file is called that; who is probably meant is named, or who there is. */
export function unknownPerson(typed: string, ids: readonly string[]): Refusal {
  const near = nearestWord(typed, ids)
  if (near !== undefined) return new Refusal('cli.unknown_person_near', { typed, near })
  return new Refusal('cli.unknown_person', { typed, ids: ids.slice(0, 20).join(', ') })
}
