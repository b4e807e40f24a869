import { refuse } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balanceList } from './balance.list.ts'
import { BALANCES_AT_INSTANT_MAX, scopedBuckets } from './balance-scope.ts'
import { debtList } from './debt.list.ts'
import { stockList } from './stock.list.ts'

const permission = 'ledger.balance.read'

/** `/api/v1/ledger/balances` and `/stock`: what do we have, and where is it? */
export const balanceRoutes: FastifyPluginAsync = async (app) => {
  app.addHook('preHandler', checkInstant)
  app.list('/balances', {
    permission,
    list: balanceList,
    summary: 'List balances',
    description: 'One row for each item, owner, status, lot, handling unit and place, now or at an instant.',
  })
  app.list('/debts', {
    permission,
    list: debtList,
    summary: 'List balances below zero, since when and by whom',
  })
  app.list('/stock', {
    permission,
    list: stockList,
    summary: 'Sum stock by any dimensions',
    description:
      'On hand, allocated, unallocated, available, in transit and held, by item, site, location, owner, ' +
      'status, lot and handling unit.',
  })
}

/** Another instant costs a look-up for each balance, so a request may ask for a bounded number of them. */
async function checkInstant(request: FastifyRequest): Promise<void> {
  const query = request.query as ListQuery
  if (query.asOf === undefined && query.asKnownAt === undefined) return
  if (query.asOf !== undefined && query.asKnownAt !== undefined)
    throw refuse('ledger.two_clocks', {}, '#asKnownAt')
  const balances = await request.transaction(async (trx) => {
    const some = scopedBuckets(trx, query).limit(BALANCES_AT_INSTANT_MAX + 1)
    const [row] = (await trx.from(some.as('some')).count({ total: '*' })) as { total: number }[]
    return row?.total ?? 0
  })
  if (balances > BALANCES_AT_INSTANT_MAX) {
    throw refuse('ledger.as_of_too_wide', { balances, balancesMax: BALANCES_AT_INSTANT_MAX })
  }
}
