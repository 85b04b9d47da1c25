import { expect } from 'chai'
import type { Actor } from '../../src/store/index.js'
import { verifyAudit } from '../../src/store/index.js'
import { dialects, openTestStore, type TestStore } from '../builders/store.js'

const ana: Actor = { kind: 'person', id: 'ana', name: 'Ana' }

for (const dialect of dialects) {
  describe(`The audit trail on ${dialect}`, () => {
    let store: TestStore
    beforeEach(async () => {
      store = await openTestStore(dialect)
      for (let n = 1; n <= 6; n++) {
        await store.work(ana, async (work) => {
          work.audit('incident.opened', `INC-${n}`, { state: 'new', words: 'æ “ø” \u2028 å', none: null })
          work.audit('incident.take', `INC-${n}`)
        })
      }
    })
    afterEach(() => store.close())

    const run = (sql: string, params: readonly unknown[] = []) => store.work(ana, (work) => work.run(sql, params))

    /** What someone with the database in their hands would do first. */
    async function unlock(): Promise<void> {
      const triggers = dialect === 'sqlite' ? ['audit_no_update', 'audit_no_delete'] : ['audit_append_only']
      for (const name of triggers)
        await run(dialect === 'sqlite' ? `DROP TRIGGER "${name}"` : `DROP TRIGGER "${name}" ON "audit"`)
    }

    it('is whole when nobody has touched it', async () => {
      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'whole', entries: 12 })
    })

    it('takes no change and no deletion, whoever asks', async () => {
      for (const sql of ['UPDATE "audit" SET "actor" = \'x\'', 'DELETE FROM "audit"', 'DELETE FROM "timeline"']) {
        const outcome = await Promise.allSettled([run(sql)])
        // A table without rows has nothing to refuse on SQLite, whose triggers stand at each row.
        if (dialect === 'sqlite' && sql.includes('timeline')) continue
        expect(outcome[0]?.status, sql).to.equal('rejected')
      }
      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'whole', entries: 12 })
    })

    if (dialect === 'postgres') {
      it('cannot be emptied at one stroke either', async () => {
        const outcome = await Promise.allSettled([run('TRUNCATE "audit"'), run('TRUNCATE "timeline"')])

        expect(outcome.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected'])
      })
    }

    for (const [column, value] of [
      ['actor', 'mallory'],
      ['kind', 'incident.close'],
      ['subject', 'INC-99'],
      ['at', '2031-03-03T09:00:00.001Z'],
      ['at', 'nonsense'],
      ['data', '{"state":"closed"}'],
      ['data', 'not json'],
      ['hash', '0'.repeat(64)],
    ] as const) {
      it(`names the entry whose ${column} was made “${value.slice(0, 12)}”`, async () => {
        await unlock()
        await run(`UPDATE "audit" SET "${column}" = ? WHERE "seq" = 5`, [value])

        expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'broken', seq: 5, why: 'changed' })
      })
    }

    it('names the entry that was removed', async () => {
      await unlock()
      await run('DELETE FROM "audit" WHERE "seq" = 4')

      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'broken', seq: 4, why: 'missing' })
    })

    it('names the first entry when it was removed', async () => {
      await unlock()
      await run('DELETE FROM "audit" WHERE "seq" = 1')

      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'broken', seq: 1, why: 'missing' })
    })

    for (const seq of [-3, 0, 13]) {
      it(`names an entry that was put in as number ${seq}`, async () => {
        await run(
          `INSERT INTO "audit" ("seq", "at", "actor", "kind", "subject", "data", "hash")
           SELECT ${seq}, "at", "actor", "kind", "subject", "data", "hash" FROM "audit" WHERE "seq" = 3`,
        )

        expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'broken', seq, why: 'changed' })
      })
    }

    it('goes on after units that failed, without a gap', async () => {
      await Promise.allSettled([
        store.work(ana, async (work) => {
          work.audit('lost', 'INC-9')
          throw new Error('no')
        }),
      ])
      await store.work(ana, async (work) => work.audit('kept', 'INC-9'))

      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'whole', entries: 13 })
    })

    it('is one chain, however many write at once', async () => {
      await Promise.all(
        Array.from({ length: 30 }, (_, n) => store.work(ana, async (work) => work.audit('at once', `INC-${n}`))),
      )

      expect(await verifyAudit(store.read)).to.deep.equal({ kind: 'whole', entries: 42 })
    })
  })
}
