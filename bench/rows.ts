import sqlite3 from 'sqlite3'

/** What stands in a SQLite file, read over a connection of its own. */
export function rowsOf<Row>(file: string, sql: string): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, sqlite3.OPEN_READWRITE)
    database.all<Row>(sql, (error, rows) => {
      database.close()
      if (error) reject(error)
      else resolve(rows)
    })
  })
}
