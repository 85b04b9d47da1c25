import { flag, instant, integer, json, key, nullable, serial, table, text, word } from '../store/index.js'
import type { Entry, FileRow, Link, Member, Rec, Remark } from './record.js'

export const recordTable = table<Rec>('record', {
  id: serial(),
  number: word(20),
  practice: word(40),
  state: word(40),
  open: flag(),
  version: integer(),
  title: word(300),
  body: text(),
  service: nullable(word()),
  priority: nullable(integer()),
  requester: word(),
  assignee: nullable(word()),
  team: nullable(word()),
  private: flag(),
  origin: nullable(json()),
  language: word(8),
  details: json(),
  openedAt: instant(),
  updatedAt: instant(),
  resolvedAt: nullable(instant()),
  closedAt: nullable(instant()),
})

export const counterTable = table<{ readonly prefix: string; readonly last: number }>('counter', {
  prefix: key(8),
  last: integer(),
})

export const entryTable = table<Entry>('timeline', {
  id: serial(),
  record: integer(),
  at: instant(),
  actor: word(),
  kind: word(60),
  data: json(),
})

export const remarkTable = table<Remark>('remark', {
  id: serial(),
  record: integer(),
  author: word(),
  internal: flag(),
  text: text(),
  files: json(),
  source: nullable(word(400)),
  saidAt: instant(),
  editedAt: nullable(instant()),
  deletedAt: nullable(instant()),
})

export const memberTable = table<Member>('record_member', {
  record: { type: 'integer', primary: true },
  person: key(),
  as: key(20),
})

export const linkTable = table<Link>('record_link', {
  id: serial(),
  from: integer(),
  kind: word(40),
  to: integer(),
  at: instant(),
  by: word(),
})

export const fileTable = table<FileRow>('file', {
  id: key(40),
  record: integer(),
  remark: nullable(integer()),
  nth: integer(),
  file: json(),
  lies: json(),
  addedAt: instant(),
})
