import type { Logger } from 'pino'
import { Refusal } from '../kernel/errors.js'
import type { Actor, Reader, Store } from '../store/index.js'
import { type Applying, applyDesk, newestVersion, organisationIn } from './apply-desk.js'
import { knownPictures } from './catalogue-pictures.js'
import type { DeskChange } from './compare.js'
import type { Organisation } from './organisation.js'
import { deskVersionTable } from './table.js'

/** The organisation in force, in memory. */
export interface Desks {
  /** The organisation as this process knows it. Only after `load` or `apply`. */
  current(): Organisation
  /** A version that was in force, read once a process; the one in force now for a version that is gone or unreadable. */
  version(id: number): Promise<Organisation>
  /** Reads the newest version. Refuses with `organisation.missing` when there is none, `organisation.broken` when it cannot be read. */
  load(): Promise<void>
  /** Takes over what another process applied; tells whether there was anything new. A version that cannot be read is left alone. */
  refresh(): Promise<boolean>
  /** Puts a file in force, in a unit of work of its own or the one under way, and in this process once it is committed. */
  apply(actor: Actor, source: string, applying?: Applying): Promise<readonly DeskChange[]>
}

/** Versions that open records were raised under are kept in memory; old ones are read again. */
const mostVersions = 20

export function createDesks({
  store,
  log,
}: {
  readonly store: Store
  readonly log: Pick<Logger, 'info' | 'error'>
}): Desks {
  let organisation: Organisation | undefined
  /** A newer version that this program cannot read is complained of once. */
  let unreadable: number | undefined
  const versions = new Map<number, Organisation>()
  const current = (): Organisation => {
    if (!organisation) throw new Error('the organisation has not been loaded')
    return organisation
  }

  const load = async (): Promise<void> => {
    const newest = await newestVersion(store.read)
    if (!newest) throw new Refusal('organisation.missing')
    const read = organisationIn(newest)
    if (!read) throw new Refusal('organisation.broken', { problems: 1 })
    organisation = await withPictures(store.read, read)
  }
  return {
    current,
    async version(id) {
      if (id === current().version) return current()
      const there = versions.get(id)
      if (there) return there
      const row = await store.read.one(deskVersionTable, { id })
      const read = row && organisationIn(row)
      if (!read) return current()
      if (versions.size >= mostVersions) versions.delete([...versions.keys()][0] ?? 0)
      versions.set(id, read)
      return read
    },
    load,
    async refresh() {
      const [newest] = await store.read.rows<{ id: number }>('SELECT max("id") AS "id" FROM "desk_version"')
      if (!newest?.id || newest.id === organisation?.version || newest.id === unreadable) return false
      const row = await newestVersion(store.read)
      const read = row && organisationIn(row)
      if (!read) {
        unreadable = newest.id
        log.error({ version: newest.id }, 'the newest desk file cannot be read by this program, the one before stays')
        return false
      }
      organisation = await withPictures(store.read, read)
      log.info({ version: read.version }, 'a new desk file is in force')
      return true
    },
    apply: (actor, source, applying) =>
      store.work(actor, async (work) => {
        const changes = await applyDesk(work, source, applying)
        const newest = await newestVersion(work)
        const there = newest && organisationIn(newest)
        const read = there && (await withPictures(work, there))
        work.afterCommit(() => {
          if (read) organisation = read
        })
        return changes
      }),
  }
}

const withPictures = async (reader: Reader, organisation: Organisation): Promise<Organisation> => ({
  ...organisation,
  pictures: await knownPictures(reader),
})
