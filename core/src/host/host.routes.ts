import type { ServiceContext } from '@stowage/sdk'
import type { FastifyPluginAsync } from 'fastify'
import { calendarRoutes } from '../calendar/calendar.routes.ts'
import { fileRoutes } from '../files/file.routes.ts'
import { registerInTurns } from '../http/register-in-turns.ts'
import { mailRoutes } from '../mail/mail.routes.ts'
import { targetRoutes } from '../outbound/target.routes.ts'
import { kernelOf } from '../plugin-host/kernel.ts'
import { signatureRoutes } from '../signatures/signature.routes.ts'
import { customFieldRoutes } from './custom-fields/custom-field.routes.ts'
import { tileRoutes } from './desk/tile.routes.ts'
import { waitingRoutes } from './desk/waiting.routes.ts'
import { cursorRoutes } from './events/cursor.routes.ts'
import { healthRoutes } from './health/health.routes.ts'
import { invariantRoutes } from './invariants/invariant.routes.ts'
import { jobRoutes } from './jobs/job.routes.ts'
import { liveRoutes } from './live/live.routes.ts'
import { numberSeriesRoutes } from './numbers/number-series.routes.ts'
import { defineFields } from './plugins/define-fields.ts'
import { pluginRoutes } from './plugins/plugin.routes.ts'
import { pointRoutes } from './points/point.routes.ts'
import { programRoutes } from './programs/program.routes.ts'
import { screensRoutes } from './screens/screens.routes.ts'
import { searchRoutes } from './search/search.routes.ts'
import { settingRoutes } from './settings/setting.routes.ts'
import { bindingRoutes } from './strategies/binding.routes.ts'
import { decisionRoutes } from './strategies/decision.routes.ts'
import { strategyPointRoutes } from './strategies/strategy-point.routes.ts'
import { trialRoutes } from './strategies/trial.routes.ts'

/** `/api/v1/host`. */
export function hostRoutes(context: ServiceContext): FastifyPluginAsync {
  const { files } = kernelOf(context)
  return async (app) => {
    await registerInTurns(app, [
      calendarRoutes,
      mailRoutes(context),
      signatureRoutes(context),
      fileRoutes(files),
      pluginRoutes(context),
      programRoutes(context),
      targetRoutes,
      cursorRoutes,
      jobRoutes,
      invariantRoutes(kernelOf(context), context.jobs),
      healthRoutes(kernelOf(context)),
      liveRoutes(context),
      screensRoutes(context),
      searchRoutes(context),
      waitingRoutes(context),
      tileRoutes(context),
      settingRoutes(kernelOf(context)),
      customFieldRoutes(kernelOf(context), defineFields),
      pointRoutes(kernelOf(context)),
      numberSeriesRoutes(kernelOf(context)),
      strategyPointRoutes(kernelOf(context)),
      bindingRoutes(kernelOf(context)),
      trialRoutes(kernelOf(context)),
      decisionRoutes(kernelOf(context)),
    ])
  }
}
