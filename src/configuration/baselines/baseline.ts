import { nearestWord } from '../../chat/near.js'
import { Refusal } from '../../kernel/errors.js'
import { oneLine } from '../../kernel/text.js'
import { actorWord, type Reader } from '../../store/index.js'
import { allOf } from '../items.js'
import type { Books } from '../keep.js'
import { type BaselineRow, baselineTable } from '../table.js'
import { idsWithin, picture, type Scope } from './picture.js'

/** Taking baselines, and finding them again. One is never changed: what it shows is how things were. */

/**
 * Takes a baseline, in the unit that is open. Refuses a name that another one has, in capitals or not, and an item that
 * there is not.
 */
export async function takeBaseline(
  books: Books,
  { name: typed, seeds, reach }: Scope & { readonly name: string },
): Promise<BaselineRow> {
  const { work, organisation } = books
  const register = { reader: work, organisation }
  const name = nameIn(typed)
  if (name === '') throw new Refusal('configuration.baseline_name', {}, 'name')
  if (nameAmong(await baselinesOf(work), name)) throw new Refusal('configuration.baseline_taken', { name }, 'name')
  const found = seeds.length === 0 ? [] : await allOf(register, seeds)
  const scope = { seeds: found.map(({ key }) => key), reach }
  const mark = await newestLine(work)
  const items = await picture(work, name, await idsWithin(register, scope))
  const row: BaselineRow = { ...scope, name, at: work.now, by: actorWord(work.actor), mark, items }
  await work.insert(baselineTable, row)
  work.audit('baseline.taken', name, { items })
  return row
}

async function newestLine(reader: Reader): Promise<number> {
  const [row] = await reader.rows<{ mark: number | null }>('SELECT max("id") AS "mark" FROM "item_history"')
  return Number(row?.mark ?? 0)
}

/** All of them, the newest first. */
export const baselinesOf = (reader: Reader): Promise<readonly BaselineRow[]> =>
  reader.select(baselineTable, 'ORDER BY t."at" DESC, t."mark" DESC, t."name"')

/** The one of this name, or the newest; a Refusal where there is none. */
export async function baselineNamed(reader: Reader, typed: string | undefined): Promise<BaselineRow> {
  const all = await baselinesOf(reader)
  const [newest] = all
  if (!newest) throw new Refusal('configuration.no_baseline', {}, 'baseline')
  if (typed === undefined) return newest
  const found = nameAmong(all, nameIn(typed))
  if (found) return found
  const near = nearestWord(
    typed,
    all.map(({ name }) => name),
  )
  throw near === undefined
    ? new Refusal('configuration.unknown_baseline', { name: typed }, 'baseline')
    : new Refusal('configuration.unknown_baseline_near', { name: typed, near }, 'baseline')
}

/** A name as it was typed: in one line, and without the quotation marks that some put around it. */
const nameIn = (typed: string): string => oneLine(oneLine(typed).replace(/^["“”«»](.+)["“”«»]$/u, '$1'))

const nameAmong = (all: readonly BaselineRow[], wanted: string): BaselineRow | undefined =>
  all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
