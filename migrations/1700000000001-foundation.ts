import type { MigrationInterface, QueryRunner } from 'typeorm'
import { dialectOf, inOrder } from './dialect.js'

/** People, records, messages, jobs and the audit trail: what every practice stands on. */
export class Foundation1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { serial } = dialectOf(runner)
    await inOrder(runner, [
      ...people(serial),
      ...records(serial),
      ...search,
      ...messages(serial),
      ...house(serial),
      ...appendOnly,
    ])
  }

  async down(runner: QueryRunner): Promise<void> {
    await inOrder(
      runner,
      [
        'audit',
        'job_run',
        'desk_version',
        'inbox',
        'shelf_message',
        'sent_message',
        'outbox_queue',
        'outbox',
        'record_text',
        'record_link',
        'record_member',
        'remark',
        'timeline',
        'record',
        'counter',
        'draft',
        'link_code',
        'account',
        'person',
      ].map((name) => `DROP TABLE "${name}"`),
    )
    await inOrder(runner, [{ only: 'postgres', sql: 'DROP FUNCTION "append_only"()' }])
  }
}

const people = (serial: string) => [
  `CREATE TABLE "person" (
    "id" varchar(200) PRIMARY KEY NOT NULL, "name" varchar(200) NOT NULL, "language" varchar(8), "zone" varchar(64),
    "listed" smallint NOT NULL, "active" smallint NOT NULL, "created_at" varchar(24) NOT NULL)`,
  `CREATE TABLE "account" (
    "word" varchar(300) PRIMARY KEY NOT NULL, "platform" varchar(40) NOT NULL, "workspace" varchar(100) NOT NULL,
    "user" varchar(200) NOT NULL, "person" varchar(200) NOT NULL, "name" varchar(200), "language" varchar(20),
    "zone" varchar(64), "linked" smallint NOT NULL, "active" smallint NOT NULL, "since" varchar(24) NOT NULL)`,
  `CREATE INDEX "account_person" ON "account" ("person")`,
  `CREATE TABLE "link_code" (
    "digest" varchar(64) PRIMARY KEY NOT NULL, "person" varchar(200) NOT NULL, "account" varchar(300),
    "expires_at" varchar(24) NOT NULL)`,
  `CREATE TABLE "draft" (
    "id" varchar(40) PRIMARY KEY NOT NULL, "person" varchar(200) NOT NULL, "command" varchar(100) NOT NULL,
    "args" text NOT NULL, "made_at" varchar(24) NOT NULL)`,
  `CREATE INDEX "draft_made" ON "draft" ("made_at")`,
  `CREATE TABLE "desk_version" (
    "id" ${serial}, "at" varchar(24) NOT NULL, "by" varchar(200) NOT NULL, "digest" varchar(64) NOT NULL,
    "source" text NOT NULL)`,
]

const records = (serial: string) => [
  `CREATE TABLE "counter" ("prefix" varchar(8) PRIMARY KEY NOT NULL, "last" integer NOT NULL)`,
  `CREATE TABLE "record" (
    "id" ${serial}, "number" varchar(20) NOT NULL, "practice" varchar(40) NOT NULL, "state" varchar(40) NOT NULL,
    "open" smallint NOT NULL, "version" integer NOT NULL, "title" varchar(300) NOT NULL, "body" text NOT NULL,
    "service" varchar(200), "priority" integer, "requester" varchar(200) NOT NULL, "assignee" varchar(200),
    "team" varchar(200), "private" smallint NOT NULL, "origin" text, "language" varchar(8) NOT NULL,
    "details" text NOT NULL, "opened_at" varchar(24) NOT NULL, "updated_at" varchar(24) NOT NULL,
    "resolved_at" varchar(24), "closed_at" varchar(24))`,
  `CREATE UNIQUE INDEX "record_number" ON "record" ("number")`,
  // Lists go by priority and number. What else they ask stands in the index too, so that the pages before the one asked for
  // are skipped within it.
  `CREATE INDEX "record_queue" ON "record" ("practice", "open", "priority", "id", "private", "assignee")`,
  `CREATE INDEX "record_all" ON "record" ("practice", "priority", "id", "private")`,
  `CREATE INDEX "record_state" ON "record" ("practice", "state", "priority", "id", "private")`,
  `CREATE INDEX "record_assignee" ON "record" ("assignee", "priority", "id", "practice", "open", "state", "private")`,
  `CREATE INDEX "record_team" ON "record" ("team", "priority", "id", "practice", "open", "state", "private")`,
  `CREATE INDEX "record_service" ON "record" ("service", "priority", "id", "practice", "open", "state", "private")`,
  `CREATE INDEX "record_requester" ON "record" ("requester", "priority", "id", "practice", "open", "state", "private")`,
  `CREATE INDEX "record_settling" ON "record" ("practice", "state", "resolved_at")`,
  `CREATE TABLE "timeline" (
    "id" ${serial}, "record" integer NOT NULL, "at" varchar(24) NOT NULL, "actor" varchar(200) NOT NULL,
    "kind" varchar(60) NOT NULL, "data" text NOT NULL)`,
  `CREATE INDEX "timeline_record" ON "timeline" ("record", "id")`,
  `CREATE TABLE "remark" (
    "id" ${serial}, "record" integer NOT NULL, "author" varchar(200) NOT NULL, "internal" smallint NOT NULL,
    "text" text NOT NULL, "files" text NOT NULL, "source" varchar(400), "said_at" varchar(24) NOT NULL,
    "edited_at" varchar(24), "deleted_at" varchar(24))`,
  `CREATE INDEX "remark_record" ON "remark" ("record", "id")`,
  `CREATE UNIQUE INDEX "remark_source" ON "remark" ("source")`,
  `CREATE TABLE "record_member" (
    "record" integer NOT NULL, "person" varchar(200) NOT NULL, "as" varchar(20) NOT NULL,
    PRIMARY KEY ("record", "person", "as"))`,
  `CREATE INDEX "record_member_person" ON "record_member" ("person")`,
  `CREATE TABLE "record_link" (
    "id" ${serial}, "from" integer NOT NULL, "kind" varchar(40) NOT NULL, "to" integer NOT NULL, "at" varchar(24) NOT NULL,
    "by" varchar(200) NOT NULL)`,
  `CREATE UNIQUE INDEX "record_link_once" ON "record_link" ("from", "kind", "to")`,
  `CREATE INDEX "record_link_to" ON "record_link" ("to")`,
]

const search = [
  {
    only: 'sqlite',
    // The words come as they are to be found, with blanks between them: this tokenizer splits non-ASCII letters at nothing.
    // Words are looked for one by one and never ranked: where they stand in a text, and how long it is, need not be kept.
    sql: `CREATE VIRTUAL TABLE "record_text"
      USING fts5(title, body, talk, tokenize = "ascii", detail = column, columnsize = 0)`,
  },
  {
    only: 'postgres',
    sql: `CREATE TABLE "record_text" ("rowid" integer PRIMARY KEY NOT NULL, "title" text NOT NULL, "body" text NOT NULL,
      "talk" text NOT NULL, "words" tsvector GENERATED ALWAYS AS (
        setweight(array_to_tsvector(string_to_array("title", ' ')), 'A') ||
        setweight(array_to_tsvector(string_to_array("body", ' ')), 'B') ||
        setweight(array_to_tsvector(string_to_array("talk", ' ')), 'C')) STORED)`,
  },
  { only: 'postgres', sql: `CREATE INDEX "record_text_words" ON "record_text" USING gin ("words")` },
] as const

const messages = (serial: string) => [
  `CREATE TABLE "outbox" (
    "id" ${serial}, "key" varchar(300) NOT NULL, "lane" integer NOT NULL, "role" varchar(20) NOT NULL,
    "place" varchar(400) NOT NULL, "target" text NOT NULL, "what" text NOT NULL, "record" integer, "edits" varchar(300),
    "anew" smallint NOT NULL, "state" varchar(12) NOT NULL, "attempts" integer NOT NULL, "next_at" varchar(24) NOT NULL,
    "tried_at" varchar(24), "unsure_since" varchar(24), "error" text, "made_at" varchar(24) NOT NULL,
    "done_at" varchar(24))`,
  `CREATE UNIQUE INDEX "outbox_key" ON "outbox" ("key")`,
  `CREATE INDEX "outbox_waiting" ON "outbox" ("place", "lane", "id") WHERE "state" = 'pending'`,
  `CREATE INDEX "outbox_record" ON "outbox" ("record") WHERE "state" = 'pending'`,
  `CREATE INDEX "outbox_edits" ON "outbox" ("edits") WHERE "edits" IS NOT NULL`,
  `CREATE INDEX "outbox_parked" ON "outbox" ("id") WHERE "state" = 'parked'`,
  `CREATE TABLE "outbox_queue" (
    "place" varchar(400) PRIMARY KEY NOT NULL, "platform" varchar(40) NOT NULL, "ready_at" varchar(24) NOT NULL,
    "leased_until" varchar(24))`,
  `CREATE TABLE "sent_message" (
    "id" ${serial}, "key" varchar(300) NOT NULL, "record" integer, "role" varchar(20) NOT NULL,
    "place" varchar(400) NOT NULL, "address" text NOT NULL, "word" varchar(400) NOT NULL, "thread" varchar(400) NOT NULL,
    "current" smallint NOT NULL, "replaced_by" varchar(300), "at" varchar(24) NOT NULL)`,
  `CREATE UNIQUE INDEX "sent_message_key" ON "sent_message" ("key")`,
  `CREATE INDEX "sent_message_record" ON "sent_message" ("record", "role")`,
  `CREATE INDEX "sent_message_word" ON "sent_message" ("word")`,
  `CREATE INDEX "sent_message_thread" ON "sent_message" ("thread")`,
  `CREATE TABLE "shelf_message" (
    "id" ${serial}, "key" varchar(300) NOT NULL, "seq" integer NOT NULL, "platform" varchar(40) NOT NULL,
    "workspace" varchar(100) NOT NULL, "channel" varchar(200) NOT NULL, "thread" varchar(40), "author" text, "text" text,
    "card" text, "language" varchar(8) NOT NULL, "at" varchar(24) NOT NULL, "edited_at" varchar(24),
    "deleted" smallint NOT NULL)`,
  `CREATE UNIQUE INDEX "shelf_message_key" ON "shelf_message" ("key")`,
  `CREATE UNIQUE INDEX "shelf_message_seq" ON "shelf_message" ("seq")`,
  `CREATE INDEX "shelf_message_channel" ON "shelf_message" ("channel", "thread", "id")`,
  `CREATE INDEX "shelf_message_thread" ON "shelf_message" ("thread") WHERE "thread" IS NOT NULL`,
]

const house = (serial: string) => [
  `CREATE TABLE "inbox" ("id" varchar(300) PRIMARY KEY NOT NULL, "at" varchar(24) NOT NULL, "outcome" text)`,
  `CREATE INDEX "inbox_at" ON "inbox" ("at")`,
  `CREATE TABLE "job_run" (
    "job" varchar(80) NOT NULL, "slot" varchar(40) NOT NULL, "at" varchar(24) NOT NULL, "done_at" varchar(24),
    PRIMARY KEY ("job", "slot"))`,
  `CREATE TABLE "audit" (
    "seq" ${serial.replace('SERIAL', 'integer').replace('AUTOINCREMENT ', '')}, "at" varchar(24) NOT NULL,
    "actor" varchar(200) NOT NULL, "kind" varchar(80) NOT NULL, "subject" varchar(200) NOT NULL, "data" text NOT NULL,
    "hash" varchar(64) NOT NULL)`,
]

/** The audit trail and the timeline take no change, whoever holds the connection. */
const appendOnly = [
  ...['audit', 'timeline'].flatMap((table) =>
    (['UPDATE', 'DELETE'] as const).map((verb) => ({
      only: 'sqlite' as const,
      sql: `CREATE TRIGGER "${table}_no_${verb.toLowerCase()}" BEFORE ${verb} ON "${table}"
        BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    })),
  ),
  {
    only: 'postgres' as const,
    sql: `CREATE FUNCTION "append_only"() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  },
  ...['audit', 'timeline'].map((table) => ({
    only: 'postgres' as const,
    sql: `CREATE TRIGGER "${table}_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "${table}"
      FOR EACH STATEMENT EXECUTE FUNCTION "append_only"()`,
  })),
]
