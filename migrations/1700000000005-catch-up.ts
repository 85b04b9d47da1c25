import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** Up to when each platform was heard, and the channels in which somebody spoke to the desk. */
export class CatchUp1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "heard" ("platform" varchar(40) PRIMARY KEY NOT NULL, "until" varchar(24) NOT NULL, "last" text)`,
      `CREATE TABLE "channel_seen" (
        "word" varchar(300) PRIMARY KEY NOT NULL, "platform" varchar(40) NOT NULL, "name" varchar(200),
        "state" varchar(12) NOT NULL, "at" varchar(24) NOT NULL)`,
      `CREATE INDEX "channel_seen_newest" ON "channel_seen" ("platform", "at")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, ['DROP TABLE "channel_seen"', 'DROP TABLE "heard"'])
  }
}
