import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** What one process of several holds, such as the session at a platform's gateway. */
export class Leases1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "lease" ("name" varchar(200) PRIMARY KEY NOT NULL, "holder" varchar(200), "beat" integer NOT NULL,
        "left" text)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, ['DROP TABLE "lease"'])
  }
}
