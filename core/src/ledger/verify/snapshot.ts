import type { Transaction } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'

/** How many connections a proof reads with. */
const CONNECTIONS = 2

/** One piece of the proof, done on any of its connections. */
export type Work = (trx: Transaction) => Promise<void>

/** Several connections that see the record at one and the same instant. */
export interface Snapshot {
  /** Does pieces of work on all connections, each as soon as one is free. */
  all(works: readonly Work[]): Promise<void>
}

/** Opens the connections on one snapshot, so that a proof may run beside postings, and closes them after. */
export async function onOneSnapshot<Result>(
  { appAll }: Database,
  prove: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  const options = { isolationLevel: 'repeatable read', readOnly: true } as const
  const open = async (trxs: Transaction[], name: string | undefined): Promise<Result> => {
    if (trxs.length === CONNECTIONS) return prove({ all: (works) => doAll(trxs, works) })
    return appAll.transaction(async (trx) => {
      if (name !== undefined) await trx.raw(`set transaction snapshot '${name}'`)
      await trx.raw("set local statement_timeout = 0; set local work_mem = '384MB'; set local jit = off")
      // The connections share the cores already; further workers only hand rows to and fro: 10 to 15 %
      // dearer.
      await trx.raw('set local max_parallel_workers_per_gather = 0')
      await trx.raw('set local idle_in_transaction_session_timeout = 0')
      const exported = name ?? (await trx.raw('select pg_export_snapshot() as name')).rows[0].name
      return open([...trxs, trx], exported)
    }, options)
  }
  return open([], undefined)
}

async function doAll(trxs: readonly Transaction[], works: readonly Work[]): Promise<void> {
  const waiting = [...works]
  const results = await Promise.allSettled(
    trxs.map(async (trx) => {
      for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await work(trx)
    }),
  )
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
