import type { Actor, Transaction } from '@stowage/sdk'
import knex, { type Knex } from 'knex'
import type pg from 'pg'
import { beginWithSettings, type TransactionStart } from './begin-with.ts'
import { connectionOf, type DatabaseAccess, type LoginRole } from './database-access.ts'
import { LineWatch } from './line-watch.ts'
import { PipelinedPool } from './pipelined-pool.ts'
import { valueTypes } from './value-types.ts'

/** Whose rows, and where: the part of an actor that the database holds him to. */
export interface Rights extends Pick<Actor, 'owners'> {
  /** All of them, where it is left out. */
  readonly sites?: Actor['sites']
  /** Who looks with this actor's eyes: nothing may be written. */
  readonly viewer?: Actor['viewer']
}

/** The open pools of one node. */
export interface Database {
  readonly access: DatabaseAccess
  /** The role of actors bound to some owners or sites: row-level policies decide what it sees. */
  readonly app: Knex
  /** The role of staff who see all owners and sites. */
  readonly appAll: Knex
  /** The same role, for what goes on beside requests: deliveries of events and jobs never wait for those. */
  readonly background: Knex
  /** Pipelined connections of the role `hook`, for postings alone. */
  readonly posting: PipelinedPool
  /** Pipelined connections of the role `app_all`, for the one question of every request: who calls? */
  readonly callers: PipelinedPool
  /**
   * Runs `work` in one transaction with the actor's row-level rights; commits when it resolves.
   * @throws whatever `work` throws, after a roll-back
   */
  transaction<T>(actor: Rights, work: (trx: Transaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How many connections each pool may open. */
export interface PoolSizes {
  readonly app: number
  readonly appAll: number
  readonly background: number
  readonly posting: number
  readonly callers: number
}

const DEFAULT_SIZES: PoolSizes = { app: 8, appAll: 10, background: 8, posting: 8, callers: 2 }

/** Opens the pools; they connect when first used. */
export function openDatabase(access: DatabaseAccess, sizes: PoolSizes = DEFAULT_SIZES): Database {
  const app = beginWithSettings(openPool(access, 'app', sizes.app))
  const appAll = openPool(access, 'app_all', sizes.appAll)
  const background = openPool(access, 'app_all', sizes.background)
  const posting = new PipelinedPool(connectionOf(access, 'hook'), sizes.posting)
  const callers = new PipelinedPool(connectionOf(access, 'app_all'), sizes.callers)
  return {
    access,
    app,
    appAll,
    background,
    posting,
    callers,
    transaction(actor, work) {
      const { owners, sites = 'all', viewer } = actor
      const options = { readOnly: viewer !== undefined }
      if (owners === 'all' && sites === 'all') return appAll.transaction(work, options)
      const settings = { 'stowage.owners': listOf(owners), 'stowage.sites': listOf(sites) }
      const start: TransactionStart = { ...options, settings }
      return app.transaction(work, start)
    },
    async close() {
      const knexes = [app, appAll, background].map((pool) => pool.destroy())
      await Promise.all([...knexes, posting.close(), callers.close()])
    },
  }
}

/** As policies read it: an array, or a star for all. */
function listOf(numbers: readonly number[] | 'all'): string {
  return numbers === 'all' ? '*' : `{${numbers.map(Number).join(',')}}`
}

function openPool(access: DatabaseAccess, role: LoginRole, max: number): Knex {
  const watch = new LineWatch(connectionOf(access, role))
  return knex({
    client: 'pg',
    connection: {
      ...connectionOf(access, role),
      types: valueTypes,
      statement_timeout: 30_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 60_000,
      // Sums of a million balances by item fit into this, and nothing else of ours comes near it.
      options: '-c timezone=UTC -c work_mem=16MB -c jit=off',
    } as Knex.PgConnectionConfig,
    // What fails is thrown to the caller; knex would print it as well.
    log: { error() {}, warn() {}, debug() {}, deprecate() {} },
    pool: {
      min: 0,
      max,
      acquireTimeoutMillis: 10_000,
      propagateCreateError: true,
      afterCreate(client: pg.Client, done: (error: unknown, client: pg.Client) => void) {
        watch.add(client).then(
          () => done(undefined, client),
          (error) => done(error, client),
        )
      },
    },
    acquireConnectionTimeout: 10_000,
  })
}
