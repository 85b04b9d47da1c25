import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** Campaigns in which those who answer for rights say who still needs them. */
export class Certification1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "campaign" (
        "id" ${serial}, "kind" varchar(12) NOT NULL, "slot" varchar(40) NOT NULL, "by" varchar(200) NOT NULL,
        "begun_at" varchar(24) NOT NULL, "due_at" varchar(24) NOT NULL, "reminded" integer NOT NULL,
        "closed_at" varchar(24))`,
      `CREATE UNIQUE INDEX "campaign_slot" ON "campaign" ("slot")`,
      `CREATE INDEX "campaign_open" ON "campaign" ("due_at") WHERE "closed_at" IS NULL`,
      `CREATE TABLE "campaign_item" (
        "id" ${serial}, "campaign" integer NOT NULL, "held" integer NOT NULL, "owner" varchar(200) NOT NULL,
        "answer" varchar(12), "by" varchar(200), "at" varchar(24))`,
      `CREATE UNIQUE INDEX "campaign_item_once" ON "campaign_item" ("campaign", "held")`,
      `CREATE INDEX "campaign_item_waiting" ON "campaign_item" ("owner") WHERE "answer" IS NULL`,
      `CREATE INDEX "campaign_item_of_right" ON "campaign_item" ("held")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(
      runner,
      ['campaign_item', 'campaign'].map((table) => `DROP TABLE "${table}"`),
    )
  }
}
