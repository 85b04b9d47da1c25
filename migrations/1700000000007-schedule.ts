import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** Where every job stands, and what came of each of its runs. */
export class Schedule1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "job" (
        "name" varchar(80) PRIMARY KEY NOT NULL, "token" integer NOT NULL, "beat" integer NOT NULL,
        "running" varchar(40), "since" varchar(24), "last_slot" varchar(24), "last_at" varchar(24),
        "took" integer, "error" varchar(300), "failures" integer NOT NULL, "cut" varchar(24), "timing" varchar(200))`,
      // Up to its newest slot a job was looked after: what was missed is what came since.
      `INSERT INTO "job" ("name", "token", "beat", "failures", "last_slot")
        SELECT "job", 0, 0, 0, max("slot") || ':00.000Z' FROM "job_run" GROUP BY "job"`,
      'ALTER TABLE "job_run" ADD COLUMN "outcome" varchar(12)',
      'ALTER TABLE "job_run" ADD COLUMN "error" varchar(300)',
      'ALTER TABLE "job_run" ADD COLUMN "took" integer',
      'ALTER TABLE "job_run" ADD COLUMN "token" integer NOT NULL DEFAULT 0',
      'ALTER TABLE "job_run" ADD COLUMN "tries" integer NOT NULL DEFAULT 1',
      'ALTER TABLE "job_run" ADD COLUMN "by" varchar(200)',
      'CREATE INDEX "job_run_newest" ON "job_run" ("at")',
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      'DROP INDEX "job_run_newest"',
      ...['by', 'tries', 'token', 'took', 'error', 'outcome'].map(
        (column) => `ALTER TABLE "job_run" DROP COLUMN "${column}"`,
      ),
      'DROP TABLE "job"',
    ])
  }
}
