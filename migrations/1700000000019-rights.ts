import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** The register of rights: who has what, since when, until when, on whose word. */
export class Rights1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      `CREATE TABLE "right_held" (
        "id" ${serial}, "person" varchar(200) NOT NULL, "right" varchar(50) NOT NULL, "service" varchar(50) NOT NULL,
        "record" integer NOT NULL, "state" varchar(12) NOT NULL, "word" text NOT NULL, "teams" text NOT NULL,
        "since" varchar(24), "until" varchar(24), "ended_at" varchar(24), "why" varchar(20))`,
      `CREATE UNIQUE INDEX "right_once" ON "right_held" ("person", "right") WHERE "state" <> 'ended'`,
      `CREATE UNIQUE INDEX "right_of_record" ON "right_held" ("record")`,
      `CREATE INDEX "right_of_service" ON "right_held" ("service", "state")`,
      `CREATE INDEX "right_until" ON "right_held" ("until") WHERE "state" IN ('granted', 'restricted')`,
      `CREATE TABLE "right_holder" ("person" varchar(200) PRIMARY KEY NOT NULL)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(
      runner,
      ['right_holder', 'right_held'].map((table) => `DROP TABLE "${table}"`),
    )
  }
}
