import { expect } from 'chai'
import pg from 'pg'
import sqlite3 from 'sqlite3'
import type { Location } from '../../src/store/index.js'
import { type Machine, machine } from '../builders/frontdesk.js'
import { dialects } from '../builders/store.js'
import { smallDesk } from '../organisation/files.js'

/** Somebody who writes to the database past Frontdesk. */
async function tamper(location: Location, statements: readonly string[]): Promise<void> {
  if (location.dialect === 'postgres') {
    const client = new pg.Client({ connectionString: location.url })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    return client.end()
  }
  const database = new sqlite3.Database(location.file)
  await new Promise<void>((resolve, reject) =>
    database.exec(statements.join(';'), (error) => (error ? reject(error) : resolve())),
  )
  await new Promise<void>((resolve) => database.close(() => resolve()))
}

const unlocked = {
  sqlite: ['DROP TRIGGER audit_no_update', 'DROP TRIGGER audit_no_delete'],
  postgres: ['DROP TRIGGER audit_append_only ON audit'],
} as const

for (const dialect of dialects) {
  describe(`frontdesk audit verify, on ${dialect}`, () => {
    let here: Machine
    beforeEach(async () => {
      here = await machine(dialect)
      await here.type(['apply', here.file('desk.yaml', smallDesk()), '--yes'])
    })
    afterEach(() => here.close())

    it('proves that the trail is whole, while the desk is running too', async () => {
      const desk = await here.serve()

      const { code, out } = await here.frontdesk(['audit', 'verify'])

      expect(code).to.equal(0)
      expect(out).to.match(/The audit trail is whole: \d+ entries\./)
      await desk.stop()
    })

    it('names the first entry that was changed', async () => {
      await tamper(here.config().location, [...unlocked[dialect], `UPDATE audit SET actor = 'nobody' WHERE seq >= 4`])

      const { code, out, err } = await here.frontdesk(['audit', 'verify'])

      expect(code).to.equal(1)
      expect(out).to.equal('')
      expect(err).to.include('The audit trail is broken: entry 4 was changed').and.include('past Frontdesk')
    })

    it('names the first entry that is missing', async () => {
      await tamper(here.config().location, [...unlocked[dialect], 'DELETE FROM audit WHERE seq = 2'])

      const { code, err } = await here.type(['audit', 'verify', '--language', 'da'])

      expect(code).to.equal(1)
      expect(err).to.include('Revisionssporet er brudt: post 2 mangler.')
    })
  })
}
