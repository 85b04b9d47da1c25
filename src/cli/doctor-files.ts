import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../config.js'
import { type Finding, finding } from './finding.js'

/** Whether others on this machine could read what the desk keeps, and whether it can write there. */
export function checkFiles({ dataDir, location }: Config): readonly Finding[] {
  if (!existsSync(dataDir)) return [finding('ok', 'folder_later', { path: dataDir })]
  if (!isWritable(dataDir)) return [finding('mend', 'folder_closed', { path: dataDir })]
  const database = location.dialect === 'sqlite' ? ['', '-wal', '-shm', '.lock'].map((end) => location.file + end) : []
  const open = [
    ...(isPrivate(dataDir) ? [] : [finding('note', 'folder_open', { path: dataDir })]),
    ...database
      .filter((file) => existsSync(file) && !isPrivate(file))
      .map((path) => finding('mend', 'file_open', { path })),
  ]
  return [...(open.length > 0 ? open : [finding('ok', 'folder', { path: dataDir })]), ...checkSpool(dataDir)]
}

/** Inbounds that were acknowledged early: a running desk works them off, and one that starts does so first. */
function checkSpool(dataDir: string): readonly Finding[] {
  const path = join(dataDir, 'spool')
  const names = existsSync(path) && isWritable(path) ? readdirSync(path) : []
  const waiting = names.filter((name) => name.endsWith('.json')).length
  const unreadable = names.filter((name) => name.endsWith('.unreadable')).length
  return [
    ...(waiting > 0 ? [finding('note', 'spool', { path, count: waiting })] : []),
    ...(unreadable > 0 ? [finding('mend', 'spool_unreadable', { path, count: unreadable })] : []),
  ]
}

const megabyte = 1_000_000
/** Below that nothing can be written soon; below the other one somebody should look. */
const space = { mend: 100 * megabyte, note: 1_000 * megabyte }

/** Whether the disk under the data has room. */
export async function checkSpace({ dataDir }: Config): Promise<readonly Finding[]> {
  const path = standing(dataDir)
  const { bavail, bsize } = await statfs(path)
  const free = bavail * bsize
  const params = { path, free: Math.floor(free / megabyte) }
  if (free >= space.note) return [finding('ok', 'disk', params)]
  return [finding(free < space.mend ? 'mend' : 'note', 'disk_full', params)]
}

/** The folder itself, or the one in which it will be made. */
const standing = (path: string): string => (existsSync(path) ? path : standing(dirname(path)))

const isPrivate = (path: string): boolean => (statSync(path).mode & 0o077) === 0

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
