import type { Actor, Transaction } from '@stowage/sdk'
import type { Knex } from 'knex'
import type { ListDeclaration } from './list-declaration.ts'
import type { ListOrder } from './list-order.ts'

/** Of each owner a whole page is read: beyond these, going along all rows is no worse. */
const OWNERS_MAX = 20

/** Whether somebody's pages are read owner by owner. */
export function readsByOwner({ byOwner }: ListDeclaration, { owners }: Pick<Actor, 'owners'>): boolean {
  return byOwner !== undefined && owners !== 'all' && owners.length <= OWNERS_MAX
}

/** The owner's number, where an index begins with it and goes on in this order. */
export function ownerColumnAlong({ byOwner }: ListDeclaration, { text }: ListOrder): string | undefined {
  return byOwner?.sorts.includes(text.replace(/^-/, '')) === true ? byOwner.column : undefined
}

/**
 * A page made of each owner's own: the house's and those that the transaction is bound to. Along the order of
 * all rows, a client among twenty read twenty rows for one of his, and one with few rows read them all.
 * @param page of whichever owner, ordered and limited
 */
export function ownerByOwner(
  trx: Transaction,
  page: Knex.QueryBuilder,
  { column, order, limit }: { readonly column: string; readonly order: ListOrder; readonly limit: number },
): Knex.QueryBuilder {
  const ofOne = page.whereRaw(`${column} = by_owner.no`)
  const terms = order.terms.map(({ alias, isDescending }) => `page."${alias}"${isDescending ? ' desc' : ''}`)
  const owners =
    "unnest(0 || nullif(current_setting('stowage.owners', true), '')::integer[]) as by_owner (no)"
  return trx
    .select('page.*')
    .fromRaw(trx.raw(`${owners} cross join lateral ? as page`, [ofOne]))
    .orderByRaw(terms.join(', '))
    .limit(limit)
}
