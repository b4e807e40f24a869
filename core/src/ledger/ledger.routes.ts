import type { FastifyPluginAsync } from 'fastify'
import type { ErrorRegistry } from '../plugin-host/error-registry.ts'
import { balanceRoutes } from './balances/balance.routes.ts'
import type { LedgerService } from './ledger.service.ts'
import { movementRoutes } from './movements/movement.routes.ts'
import { reasonRoutes } from './reasons/reason.routes.ts'
import { vocabularyRoutes } from './vocabulary/vocabulary.routes.ts'

/** `/api/v1/ledger` */
export function ledgerRoutes(ledger: LedgerService, errors: ErrorRegistry): FastifyPluginAsync {
  return async (app) => {
    await app.register(balanceRoutes)
    await app.register(movementRoutes(ledger, errors))
    await app.register(reasonRoutes(ledger))
    await app.register(vocabularyRoutes)
  }
}
