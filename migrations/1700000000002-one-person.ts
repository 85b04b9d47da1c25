import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** One person with many accounts: what two sides have to agree to, who is in which group, and guests of a workspace. */
export class OnePerson1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `ALTER TABLE "account" ADD COLUMN "guest" smallint`,
      `CREATE TABLE "link_ask" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "giver" varchar(300), "taker" varchar(300) NOT NULL,
        "stays" varchar(200) NOT NULL, "goes" varchar(200) NOT NULL, "state" varchar(12) NOT NULL,
        "expires_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "link_ask_giver" ON "link_ask" ("giver")`,
      `CREATE INDEX "link_ask_taker" ON "link_ask" ("taker")`,
      `CREATE TABLE "group_member" (
        "group" varchar(300) NOT NULL, "account" varchar(300) NOT NULL, "member" smallint NOT NULL,
        "at" varchar(24) NOT NULL, PRIMARY KEY ("group", "account"))`,
      `CREATE INDEX "group_member_account" ON "group_member" ("account")`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      'DROP TABLE "group_member"',
      'DROP TABLE "link_ask"',
      'ALTER TABLE "account" DROP COLUMN "guest"',
    ])
  }
}
