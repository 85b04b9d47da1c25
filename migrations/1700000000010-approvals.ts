import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** What is asked to be approved, its stages, a ballot for every voter and version, and who is away. */
export class Approvals1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "approval" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "record" integer NOT NULL, "about" varchar(40) NOT NULL,
        "raised_by" varchar(200) NOT NULL, "parallel" smallint NOT NULL, "version" integer NOT NULL,
        "state" varchar(12) NOT NULL, "made_at" varchar(24) NOT NULL, "decided_at" varchar(24))`,
      `CREATE UNIQUE INDEX "approval_open" ON "approval" ("record", "about") WHERE "state" IN ('waiting', 'returned')`,
      `CREATE INDEX "approval_record" ON "approval" ("record")`,
      `CREATE TABLE "approval_stage" (
        "approval" varchar(40) NOT NULL, "ordinal" integer NOT NULL, "name" varchar(200) NOT NULL, "rule" text NOT NULL,
        "within" integer, "silence" varchar(12) NOT NULL, "state" varchar(12) NOT NULL, "opened_at" varchar(24),
        "due_at" varchar(24), "expired_at" varchar(24), "decided_at" varchar(24), PRIMARY KEY ("approval", "ordinal"))`,
      `CREATE INDEX "approval_stage_due" ON "approval_stage" ("due_at") WHERE "state" = 'open'`,
      `CREATE TABLE "approval_ballot" (
        "approval" varchar(40) NOT NULL, "ordinal" integer NOT NULL, "voter" varchar(200) NOT NULL,
        "version" integer NOT NULL, "holder" varchar(200) NOT NULL, "choice" varchar(12) NOT NULL, "weight" integer NOT NULL,
        "covers" text, "reason" text, "cast_by" varchar(200), "cast_at" varchar(24),
        PRIMARY KEY ("approval", "ordinal", "voter", "version"))`,
      `CREATE UNIQUE INDEX "approval_ballot_cast" ON "approval_ballot" ("approval", "ordinal", "version", "cast_by")
        WHERE "cast_by" IS NOT NULL`,
      `CREATE INDEX "approval_ballot_holder" ON "approval_ballot" ("holder") WHERE "choice" = 'waiting'`,
      `CREATE TABLE "absence" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "person" varchar(200) NOT NULL, "stand_in" varchar(200) NOT NULL,
        "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL, "made_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "absence_ends" ON "absence" ("to")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['absence', 'approval_ballot', 'approval_stage', 'approval']
    await inOrder(
      runner,
      tables.map((table) => `DROP TABLE "${table}"`),
    )
  }
}
