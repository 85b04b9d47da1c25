import { expect } from 'chai'
import type { EntitySchema } from 'typeorm'
import { DataSource } from 'typeorm'
import { migrations } from '../../migrations/index.js'
import * as approvals from '../../src/approvals/table.js'
import * as automation from '../../src/automation/table.js'
import * as budgets from '../../src/budgets/table.js'
import * as configuration from '../../src/configuration/table.js'
import { channelTable } from '../../src/desk/channel-seen.js'
import { draftTable } from '../../src/desk/draft.js'
import { heardTable } from '../../src/desk/heard.js'
import { homeViewTable } from '../../src/desk/home-view.js'
import { inboxTable } from '../../src/desk/inbox.js'
import { secretTable } from '../../src/desk/seal.js'
import * as forward from '../../src/forward/table.js'
import * as home from '../../src/home/table.js'
import * as meetings from '../../src/meetings/table.js'
import { outboxTable, queueTable, sentTable, shelfTable } from '../../src/notices/table.js'
import * as oncall from '../../src/oncall/table.js'
import * as organisation from '../../src/organisation/table.js'
import * as people from '../../src/people/table.js'
import * as access from '../../src/practices/access/table.js'
import * as request from '../../src/practices/request/table.js'
import * as records from '../../src/records/table.js'
import { jobRunTable, jobTable } from '../../src/schedule/table.js'
import * as sla from '../../src/sla/table.js'
import * as stock from '../../src/stock/table.js'
import { auditTable } from '../../src/store/audit.js'
import { leaseTable } from '../../src/store/lease.js'
import { testPostgres } from '../builders/postgres.js'
import { dialects } from '../builders/store.js'

const entities: readonly EntitySchema[] = [
  ...[
    records,
    organisation,
    people,
    oncall,
    sla,
    approvals,
    configuration,
    meetings,
    forward,
    stock,
    budgets,
    home,
    request,
    access,
    automation,
  ]
    .flatMap((room): unknown[] => Object.values(room))
    .filter((one): one is EntitySchema => typeof one === 'object' && one !== null && 'options' in one),
  ...[draftTable, inboxTable, outboxTable, queueTable, sentTable, shelfTable, jobRunTable, auditTable, leaseTable],
  ...[channelTable, homeViewTable, heardTable, secretTable, jobTable],
] as never

for (const dialect of dialects) {
  describe(`The schema on ${dialect}`, () => {
    let source: DataSource
    before(async () => {
      const base = { entities: [...entities], migrations, migrationsTransactionMode: 'each' as const }
      source = new DataSource(
        dialect === 'sqlite'
          ? { ...base, type: 'sqlite', database: ':memory:' }
          : { ...base, type: 'postgres', url: await testPostgres() },
      )
      await source.initialize()
      await source.runMigrations()
    })
    after(() => source.destroy())

    it('is what the tables in the code say, column for column', async () => {
      const { upQueries } = await source.driver.createSchemaBuilder().log()

      // Indices stand in the migrations alone: the tables in the code know nothing of them.
      const wrong = upQueries.map(({ query }) => query).filter((query) => !query.startsWith('DROP INDEX'))
      expect(wrong).to.deep.equal([])
    })

    it('has a table in the code for every table in the database, the search index aside', async () => {
      const rows: { name: string }[] = await source.query(
        dialect === 'sqlite'
          ? `SELECT name FROM sqlite_master WHERE type = 'table'`
          : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
      )
      const inDatabase = rows
        .map(({ name }) => name)
        .filter((name) => !/^(sqlite_|record_text|migrations$)/.test(name))
        .sort()

      expect(inDatabase).to.deep.equal(entities.map(({ options }) => options.tableName ?? '').sort())
    })

    it('can be taken back to nothing', async () => {
      for (const _ of migrations) await source.undoLastMigration()
      const left: unknown[] = await source.query(
        dialect === 'sqlite'
          ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'`
          : `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'`,
      )
      expect(left).to.deep.equal([])

      await source.runMigrations()
    })
  })
}
