import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** Who has a home page on a platform, where panels stand, and what is somebody's and open: the newest first. */
export class Home1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "home_view" (
        "account" varchar(300) PRIMARY KEY NOT NULL, "person" varchar(200) NOT NULL, "opened_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "home_view_person" ON "home_view" ("person", "opened_at")`,
      `CREATE TABLE "panel" (
        "place" varchar(400) PRIMARY KEY NOT NULL, "key" varchar(300) NOT NULL, "shows" varchar(64) NOT NULL,
        "by" varchar(200) NOT NULL, "at" varchar(24) NOT NULL)`,
      `CREATE INDEX "record_mine" ON "record" ("requester", "id", "practice") WHERE "open" = 1`,
      `CREATE INDEX "record_hands" ON "record" ("assignee", "priority", "id") WHERE "open" = 1`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `DROP INDEX "record_hands"`,
      `DROP INDEX "record_mine"`,
      `DROP TABLE "panel"`,
      `DROP TABLE "home_view"`,
    ])
  }
}
