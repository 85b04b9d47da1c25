import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** What people have put together and not ordered yet. */
export class Baskets1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "basket" (
        "id" ${serial}, "person" varchar(200) NOT NULL, "wanted" text NOT NULL, "at" varchar(24) NOT NULL)`,
      `CREATE INDEX "basket_of" ON "basket" ("person", "id")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "basket"`])
  }
}
