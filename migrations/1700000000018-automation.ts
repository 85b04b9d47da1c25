import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** What is done by itself: runs of webhooks and scripts, and the addresses at which their outcome may be told later. */
export class Automation1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "automation_run" (
        "id" ${dialectOf(runner).serial}, "key" varchar(40) NOT NULL, "record" integer NOT NULL, "run" text NOT NULL,
        "told" text NOT NULL, "state" varchar(20) NOT NULL, "tries" text NOT NULL, "next_at" varchar(24) NOT NULL,
        "holder" varchar(40), "leased_until" varchar(24), "made_at" varchar(24) NOT NULL, "ended_at" varchar(24),
        "output" text)`,
      `CREATE UNIQUE INDEX "automation_run_key" ON "automation_run" ("key")`,
      `CREATE INDEX "automation_run_record" ON "automation_run" ("record")`,
      `CREATE INDEX "automation_run_due" ON "automation_run" ("next_at") WHERE "state" IN ('due', 'called')`,
      `CREATE INDEX "automation_run_ended" ON "automation_run" ("ended_at") WHERE "ended_at" IS NOT NULL`,
      `CREATE TABLE "callback" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "hash" varchar(64) NOT NULL, "run" integer NOT NULL,
        "until" varchar(24) NOT NULL)`,
      `CREATE INDEX "callback_until" ON "callback" ("until")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "callback"`, `DROP TABLE "automation_run"`])
  }
}
