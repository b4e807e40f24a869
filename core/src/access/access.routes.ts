import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { auditRoutes } from '../audit/audit.routes.ts'
import { registerInTurns } from '../http/register-in-turns.ts'
import type { Kernel } from '../plugin-host/kernel.ts'
import { apiKeyRoutes } from './api-keys/api-key.routes.ts'
import { breakGlassRoutes } from './break-glass/break-glass.routes.ts'
import { companyRoutes } from './companies/company.routes.ts'
import { periodRoutes } from './companies/period.routes.ts'
import { deviceRoutes } from './devices/device.routes.ts'
import { floorRoutes } from './devices/floor.routes.ts'
import { externalReferenceRoutes } from './external-references/external-reference.routes.ts'
import { ownerRoutes } from './owners/owner.routes.ts'
import { preferenceRoutes } from './preferences/preference.routes.ts'
import { roleRoutes } from './roles/role.routes.ts'
import { sessionRoutes } from './sessions/session.routes.ts'
import { standingSessionRoutes } from './sessions/standing-session.routes.ts'
import { userRoutes } from './users/user.routes.ts'
import { viewRoutes } from './views/view.routes.ts'

/** `/api/v1/access`. */
export function accessRoutes(
  { services: { access }, transaction }: ServiceContext,
  { permissions, plugins }: Pick<Kernel, 'permissions' | 'plugins'>,
): FastifyPluginAsync {
  return async (app) => {
    await registerInTurns(app, [
      sessionRoutes(access, plugins),
      preferenceRoutes(access, transaction),
      userRoutes(permissions),
      standingSessionRoutes,
      apiKeyRoutes(permissions),
      roleRoutes(permissions, plugins),
      breakGlassRoutes,
      deviceRoutes,
      viewRoutes,
      floorRoutes(access),
      companyRoutes,
      periodRoutes,
      ownerRoutes,
      auditRoutes(plugins),
      externalReferenceRoutes(access.references),
    ])
  }
}
