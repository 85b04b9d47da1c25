import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** Who stands in for whom, what was asked of each other, who was paged, and the calendars that people subscribe to. */
export class OnCall1700000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "oncall_override" (
        "id" ${serial}, "rotation" varchar(50) NOT NULL, "person" varchar(200) NOT NULL, "instead" varchar(200),
        "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL, "kind" varchar(12) NOT NULL, "ask" varchar(40),
        "made_at" varchar(24) NOT NULL, "made_by" varchar(200) NOT NULL)`,
      `CREATE INDEX "oncall_override_ends" ON "oncall_override" ("to")`,
      `CREATE TABLE "oncall_ask" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "kind" varchar(12) NOT NULL, "rotation" varchar(50) NOT NULL,
        "asker" varchar(200) NOT NULL, "other" varchar(200) NOT NULL, "instead" varchar(200) NOT NULL,
        "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL, "back_from" varchar(24), "back_to" varchar(24),
        "state" varchar(12) NOT NULL, "made_at" varchar(24) NOT NULL, "answered_at" varchar(24))`,
      `CREATE INDEX "oncall_ask_asker" ON "oncall_ask" ("asker", "state")`,
      `CREATE INDEX "oncall_ask_other" ON "oncall_ask" ("other", "state")`,
      `CREATE TABLE "oncall_rotation" ("id" varchar(50) PRIMARY KEY NOT NULL, "handed_at" varchar(24) NOT NULL)`,
      `CREATE TABLE "oncall_page" (
        "id" ${serial}, "record" integer NOT NULL, "rotation" varchar(50) NOT NULL, "level" integer NOT NULL,
        "person" varchar(200) NOT NULL, "paged" text NOT NULL, "at" varchar(24) NOT NULL, "next_at" varchar(24),
        "state" varchar(12) NOT NULL, "acked_by" varchar(200), "acked_at" varchar(24))`,
      `CREATE UNIQUE INDEX "oncall_page_open" ON "oncall_page" ("record", "rotation") WHERE "state" = 'open'`,
      `CREATE INDEX "oncall_page_record" ON "oncall_page" ("record")`,
      `CREATE INDEX "oncall_page_due" ON "oncall_page" ("next_at") WHERE "state" = 'open'`,
      `CREATE TABLE "oncall_feed" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "secret" varchar(64) NOT NULL, "person" varchar(200) NOT NULL,
        "rotation" varchar(50) NOT NULL, "made_at" varchar(24) NOT NULL)`,
      `CREATE UNIQUE INDEX "oncall_feed_whose" ON "oncall_feed" ("person", "rotation")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['oncall_feed', 'oncall_page', 'oncall_rotation', 'oncall_ask', 'oncall_override']
    await inOrder(
      runner,
      tables.map((table) => `DROP TABLE "${table}"`),
    )
  }
}
