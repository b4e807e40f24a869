import type { Knex } from 'knex'

interface KnexTransaction {
  readonly readOnly?: boolean
  begin(connection: unknown): Promise<unknown>
  query(connection: unknown, sql: string): Promise<unknown>
}

interface KnexClient {
  transaction(container: unknown, config: TransactionStart, outer: object | null): KnexTransaction
}

/** How a transaction begins. */
export interface TransactionStart extends Knex.TransactionConfig {
  /** Settings of this transaction alone, by name; their values are ours and never somebody's input. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * Has transactions of a pool begin with their settings, in the packet of the BEGIN: as a statement of their
 * own they were a fourth round trip, and a client read an item at two thirds of the staff's rate.
 */
export function beginWithSettings(pool: Knex): Knex {
  const client = pool.client as KnexClient
  const transaction = client.transaction.bind(client)
  client.transaction = (container, config, outer) => {
    const made = transaction(container, config, outer)
    if (config.settings === undefined || outer !== null) return made
    const mode = config.readOnly === true ? ' read only' : ''
    const settings = Object.entries(config.settings).map(([name, value]) => `set local ${name} = '${value}'`)
    made.begin = (connection) => made.query(connection, [`begin${mode}`, ...settings].join('; '))
    return made
  }
  return pool
}
