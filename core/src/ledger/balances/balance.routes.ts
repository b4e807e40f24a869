import type { FastifyPluginAsync } from 'fastify'
import { type Static, Type } from 'typebox'
import type { ListQuery } from '../../http/list/list-declaration.ts'
import { questionOf } from '../../http/list/list-route.ts'
import { XLSX } from '../../http/list/list-xlsx.ts'
import { SharedReads } from '../../http/shared-reads.ts'
import { balanceList } from './balance.list.ts'
import { checkInstant } from './check-instant.ts'
import { debtList } from './debt.list.ts'
import { matrixFile } from './matrix-file.ts'
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
    isShared: true,
    summary: 'Sum stock by any dimensions',
    description:
      'On hand, allocated, unallocated, available, in transit and held, by item, site, location, owner, ' +
      'status, lot and handling unit; at another instant, or compared with one.',
  })
  const shared = new SharedReads<Static<typeof MatrixPage>>()
  app.get<{ Querystring: ListQuery }>(
    '/stock/matrix',
    {
      config: { permission },
      schema: {
        summary: 'Sum stock as a matrix: any dimensions down, one across',
        description:
          'A page of rows, each with what it has in each column and with its own figures; as a file all ' +
          'rows, with one figure in the columns.',
        querystring: MatrixQuery,
        response: {
          200: {
            description: 'One page, or all rows as CSV or XLSX',
            content: {
              'application/json': { schema: MatrixPage },
              'text/csv': { schema: Type.String() },
              [XLSX]: { schema: Type.String({ format: 'binary' }) },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { query } = request
      const { format = 'json' } = query
      if (format === 'csv' || format === 'xlsx') {
        const file = await matrixFile((work) => request.transaction(work), query, format)
        reply.header('content-disposition', `attachment; filename="stock.${format}"`)
        return reply.type(format === 'csv' ? 'text/csv; charset=utf-8; header=present' : XLSX).send(file)
      }
      const page = await shared.read(questionOf(request, stockList), () =>
        request.transaction((trx) => readMatrix(trx, query)),
      )
      return reply.type('application/json; charset=utf-8').send(page)
    },
  )
}
