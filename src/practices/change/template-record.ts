import { isExpired, type Template } from '../../organisation/index.js'
import type { Reader } from '../../store/index.js'

/** A change that was begun from a template. One that was cancelled is none. */
export interface Use {
  /** The record's id and number. */
  readonly record: number
  readonly number: string
  readonly template: string
  /** What the template said then: `Template.edition`. */
  readonly edition: string
  /** When it ended; absent as long as it is under way. ISO, in UTC. */
  readonly endedAt?: string | undefined
  /** It failed, or was backed out. */
  readonly wrong: boolean
}

/** How a template has done since it was last changed in the desk file; all that came before is in `earlier`. */
export interface TemplateRecord extends Tally {
  readonly earlier: Tally
  /** The newest ended ones of this edition, the last first. */
  readonly last: readonly Use[]
  /** The change with which more had gone wrong than may. Nothing that goes well later takes it back. */
  readonly lostBy?: Use
}

interface Tally {
  readonly used: number
  readonly well: number
  readonly wrong: number
}

export type Standing = 'in_force' | 'expired' | 'lost' | 'ownerless'

/** Tells a template's record from the changes that were begun from it. */
export function recordOf({ id, edition, failures }: Template, uses: readonly Use[]): TemplateRecord {
  const own = uses.filter(({ template }) => template === id)
  const now = own.filter((use) => use.edition === edition)
  const ended = now
    .filter(({ endedAt }) => endedAt !== undefined)
    .toSorted((a, b) =>
      a.endedAt === b.endedAt ? a.record - b.record : (a.endedAt ?? '') < (b.endedAt ?? '') ? -1 : 1,
    )
  const lostBy = ended.find((_, at) => {
    const last = ended.slice(Math.max(0, at + 1 - failures.of), at + 1)
    return last.filter(({ wrong }) => wrong).length > failures.most
  })
  return {
    ...tallyOf(now),
    earlier: tallyOf(own.filter((use) => use.edition !== edition)),
    last: ended.toReversed().slice(0, failures.of),
    ...(lostBy ? { lostBy } : {}),
  }
}

function tallyOf(uses: readonly Use[]): Tally {
  const ended = uses.filter(({ endedAt }) => endedAt !== undefined)
  const wrong = ended.filter((use) => use.wrong).length
  return { used: uses.length, well: ended.length - wrong, wrong }
}

/** Whether changes may be begun from it, and if not, why. */
export function standingOf(
  template: Template,
  {
    record,
    owned,
    zone,
    now,
  }: { readonly record: TemplateRecord; readonly owned: boolean; readonly zone: string; readonly now: Date },
): Standing {
  if (record.lostBy) return 'lost'
  if (isExpired(template, zone, now)) return 'expired'
  return owned ? 'in_force' : 'ownerless'
}

interface Kept {
  readonly template?: string
  readonly edition?: string
  readonly endedAt?: string
  readonly cause?: string
}

/** The changes that were begun from templates, from one or from any. */
export async function usesOf(reader: Reader, template?: string): Promise<readonly Use[]> {
  const rows = await reader.rows<{ id: number; number: string; details: string }>(
    `SELECT r."id" AS "id", r."number" AS "number", r."details" AS "details" FROM "record" r
      WHERE r."practice" = 'change' AND r."state" <> 'cancelled' AND r."details" LIKE ? ORDER BY r."id"`,
    [template === undefined ? '%"template":"%' : `%"template":"${template}"%`],
  )
  return rows.flatMap(({ id, number, details }) => {
    const { template: from, edition = '', endedAt, cause } = JSON.parse(details) as Kept
    if (from === undefined || (template !== undefined && from !== template)) return []
    return [{ record: Number(id), number, template: from, edition, endedAt, wrong: cause !== undefined }]
  })
}
