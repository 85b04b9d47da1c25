import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** What was shown of a record to those who vote on it, and how far the people of a stage have been told. */
export class Gates1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `ALTER TABLE "approval" ADD COLUMN "shown" text`,
      `ALTER TABLE "approval_stage" ADD COLUMN "told" integer`,
      `ALTER TABLE "approval_stage" ADD COLUMN "remind_at" varchar(24)`,
      `CREATE INDEX "approval_stage_remind" ON "approval_stage" ("remind_at") WHERE "state" = 'open'`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `DROP INDEX "approval_stage_remind"`,
      `ALTER TABLE "approval_stage" DROP COLUMN "remind_at"`,
      `ALTER TABLE "approval_stage" DROP COLUMN "told"`,
      `ALTER TABLE "approval" DROP COLUMN "shown"`,
    ])
  }
}
