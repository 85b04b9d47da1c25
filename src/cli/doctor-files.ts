import { accessSync, constants, existsSync, statSync } from 'node:fs'
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
  return open.length > 0 ? open : [finding('ok', 'folder', { path: dataDir })]
}

const isPrivate = (path: string): boolean => (statSync(path).mode & 0o077) === 0

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
