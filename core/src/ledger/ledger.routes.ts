import type { FastifyPluginAsync } from 'fastify'
import type { Kernel } from '../plugin-host/kernel.ts'
import { allocationRoutes } from './allocations/allocation.routes.ts'
import { balanceRoutes } from './balances/balance.routes.ts'
import { placeRoutes } from './balances/places.routes.ts'
import { holdRoutes } from './holds/hold.routes.ts'
import type { LedgerService } from './ledger.service.ts'
import { movementRoutes } from './movements/movement.routes.ts'
import { reasonRoutes } from './reasons/reason.routes.ts'
import { proofRoutes } from './sequence/proof.routes.ts'
import { serialRoutes } from './serials/serial.routes.ts'
import { statusRoutes } from './statuses/status.routes.ts'
import { transformationRoutes } from './transformations/transformation.routes.ts'
import { unitMoveRoutes } from './units/unit-move.routes.ts'
import { unitStandingRoutes } from './units/unit-standing.routes.ts'
import { vocabularyRoutes } from './vocabulary/vocabulary.routes.ts'

/** `/api/v1/ledger` */
export function ledgerRoutes(
  ledger: LedgerService,
  { errors, permissions }: Pick<Kernel, 'errors' | 'permissions'>,
): FastifyPluginAsync {
  return async (app) => {
    await app.register(balanceRoutes)
    await app.register(placeRoutes)
    await app.register(movementRoutes(ledger, errors))
    await app.register(allocationRoutes(ledger, errors))
    await app.register(reasonRoutes(ledger))
    await app.register(serialRoutes)
    await app.register(holdRoutes(permissions))
    await app.register(statusRoutes)
    await app.register(unitMoveRoutes)
    await app.register(unitStandingRoutes)
    await app.register(transformationRoutes(ledger, errors))
    await app.register(vocabularyRoutes)
    await app.register(proofRoutes)
  }
}
