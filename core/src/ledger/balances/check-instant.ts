import { refuse } from '@stowage/sdk'
import type { FastifyRequest } from 'fastify'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { BALANCES_AT_INSTANT_MAX, isAtInstant, scopedBuckets } from './balance-scope.ts'
import { isPaged } from './stock-sums.ts'

/**
 * Another instant costs a look-up for each balance, so a request may ask for a bounded number of them. What
 * is read page by page is bounded by its page.
 */
export async function checkInstant(request: FastifyRequest): Promise<void> {
  const query = request.query as ListQuery
  if (!isAtInstant(query)) return
  if (query.asOf !== undefined && query.asKnownAt !== undefined)
    throw refuse('ledger.two_clocks', {}, '#asKnownAt')
  if (query.beforeAsOf !== undefined && query.beforeAsKnownAt !== undefined)
    throw refuse('ledger.two_clocks', {}, '#beforeAsKnownAt')
  if (isPaged(query)) return
  const balances = await request.transaction(async (trx) => {
    const some = scopedBuckets(trx, query).limit(BALANCES_AT_INSTANT_MAX + 1)
    const [row] = (await trx.from(some.as('some')).count({ total: '*' })) as { total: number }[]
    return row?.total ?? 0
  })
  if (balances > BALANCES_AT_INSTANT_MAX) {
    throw refuse('ledger.as_of_too_wide', { balances, balancesMax: BALANCES_AT_INSTANT_MAX })
  }
}
