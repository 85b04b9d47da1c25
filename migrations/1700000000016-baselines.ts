import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/**
 * What a baseline is of, and where the history of items stood when it was taken. The table is made anew: no command ever
 * put anything into it.
 */
export class Baselines1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `DROP TABLE "baseline"`,
      `CREATE TABLE "baseline" (
        "name" varchar(50) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "by" varchar(200) NOT NULL,
        "items" integer NOT NULL, "seeds" text NOT NULL, "reach" varchar(10) NOT NULL, "mark" integer NOT NULL)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `DROP TABLE "baseline"`,
      `CREATE TABLE "baseline" (
        "name" varchar(50) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "by" varchar(200) NOT NULL,
        "items" integer NOT NULL)`,
    ])
  }
}
