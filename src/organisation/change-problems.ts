import { wallInstant } from './changes.js'
import { isZone } from './fields.js'
import { each, type Loose, listIn, mapIn, type Tell, textIn, unknown } from './loose.js'
import { isWallTime } from './recurrence.js'
import type { Path } from './yaml-lines.js'

interface Known {
  readonly services: readonly string[]
  readonly boards: readonly string[]
}

/** What a schema cannot see in freezes and in the rules for changes: half a time, one that ends before it begins, unknown names. */
export function checkChanges(file: Loose, known: Known, tell: Tell): void {
  const home = textIn(mapIn(file.organisation).zone).find(isZone) ?? 'UTC'
  for (const [id, content] of Object.entries(mapIn(file.freezes))) {
    const path: Path = ['freezes', id]
    const freeze = mapIn(content)
    checkWhen(freeze, path, home, tell)
    for (const { word, path: at } of each(freeze.services, [...path, 'services'])) {
      if (!known.services.includes(word)) tell(at, unknown('service', word, known.services))
    }
    for (const { word, path: at } of each(freeze.exception, [...path, 'exception'])) {
      if (!known.boards.includes(word)) tell(at, unknown('board', word, known.boards))
    }
  }
  for (const [risk, who] of Object.entries(mapIn(mapIn(file.changes).authority))) {
    for (const { word, path: at } of each(who, ['changes', 'authority', risk])) {
      const all = ['owners', 'managers', ...known.boards]
      if (!all.includes(word)) tell(at, unknown('board', word, all))
    }
  }
  const { from, until } = mapIn(mapIn(file.changes).night)
  if (typeof from === 'string' && from === until)
    tell(['changes', 'night', 'until'], { words: 'segment_empty', params: {} })
}

const once = ['from', 'until'] as const
const again = ['rule', 'at', 'length'] as const
const besides = ['starts', 'except'] as const

function checkWhen(freeze: Loose, path: Path, home: string, tell: Tell): void {
  const has = (key: string): boolean => freeze[key] !== undefined
  const repeats = again.some(has)
  const wrong = repeats ? once.find(has) : besides.find(has)
  if (wrong !== undefined) tell([...path, wrong], { words: 'freeze_twice', params: { key: wrong } })
  const missing = (repeats ? again : once).filter((key) => !has(key))
  for (const key of missing) tell(path, { words: repeats ? 'freeze_again' : 'freeze_once', params: { key } })
  const [from, until] = [freeze.from, freeze.until]
  if (repeats || typeof from !== 'string' || typeof until !== 'string' || !isWallTime(from) || !isWallTime(until))
    return
  const zone = textIn(freeze.zone).find(isZone) ?? home
  if (wallInstant(until, zone) <= wallInstant(from, zone))
    tell([...path, 'until'], { words: 'valid_backwards', params: { from, until } })
}

/** The boards that a file may name: its own, and those that are always there. */
export const boardsIn = (file: Loose): readonly string[] => [
  ...new Set([...Object.keys(mapIn(file.boards)), 'cab', 'ecab']),
]

/** The windows of services, where something repeats that stands there twice. */
export function checkMaintenance(file: Loose, tell: Tell): void {
  for (const [service, content] of Object.entries(mapIn(file.services))) {
    const windows = listIn(mapIn(content).maintenance).map((one) => JSON.stringify(one))
    windows.forEach((window, at) => {
      if (windows.indexOf(window) < at)
        tell(['services', service, 'maintenance', at], { words: 'window_twice', params: {} })
    })
  }
}
