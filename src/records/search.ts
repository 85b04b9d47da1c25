import type { Caller } from '../people/index.js'
import type { Reader, Work } from '../store/index.js'
import { visibleTo } from './queries.js'
import type { Rec } from './record.js'
import { recordTable } from './table.js'

/**
 * Full text over titles, bodies and conversations: FTS5 on SQLite, a weighted tsvector on PostgreSQL. Both are given the
 * words as found here and split them at nothing but blanks: what was typed is found as it was typed, on both alike.
 */

/** Puts a new record into the index, in the unit of work that made it. */
export async function index(work: Work, record: Pick<Rec, 'id' | 'title' | 'body'>): Promise<void> {
  await work.run('INSERT INTO "record_text" ("rowid", "title", "body", "talk") VALUES (?, ?, ?, ?)', [
    record.id,
    indexed(record.title),
    indexed(record.body),
    '',
  ])
}

/** Follows a change of a record's own words. */
export async function reindex(work: Work, record: Pick<Rec, 'id' | 'title' | 'body'>): Promise<void> {
  await work.run('UPDATE "record_text" SET "title" = ?, "body" = ? WHERE "rowid" = ?', [
    indexed(record.title),
    indexed(record.body),
    record.id,
  ])
}

/** Follows a change of the conversation. Internal remarks stay out: a hit would tell what they say. */
export async function reindexTalk(work: Work, record: number): Promise<void> {
  const said = await work.rows<{ text: string }>(
    'SELECT "text" FROM "remark" WHERE "record" = ? AND "internal" = 0 AND "deleted_at" IS NULL ORDER BY "id" DESC',
    [record],
  )
  await work.run('UPDATE "record_text" SET "talk" = ? WHERE "rowid" = ?', [
    indexed(said.map((row) => row.text).join('\n')),
    record,
  ])
}

/** Letters without their case and marks, so that `café` and `CAFE` are one word however they were put together. */
const plain = (typed: string): string =>
  typed.toLowerCase().normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

/** Longer runs of letters are no words; the beginning finds them. */
const longest = 60

/** A few letters are nothing but a mark once they are taken apart (U+FE7A, U+037A): those stay as they are. */
const partsOf = (word: string): readonly string[] => {
  const parts = plain(word).match(/[\p{L}\p{N}]+/gu)
  return parts ?? word.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Words are told apart as they were typed: a symbol that stands for a letter must not join its neighbours. */
const wordsIn = (typed: string): readonly string[] =>
  (typed.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .flatMap(partsOf)
    .map((word) => (word.length <= longest ? word : [...word].slice(0, longest).join('')))

/** PostgreSQL takes a megabyte of words a record; the newest of a long conversation are kept. */
const mostWords = 20_000

/** `Wi-Fi` is asked for as `wifi` too: words with a hyphen stand in the index in one piece as well. */
const inOnePiece = (typed: string): string => typed.replace(/(?<=\p{L})[-\u2010\u2011](?=\p{L})/gu, '')

const indexed = (text: string): string =>
  [...new Set([...wordsIn(text), ...wordsIn(inOnePiece(text))])].slice(0, mostWords).join(' ')

/** How far back a likely duplicate is looked for: this many records. Older ones are hardly ever still open. */
const window = 5_000
/** Among so many of the newest records every common word fills a page; for the others they are soon looked through. */
const handful = 1_000
const newestId = '(SELECT coalesce(max("id"), 0) FROM "record")'

/** Every word must begin some word of the record. Newest first; `before` pages on. Empty for words without letters. */
export async function search(
  reader: Reader,
  typed: string,
  viewer: Caller,
  page: { readonly limit: number; readonly before?: number; readonly practice?: string },
): Promise<readonly Rec[]> {
  const words = wordsIn(inOnePiece(typed)).slice(0, 12)
  if (words.length === 0) return []
  const seen = visibleTo(viewer)
  const practice = page.practice ? 'AND t."practice" = ?' : ''
  const before = page.before ? 'AND "record_text"."rowid" < ?' : ''
  const among = (these: string, order = '"record_text"."rowid"'): Promise<readonly Rec[]> =>
    matching(
      reader,
      all(reader, words),
      `${practice} ${before} ${these} AND ${seen.sql} ORDER BY ${order} DESC LIMIT ?`,
      [...(page.practice ? [page.practice] : []), ...(page.before ? [page.before] : []), ...seen.params, page.limit],
    )
  if (reader.dialect === 'sqlite') return among('')
  // PostgreSQL would look at every record that has a common word: a page of those can be filled from the newest alone.
  const newest = await among(`AND "record_text"."rowid" > ${page.before ?? newestId} - ${handful}`)
  if (newest.length === page.limit) return newest
  // The sum keeps it from walking through all records, newest first, until eleven have a word that hardly any has.
  return among('', '"record_text"."rowid" + 0')
}

const all = (reader: Reader, words: readonly string[]): string =>
  reader.dialect === 'sqlite'
    ? words.map((word) => `"${word}"*`).join(' ')
    : words.map((word) => `'${word}':*`).join(' & ')

const any = (reader: Reader, words: readonly string[]): string =>
  reader.dialect === 'sqlite'
    ? words.map((word) => `"${word}"`).join(' OR ')
    : words.map((word) => `'${word}'`).join(' | ')

/** Words that say nothing about what is broken, in both languages. */
const idle = new Set(
  wordsIn(
    'a an and are as at be been but by can cannot do does for from has have i in is it its my no not of on or our out so that the ' +
      'their there they this to too up was we were when with you your please does broken problem help ' +
      'af alle at av blev da de den der deres det dig din dit du efter eller en er et for fra få gik ham han har hej her hos hun i ' +
      'ikke ind jeg jer kan kom kunne man med men mig min mit mod ned nej noget nu når og også om op os over på se sig sin skal ' +
      'som til ud under var ved vi vil vor være venligst hjælp virker works work working',
  ),
)

/** The words by which two reports can be told to be about the same thing. */
export const tellingWords = (typed: string): readonly string[] =>
  [...new Set(wordsIn(inOnePiece(typed)))].filter((word) => word.length > 2 && !idle.has(word)).slice(0, 10)

/**
 * Open records that look like the same report: most telling words in common, at least half of them. Searched among the
 * newest records only, so that its cost does not grow with the archive.
 */
export async function lookalikes(
  reader: Reader,
  typed: string,
  viewer: Caller,
  limit: number,
): Promise<readonly Rec[]> {
  const words = tellingWords(typed)
  if (words.length === 0) return []
  const seen = visibleTo(viewer)
  const tail = `AND "record_text"."rowid" > ${newestId} - ${window} AND t."open" = 1 AND ${seen.sql} ORDER BY "record_text"."rowid" DESC LIMIT 200`
  const found = await matching(reader, any(reader, words), tail, seen.params)
  const scored = found.map((record) => {
    const theirs = new Set(wordsIn(inOnePiece(`${record.title} ${record.body}`)))
    return { record, common: words.filter((word) => theirs.has(word)).length }
  })
  return scored
    .filter(({ common }) => common * 2 >= words.length && (common > 1 || words.length === 1))
    .sort((a, b) => b.common - a.common || b.record.id - a.record.id)
    .slice(0, limit)
    .map(({ record }) => record)
}

/** FTS5 knows its table only by name in MATCH, so the index goes by its name on both databases. */
async function matching(
  reader: Reader,
  question: string,
  tail: string,
  params: readonly unknown[],
): Promise<readonly Rec[]> {
  const matches = reader.dialect === 'sqlite' ? '"record_text" MATCH ?' : '"record_text"."words" @@ CAST(? AS tsquery)'
  return reader.select(recordTable, `JOIN "record_text" ON "record_text"."rowid" = t."id" WHERE ${matches} ${tail}`, [
    question,
    ...params,
  ])
}
