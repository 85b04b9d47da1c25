import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** Configuration items, who needs whom, what was changed by whom, baselines, and which records are about which items. */
export class Configuration1700000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial, kind } = dialectOf(runner)
    // One look-up per item leads to all that need it, without a second one for the row.
    const clustered = kind === 'sqlite' ? 'WITHOUT ROWID' : ''
    await inOrder(runner, [
      `CREATE TABLE "item" (
        "id" ${serial}, "key" varchar(50) NOT NULL, "name" varchar(200) NOT NULL, "type" varchar(50) NOT NULL,
        "state" varchar(20) NOT NULL, "owner" varchar(200), "team" varchar(50), "supplier" varchar(50),
        "environment" varchar(20), "confidentiality" varchar(10), "integrity" varchar(10), "availability" varchar(10),
        "attributes" text NOT NULL, "version" integer NOT NULL, "made_at" varchar(24) NOT NULL,
        "changed_at" varchar(24) NOT NULL)`,
      `CREATE UNIQUE INDEX "item_key" ON "item" ("key")`,
      `CREATE INDEX "item_type" ON "item" ("type")`,
      `CREATE TABLE "item_need" (
        "on" integer NOT NULL, "kind" varchar(20) NOT NULL, "item" integer NOT NULL, "group" varchar(50), "of" integer,
        "enough" integer, PRIMARY KEY ("on", "kind", "item")) ${clustered}`,
      `CREATE INDEX "item_need_item" ON "item_need" ("item")`,
      `CREATE TABLE "item_history" (
        "id" ${serial}, "item" integer NOT NULL, "at" varchar(24) NOT NULL, "actor" varchar(200) NOT NULL,
        "kind" varchar(20) NOT NULL, "data" text NOT NULL)`,
      `CREATE INDEX "item_history_item" ON "item_history" ("item")`,
      `CREATE TABLE "item_record" (
        "item" integer NOT NULL, "record" integer NOT NULL, "at" varchar(24) NOT NULL, "by" varchar(200) NOT NULL,
        PRIMARY KEY ("item", "record"))`,
      `CREATE INDEX "item_record_record" ON "item_record" ("record")`,
      `CREATE TABLE "baseline" (
        "name" varchar(50) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "by" varchar(200) NOT NULL,
        "items" integer NOT NULL)`,
      `CREATE TABLE "baseline_item" (
        "baseline" varchar(50) NOT NULL, "key" varchar(50) NOT NULL, "content" text NOT NULL,
        PRIMARY KEY ("baseline", "key"))`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['baseline_item', 'baseline', 'item_record', 'item_history', 'item_need', 'item']
    await inOrder(
      runner,
      tables.map((table) => `DROP TABLE "${table}"`),
    )
  }
}
