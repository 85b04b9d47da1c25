import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** What is taken of items of which there are only so many, and from when to when. */
export class Stock1700000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      // The row that is held by whoever books the item.
      `CREATE TABLE "stock_item" ("item" varchar(50) PRIMARY KEY NOT NULL)`,
      `CREATE TABLE "stock_booking" (
        "id" ${serial}, "item" varchar(50) NOT NULL, "record" integer NOT NULL, "line" integer NOT NULL,
        "count" integer NOT NULL, "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL, "reach" integer NOT NULL,
        "made_at" varchar(24) NOT NULL)`,
      // What is taken at an instant is found by its length, in classes, and then by when it began: so nothing is looked for
      // further back than it is long. What begins and ends later is summed from the index alone.
      `CREATE INDEX "stock_booking_at" ON "stock_booking" ("item", "reach", "from", "to", "count")`,
      `CREATE INDEX "stock_booking_from" ON "stock_booking" ("item", "from", "count")`,
      `CREATE INDEX "stock_booking_to" ON "stock_booking" ("item", "to", "count")`,
      `CREATE INDEX "stock_booking_record" ON "stock_booking" ("record", "line")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "stock_booking"`, `DROP TABLE "stock_item"`])
  }
}
