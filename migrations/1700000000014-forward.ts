import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** The change schedule: who wants which window for which items and services, what failed when, and who is excepted from a freeze. */
export class Forward1700000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { kind } = dialectOf(runner)
    const clustered = kind === 'sqlite' ? 'WITHOUT ROWID' : ''
    await inOrder(runner, [
      `CREATE TABLE "booking" (
        "record" integer PRIMARY KEY NOT NULL, "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL,
        "reach" integer NOT NULL, "firm" smallint NOT NULL, "kind" varchar(12) NOT NULL, "implementer" varchar(200),
        "risk" varchar(10), "outage" integer, "items" text NOT NULL, "services" text NOT NULL)`,
      // Windows are found by their length, in classes, and then by when they begin: so none is looked for further back than it is long.
      `CREATE INDEX "booking_window" ON "booking" ("reach", "from", "to")`,
      `CREATE TABLE "booking_failure" (
        "item" varchar(50) NOT NULL, "at" varchar(24) NOT NULL, "record" integer NOT NULL,
        PRIMARY KEY ("item", "at", "record")) ${clustered}`,
      `CREATE TABLE "freeze_exception" (
        "record" integer NOT NULL, "freeze" varchar(50) NOT NULL, "from" varchar(24) NOT NULL, "to" varchar(24) NOT NULL,
        "by" varchar(200) NOT NULL, "at" varchar(24) NOT NULL, PRIMARY KEY ("record", "freeze"))`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['freeze_exception', 'booking_failure', 'booking']
    await inOrder(
      runner,
      tables.map((table) => `DROP TABLE "${table}"`),
    )
  }
}
