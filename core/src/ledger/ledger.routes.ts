import type { FastifyPluginAsync } from 'fastify'
import { registerInTurns } from '../http/register-in-turns.ts'
import type { Kernel } from '../plugin-host/kernel.ts'
import { allocationRoutes } from './allocations/allocation.routes.ts'
import { balanceRoutes } from './balances/balance.routes.ts'
import { placeRoutes } from './balances/places.routes.ts'
import { holdRoutes } from './holds/hold.routes.ts'
import type { LedgerService } from './ledger.service.ts'
import { lookupRoutes } from './lookup/lookup.routes.ts'
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
    await registerInTurns(app, [
      balanceRoutes,
      placeRoutes,
      lookupRoutes,
      movementRoutes(ledger, errors),
      allocationRoutes(ledger, errors),
      reasonRoutes(ledger),
      serialRoutes,
      holdRoutes(permissions),
      statusRoutes,
      unitMoveRoutes,
      unitStandingRoutes,
      transformationRoutes(ledger, errors),
      vocabularyRoutes,
      proofRoutes,
    ])
  }
}
