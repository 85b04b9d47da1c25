import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** Files that hang on records and on what is said about them, and the secrets of the house. */
export class Files1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "file" (
        "id" varchar(40) PRIMARY KEY NOT NULL, "record" integer NOT NULL, "remark" integer, "nth" integer NOT NULL, "file" text NOT NULL,
        "lies" text NOT NULL, "added_at" varchar(24) NOT NULL)`,
      `CREATE INDEX "file_record" ON "file" ("record") WHERE "remark" IS NULL`,
      `CREATE INDEX "file_remark" ON "file" ("remark") WHERE "remark" IS NOT NULL`,
      `ALTER TABLE "shelf_message" ADD COLUMN "files" text`,
      `CREATE TABLE "secret" ("name" varchar(40) PRIMARY KEY NOT NULL, "value" varchar(100) NOT NULL)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      'DROP TABLE "secret"',
      'ALTER TABLE "shelf_message" DROP COLUMN "files"',
      'DROP TABLE "file"',
    ])
  }
}
