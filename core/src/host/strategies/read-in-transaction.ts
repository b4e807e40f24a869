import type { ReadContext, Transaction } from '@stowage/sdk'
import type pg from 'pg'

/**
 * Lets `work` read as the transaction sees it, and nothing but read: PostgreSQL refuses writes until it ends.
 * What it may see is what the transaction's actor may see.
 */
export async function readInTransaction<Result>(
  trx: Transaction,
  work: (read: ReadContext) => Promise<Result>,
): Promise<Result> {
  const client = (await (trx as unknown as Holder).client.acquireConnection()) as pg.Client
  await client.query(
    "savepoint reading; set local transaction_read_only = on; set local statement_timeout = '5s'",
  )
  try {
    return await work(readerOf(client))
  } finally {
    await client.query('rollback to savepoint reading; release savepoint reading')
  }
}

/** Reads by a connection. */
export function readerOf(client: pg.Client): ReadContext {
  return {
    async query<Row>(sql: string, parameters: readonly unknown[] = []) {
      return (await client.query(sql, [...parameters])).rows as Row[]
    },
  }
}

/** A knex transaction gives its own connection to whoever asks. */
interface Holder {
  readonly client: { acquireConnection(): Promise<unknown> }
}
