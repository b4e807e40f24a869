import cookie from '@fastify/cookie'
import type { PluginDeclaration } from '@stowage/sdk'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { Database } from './database/database.ts'
import { coreDeclarations } from './declarations.ts'
import { checkAccess } from './http/access-check.ts'
import { answerUnknownAddress, answerWithProblems, problemOf } from './http/error-answers.ts'
import { answerHealth } from './http/health.ts'
import { acceptJsonOnly } from './http/json-body.ts'
import { addListRoutes } from './http/list/list-route.ts'
import { Problem, sendProblem } from './http/problem.ts'
import { createLog, logRequests, requestIdOf } from './http/request-log.ts'
import { useCachedSerialization } from './http/serialization.ts'
import { useStrictValidation } from './http/validation.ts'
import { buildServices } from './plugin-host/build-services.ts'
import { buildErrorRegistry } from './plugin-host/error-registry.ts'
import type { Kernel } from './plugin-host/kernel.ts'
import { buildPermissionRegistry } from './plugin-host/permission-registry.ts'
import { registerRoutes } from './plugin-host/register-routes.ts'
import { sortDeclarations } from './plugin-host/sort-declarations.ts'
import { validateDeclaration } from './plugin-host/validate-declaration.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const DRAIN_MS = 10_000

/** All that the platform is composed of. Nothing is read from the environment here. */
export interface AppOptions {
  /** The plugins beside core's own four. */
  readonly plugins?: readonly PluginDeclaration[]
  /** Core's own declarations; a test of the host may compose without them. */
  readonly core?: readonly PluginDeclaration[]
  /** The open pools. The caller closes them, after the app. */
  readonly database: Database
  readonly log?: FastifyBaseLogger
  /** The folder of the admin's built files; without it there are no screens. */
  readonly adminFolder?: string
}

/**
 * Composes the platform from its plugins and makes it ready to listen. The server and the tests both call it.
 * @throws HostError when a plugin is faulty: coded, with the way out in its sentence
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { database, log = createLog({ level: 'silent' }) } = options
  const plugins = orderPlugins(options)
  const errors = buildErrorRegistry(plugins)
  const permissions = buildPermissionRegistry(plugins)
  const kernel: Kernel = { database, log, plugins, errors, permissions }
  const built = buildServices(kernel)

  const app = createServer(kernel)
  await app.register(cookie)
  checkAccess(app, database, built.services)
  addListRoutes(app)
  answerHealth(app, database, errors)
  await registerRoutes(app, kernel, built)
  await app.ready()
  return app
}

/** The declarations of a deployment, checked and in order of their needs; what `migrate` takes as well. */
export function orderPlugins({
  core = coreDeclarations,
  plugins = [],
}: Pick<AppOptions, 'core' | 'plugins'>): readonly PluginDeclaration[] {
  return Object.freeze(sortDeclarations([...core, ...plugins].map(validateDeclaration)))
}

function createServer({ log, errors }: Kernel): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    disableRequestLogging: true,
    genReqId: requestIdOf,
    requestIdLogLabel: 'requestId',
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    trustProxy: false,
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, errors, problemOf(error, request, errors))
    },
  })
  logRequests(app)
  acceptJsonOnly(app)
  useStrictValidation(app)
  useCachedSerialization(app)
  app.addSchema(Problem)
  answerWithProblems(app, errors)
  app.setNotFoundHandler((request, reply) => answerUnknownAddress(app, errors, request, reply))
  endWithinReason(app)
  return app
}

/** Closing waits for what is in flight, but not for ever. */
function endWithinReason(app: FastifyInstance): void {
  let patience: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    patience = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS).unref()
  })
  app.addHook('onClose', async () => clearTimeout(patience))
}
