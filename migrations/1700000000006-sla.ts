import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** The clocks of records, and what people are to hear about them. */
export class Sla1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "sla_clock" (
        "id" ${serial}, "record" integer NOT NULL, "key" varchar(160) NOT NULL, "kind" varchar(8) NOT NULL,
        "metric" varchar(20) NOT NULL, "party" varchar(60), "agreement" varchar(60) NOT NULL,
        "calendar" varchar(60) NOT NULL, "state" varchar(12) NOT NULL, "target_ms" varchar(20) NOT NULL,
        "used_ms" varchar(20) NOT NULL, "paused_ms" varchar(20) NOT NULL, "started_at" varchar(24) NOT NULL,
        "aimed_at" varchar(24) NOT NULL, "as_of" varchar(24) NOT NULL, "due_at" varchar(24), "stopped_at" varchar(24),
        "breached" smallint NOT NULL, "next_at" varchar(24), "told" text NOT NULL, "acked_by" varchar(200),
        "acked_at" varchar(24), "snoozed_until" varchar(24), "reminded" integer NOT NULL, "told_at" varchar(24))`,
      `CREATE UNIQUE INDEX "sla_clock_key" ON "sla_clock" ("record", "key")`,
      // What is due is found among those that have anything to tell: stopped and paused clocks are not in it.
      `CREATE INDEX "sla_clock_next" ON "sla_clock" ("next_at") WHERE "next_at" IS NOT NULL`,
      `CREATE INDEX "sla_clock_due" ON "sla_clock" ("due_at") WHERE "due_at" IS NOT NULL`,
      `CREATE INDEX "sla_clock_stopped" ON "sla_clock" ("stopped_at") WHERE "stopped_at" IS NOT NULL`,
      `CREATE INDEX "sla_clock_broken" ON "sla_clock" ("id") WHERE "state" = 'paused' AND "breached" = 1`,
      // What a new desk file and the audit go through.
      `CREATE INDEX "sla_clock_open" ON "sla_clock" ("record") WHERE "state" IN ('running', 'paused')`,
      `CREATE TABLE "sla_alert" (
        "id" ${serial}, "clock" integer NOT NULL, "record" integer NOT NULL, "mark" varchar(40) NOT NULL,
        "entry" integer NOT NULL, "priority" integer, "at" varchar(24) NOT NULL, "made_at" varchar(24) NOT NULL,
        "people" text NOT NULL, "aloud" smallint NOT NULL, "told" smallint NOT NULL, "tell_at" varchar(24) NOT NULL)`,
      `CREATE UNIQUE INDEX "sla_alert_once" ON "sla_alert" ("clock", "mark")`,
      `CREATE INDEX "sla_alert_record" ON "sla_alert" ("record")`,
      `CREATE INDEX "sla_alert_waiting" ON "sla_alert" ("tell_at") WHERE "told" = 0`,
      // Up to which version of the desk file open records were aimed.
      `CREATE TABLE "sla_aimed" ("version" integer PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, ['DROP TABLE "sla_aimed"', 'DROP TABLE "sla_alert"', 'DROP TABLE "sla_clock"'])
  }
}
