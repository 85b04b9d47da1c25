import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** The meetings of boards: who was there, what was on the agenda, what was decided and what is to be done. */
export class Meetings1700000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "meeting" (
        "id" ${serial}, "board" varchar(50) NOT NULL, "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL,
        "state" varchar(12) NOT NULL, "digest" varchar(64) NOT NULL, "announced_at" varchar(24) NOT NULL,
        "opened_at" varchar(24), "opened_by" varchar(200), "closed_at" varchar(24), "closed_by" varchar(200),
        "current" integer)`,
      `CREATE UNIQUE INDEX "meeting_of_board" ON "meeting" ("board", "from")`,
      `CREATE INDEX "meeting_under_way" ON "meeting" ("to") WHERE "state" <> 'closed'`,
      `CREATE TABLE "meeting_presence" (
        "meeting" integer NOT NULL, "person" varchar(200) NOT NULL, "as" varchar(12) NOT NULL, "reason" text,
        "at" varchar(24) NOT NULL, PRIMARY KEY ("meeting", "person"))`,
      `CREATE TABLE "meeting_item" (
        "id" ${serial}, "meeting" integer NOT NULL, "record" integer NOT NULL, "section" varchar(12) NOT NULL,
        "ordinal" integer NOT NULL, "carried" smallint NOT NULL, "outcome" varchar(12), "note" text,
        "at" varchar(24), "by" varchar(200))`,
      `CREATE UNIQUE INDEX "meeting_item_once" ON "meeting_item" ("meeting", "record")`,
      `CREATE TABLE "meeting_action" (
        "id" ${serial}, "board" varchar(50) NOT NULL, "meeting" integer NOT NULL, "record" integer, "what" text NOT NULL,
        "owner" varchar(200) NOT NULL, "due" varchar(24), "done_at" varchar(24), "done_by" varchar(200),
        "made_by" varchar(200) NOT NULL, "made_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "meeting_action_open" ON "meeting_action" ("board") WHERE "done_at" IS NULL`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['meeting_action', 'meeting_item', 'meeting_presence', 'meeting']
    await inOrder(
      runner,
      tables.map((table) => `DROP TABLE "${table}"`),
    )
  }
}
