import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** What orders cost, and which budget pays them. */
export class Charges1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      // The row that is held by whoever charges a budget.
      `CREATE TABLE "budget" ("id" varchar(50) PRIMARY KEY NOT NULL)`,
      // In hundredths: a bigint, since an order of several things may cost more than 32 bits hold.
      `CREATE TABLE "charge" (
        "id" ${serial}, "record" integer NOT NULL, "budget" varchar(50) NOT NULL, "currency" varchar(3) NOT NULL,
        "amount" bigint NOT NULL, "at" varchar(24) NOT NULL, "ended" varchar(24))`,
      `CREATE INDEX "charge_budget" ON "charge" ("budget", "currency", "at", "ended", "amount")`,
      `CREATE INDEX "charge_record" ON "charge" ("record")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "charge"`, `DROP TABLE "budget"`])
  }
}
