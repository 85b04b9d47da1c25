import type { Parts, RecordView, Seen } from '../../desk/index.js'
import type { Named, Organisation } from '../../organisation/index.js'
import type { Rec } from '../../records/index.js'
import type { Reader } from '../../store/index.js'
import { detailsOf, isTheirs, mayBeDoneBy } from './policy.js'
import { rowOfRecord } from './queries.js'

/** What the views of an access need besides the record. */
export interface Gathered {
  readonly organisation: Organisation
  /** The right's name, as the desk file has it now. */
  readonly right: Named
  readonly description?: Named
  /** Names of those whom the card names. */
  readonly names: ReadonlyMap<string, string>
  /** On whose word it is had. */
  readonly word: readonly string[]
  /** What the reader is not let do, though the life would. */
  readonly closed: ReadonlySet<string>
}

export async function gatherFor(parts: Parts, reader: Reader, record: Rec, { viewer }: Seen): Promise<Gathered> {
  const organisation = parts.desks.current()
  const { right: id, for: person, managers, extension } = detailsOf(record)
  const right = organisation.access.rights.get(id)
  const word = (await rowOfRecord(reader, record.id))?.word ?? []
  const people = await parts.directory.peopleByIds([person, ...managers, ...word, ...(extension ? [extension.by] : [])])
  const closed = Object.keys(mayBeDoneBy).filter((verb) => viewer !== undefined && !isTheirs(record, verb, viewer))
  return {
    organisation,
    right: right?.name ?? { en: id, da: id },
    ...(right?.description ? { description: right.description } : {}),
    names: new Map([...people.values()].map(({ id: one, name }) => [one, name])),
    word,
    closed: new Set(closed),
  }
}

/** What the desk has gathered for a view of an access. */
export const gathered = ({ gathered: all }: RecordView): Gathered => all as Gathered
