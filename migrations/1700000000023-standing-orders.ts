import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** What people want again and again. */
export class StandingOrders1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "standing_order" (
        "id" ${serial}, "person" varchar(200) NOT NULL, "account" varchar(400) NOT NULL, "record" integer NOT NULL,
        "title" varchar(300) NOT NULL, "order" text NOT NULL, "every" varchar(200) NOT NULL, "rule" varchar(400) NOT NULL,
        "starts" varchar(16) NOT NULL, "zone" varchar(60) NOT NULL, "anchor" varchar(24), "ahead" bigint NOT NULL,
        "until" varchar(24), "next" varchar(24) NOT NULL, "due" varchar(24) NOT NULL, "state" varchar(10) NOT NULL,
        "made_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "standing_order_due" ON "standing_order" ("state", "due")`,
      `CREATE INDEX "standing_order_of" ON "standing_order" ("person", "state")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "standing_order"`])
  }
}
