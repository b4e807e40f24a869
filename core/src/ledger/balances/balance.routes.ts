import { refuse } from '@stowage/sdk'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balanceList } from './balance.list.ts'
import { BALANCES_AT_INSTANT_MAX, isAtInstant, scopedBuckets } from './balance-scope.ts'
import { debtList } from './debt.list.ts'
import { stockList } from './stock.list.ts'
import { MatrixPage, MatrixQuery, readMatrix } from './stock-matrix.ts'
import { isPaged } from './stock-sums.ts'

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
      'status, lot and handling unit; at another instant, or compared with one.',
  })
  app.get<{ Querystring: ListQuery }>(
    '/stock/matrix',
    {
      config: { permission },
      schema: {
        summary: 'Sum stock as a matrix: any dimensions down, one across',
        description: 'A page of rows, each with what it has in each column and with its own figures.',
        querystring: MatrixQuery,
        response: { 200: MatrixPage },
      },
    },
    async (request) => request.transaction((trx) => readMatrix(trx, request.query)),
  )
}

/**
 * Another instant costs a look-up for each balance, so a request may ask for a bounded number of them. What
 * is read page by page is bounded by its page.
 */
async function checkInstant(request: FastifyRequest): Promise<void> {
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
