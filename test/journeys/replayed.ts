import { expect } from 'chai'
import { type DeskVersionRow, deskVersionTable, organisationIn } from '../../src/organisation/index.js'
import { practices } from '../../src/practices/index.js'
import { entriesOf, recordTable } from '../../src/records/index.js'
import { type ClockRow, clockTable, derive, figuresOf } from '../../src/sla/index.js'
import { locationOf, openReader, type Reader } from '../../src/store/index.js'

/** Every clock that a journey leaves behind is what its record's timeline says, for whoever replays it. Gives their number. */
export async function clocksReplayed(url: string): Promise<number> {
  const location = locationOf(url, '/')
  if (!location) throw new Error(`not a database: ${url}`)
  const { read, close } = await openReader(location)
  try {
    return await replayAll(read)
  } finally {
    await close()
  }
}

async function replayAll(read: Reader): Promise<number> {
  const versions = await read.find<DeskVersionRow>(deskVersionTable, {})
  const desks = new Map(versions.flatMap((row) => [[row.id, organisationIn(row)] as const]))
  const stored = await read.find<ClockRow>(clockTable, {})
  const derived: [string, object][] = []
  for (const record of await read.find(recordTable, {})) {
    const practice = practices.find(({ name }) => name === record.practice)
    if (!practice?.promises) continue
    const { life, promises } = practice
    const entries = await entriesOf(read, record.id)
    const at = (version: number) => {
      const desk = desks.get(version)
      if (!desk) throw new Error(`there is no version ${version}`)
      return desk
    }
    for (const clock of derive({ record, entries, life, promises, books: { at } })) {
      const row = stored.find(({ record: id, key }) => id === record.id && key === clock.key)
      derived.push([`${record.number} ${clock.key}`, row ? { ...figuresOf(clock, row.asOf) } : {}])
    }
  }
  const kept = stored.map(({ state, targetMs, usedMs, pausedMs, dueAt, stoppedAt, breached, asOf }) => ({
    ...{ state, targetMs, usedMs, pausedMs, dueAt, stoppedAt, breached, asOf },
  }))
  expect(plain(derived.map(([, figures]) => figures))).to.have.deep.members(plain(kept))
  return stored.length
}

/** Dates as text, and without what is not there: a column that is empty and a field that is undefined are one thing. */
const plain = (rows: readonly object[]): readonly object[] => JSON.parse(JSON.stringify(rows)) as object[]
