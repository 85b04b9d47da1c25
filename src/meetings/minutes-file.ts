import { DateTime } from 'luxon'
import type { Attachment } from '../chat/card.js'
import { type Language, languages } from '../chat/language.js'
import type { ServedFile } from '../chat/page.js'
import { namesOf, type Parts } from '../desk/index.js'
import { markdownOf, pdfOf } from '../papers/index.js'
import type { Caller } from '../people/index.js'
import { type Board, meetingBoards } from './boards.js'
import { mayRead } from './members.js'
import { type Minutes, minutesOf, paperOf } from './minutes.js'
import { type MeetingRow, meetingTable } from './table.js'

const types = { pdf: 'application/pdf', md: 'text/markdown' } as const
type Format = keyof typeof types
const formats = Object.keys(types) as readonly Format[]

/** The minutes as files; each language has its own. */
export const minutesFiles = ({ board, row }: Minutes, language: Language): readonly Attachment[] =>
  formats.map((format) => ({
    name: fileName(board, row, format),
    path: `/files/minutes-${row.id}-${language}.${format}`,
    type: types[format],
    lies: [],
  }))

const fileName = (board: Board, { from }: MeetingRow, format: Format): string =>
  `${board.id}-${dayOf(board, from)}.${format}`

const dayOf = ({ meets }: Board, at: Date): string =>
  DateTime.fromJSDate(at, { zone: meets.recurrence.zone }).toISODate() ?? ''

/** The file behind such a path, for those who may read them; undefined for other names, and for others. */
export async function minutesFile(parts: Parts, viewer: Caller, name: string): Promise<ServedFile | undefined> {
  const [, id, language, format] = /^minutes-(\d{1,9})-([a-z]{2})\.(pdf|md)$/.exec(name) ?? []
  const spoken = languages.find((one) => one === language)
  if (id === undefined || !spoken || !mayRead(viewer)) return undefined
  const row = await parts.store.read.one(meetingTable, { id: Number(id) })
  const board = row && meetingBoards(parts.desks.current()).find((one) => one.id === row.board)
  if (!row || !board || row.state === 'announced') return undefined
  const bytes = await written(parts, await minutesOf(parts.store.read, board, row), spoken, format as Format)
  return {
    kind: 'open',
    name: fileName(board, row, format as Format),
    on: '',
    type: types[format as Format],
    size: bytes.byteLength,
    body: new Blob([bytes]).stream() as ReadableStream<Uint8Array>,
  }
}

async function written(
  parts: Parts,
  minutes: Minutes,
  language: Language,
  format: Format,
): Promise<Uint8Array<ArrayBuffer>> {
  const { zone } = minutes.board.meets.recurrence
  const paper = paperOf(minutes, {
    voice: parts.voices.in(language),
    organisation: parts.desks.current(),
    people: await namesOf(parts, peopleIn(minutes)),
    written: (at) => DateTime.fromJSDate(at, { zone }).setLocale(language).toLocaleString(DateTime.DATETIME_MED),
  })
  if (format === 'md') return new TextEncoder().encode(markdownOf(paper))
  return new Uint8Array(await pdfOf(paper, minutes.row.closedAt ?? minutes.row.from))
}

/** Everybody who is named in minutes. */
export const peopleIn = ({ presence, items, actions, earlier, row }: Minutes): readonly string[] => [
  ...presence.map(({ person }) => person),
  ...items.flatMap(({ item }) => item.by ?? []),
  ...[...actions, ...earlier].map(({ owner }) => owner),
  ...(row.openedBy ? [row.openedBy] : []),
]
