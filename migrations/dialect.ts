import type { QueryRunner } from 'typeorm'

/** The words of DDL that the two databases spell differently. */
export interface Dialect {
  readonly kind: 'sqlite' | 'postgres'
  /** A column that numbers itself and is the primary key. */
  readonly serial: string
}

export function dialectOf(runner: QueryRunner): Dialect {
  return runner.connection.options.type === 'postgres'
    ? { kind: 'postgres', serial: 'SERIAL PRIMARY KEY' }
    : { kind: 'sqlite', serial: 'integer PRIMARY KEY AUTOINCREMENT NOT NULL' }
}

/** Runs statements one after the other; those of the other dialect are left out. */
export async function inOrder(
  runner: QueryRunner,
  statements: readonly (string | { readonly only: Dialect['kind']; readonly sql: string })[],
): Promise<void> {
  const { kind } = dialectOf(runner)
  for (const statement of statements) {
    if (typeof statement === 'string') await runner.query(statement)
    else if (statement.only === kind) await runner.query(statement.sql)
  }
}
