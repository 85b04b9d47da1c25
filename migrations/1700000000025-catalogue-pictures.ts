import type { MigrationInterface, QueryRunner } from 'typeorm'
import { inOrder } from './dialect.js'

/** Pictures of what can be ordered, as the desk file in force has them. */
export class CataloguePictures1700000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [
      `CREATE TABLE "catalogue_picture" (
        "name" varchar(200) PRIMARY KEY NOT NULL, "digest" varchar(64) NOT NULL, "bytes" text NOT NULL,
        "width" integer NOT NULL, "height" integer NOT NULL)`,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(runner, [`DROP TABLE "catalogue_picture"`])
  }
}
