import type { FastifyPluginAsync } from 'fastify'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { balanceList } from './balance.list.ts'
import { checkInstant } from './check-instant.ts'
import { debtList } from './debt.list.ts'
import { stockList } from './stock.list.ts'
import { MatrixPage, MatrixQuery, readMatrix } from './stock-matrix.ts'

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
