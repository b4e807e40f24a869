import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import type { PluginDeclaration, Services } from '@stowage/sdk'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Database } from './database/database.ts'
import { coreDeclarations } from './declarations.ts'
import { openContentFolder } from './files/content-folder.ts'
import { NO_FIELDS, readCustomFields } from './host/custom-fields/custom-declaration.ts'
import { eventsOf } from './host/events/event-registry.ts'
import { extensionsOf } from './host/fields/extensions.ts'
import { withFieldStandards } from './host/fields/field-standards.ts'
import { jobsOf } from './host/jobs/job-registry.ts'

import type { PluginSet } from './host/plugins/plugin-set.ts'
import { addVocabulary } from './host/points/add-vocabulary.ts'
import { pointRegistryOf } from './host/points/point-registry.ts'
import { serveProgramScreens } from './host/programs/serve-program-screens.ts'
import { serveScreenEntries } from './host/screens/serve-screen-entries.ts'
import { createSecretBox } from './host/secrets/secret-box.ts'
import { unfitSettings } from './host/settings/unfit-settings.ts'
import { checkAccess } from './http/access-check.ts'
import { describeApi } from './http/api-description.ts'
import { serveReference } from './http/api-reference.ts'
import { answerBrokenRequest, refuseExpectation } from './http/broken-request.ts'
import { compressAnswers } from './http/compressed-answers.ts'
import { answerUnknownAddress, answerWithProblems, problemOf } from './http/error-answers.ts'
import { serveFloor } from './http/floor-screens.ts'
import { answerHealth } from './http/health.ts'
import { acceptJsonOnly } from './http/json-body.ts'
import { addBulkRoutes } from './http/list/bulk-route.ts'
import { addListRoutes } from './http/list/list-route.ts'
import { shedLoad } from './http/load-shedding.ts'
import { Problem, sendProblem } from './http/problem.ts'
import { knowReaders } from './http/reader-language.ts'
import { createLog, logRequests, requestIdOf } from './http/request-log.ts'
import { serveScreens } from './http/screens.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { useCachedSerialization } from './http/serialization.ts'
import { useStrictValidation } from './http/validation.ts'
import { type BuiltServices, buildServices } from './plugin-host/build-services.ts'
import { buildErrorRegistry, type ErrorRegistry } from './plugin-host/error-registry.ts'
import type { Kernel } from './plugin-host/kernel.ts'
import { buildPermissionRegistry } from './plugin-host/permission-registry.ts'
import type { PluginRuntime } from './plugin-host/plugin-runtime.ts'
import { checkPrograms } from './plugin-host/program.ts'
import { registerRoutes } from './plugin-host/register-routes.ts'
import { sortDeclarations } from './plugin-host/sort-declarations.ts'
import { standIn } from './plugin-host/switchboard.ts'
import { validateDeclaration } from './plugin-host/validate-declaration.ts'
import type { RoutesByPlugin } from './plugin-host/wiring.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const DRAIN_MS = 10_000
const NAME: unique symbol = Symbol.for('fastify.display-name')

/** All that the platform is composed of. Nothing is read from the environment here. */
export interface AppOptions {
  /** The plugins beside core's own four. */
  readonly plugins?: readonly PluginDeclaration[]
  /** Core's own declarations; a test of the host may compose without them. */
  readonly core?: readonly PluginDeclaration[]
  /** In the place of the lists above: a set that was composed and numbered before. */
  readonly set?: PluginSet
  /** The open pools. The caller closes them, after the app. */
  readonly database: Database
  readonly log?: FastifyBaseLogger
  /** What secrets in settings are encrypted with: 32 bytes; without it none can be stored or read. */
  readonly secretKey?: Buffer
  /** The folder of the admin's built files; without it there are no screens. */
  readonly adminFolder?: string
  /** The folder that files stand in; without it, none can be stored. */
  readonly filesFolder?: string
  /** Takes the handler of requests, where something else listens and hands them over. */
  readonly onHandler?: (handler: RequestListener) => void
  /** What knows of the sets before and after this one. */
  readonly runtime?: PluginRuntime
  /** It is only looked whether all fits: nothing is written. */
  readonly isTrial?: boolean
  /** How late the event loop may be before requests are turned away with 503; unless said, none are. */
  readonly maxEventLoopDelayMs?: number
}

/**
 * Composes the platform from its plugins and makes it ready to listen. The server and the tests both call it.
 * @throws HostError when a plugin is faulty: coded, with the way out in its sentence
 */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  return (await buildGeneration(options)).app
}

/** The platform as one set of plugins makes it: it lives until another set is put in its place. */
export interface Generation {
  readonly app: FastifyInstance
  readonly kernel: Kernel
  readonly services: Services
  readonly routes: RoutesByPlugin
}

/**
 * Composes one set of plugins, beside whatever else is served in this process.
 * @throws HostError
 */
export async function buildGeneration(options: AppOptions): Promise<Generation> {
  const { database, adminFolder, log = createLog({ level: 'silent' }), set } = options
  const declared = set?.plugins ?? orderPlugins(options)
  const errors = buildErrorRegistry(declared)
  const permissions = buildPermissionRegistry(declared)
  checkPrograms(declared, permissions)
  const points = pointRegistryOf(declared)
  // A test of the boot composes without the host, and has no database.
  const hasHost = declared.some(({ name }) => name === 'host')
  const custom = hasHost ? await readCustomFields(database, permissions) : NO_FIELDS
  const plugins =
    custom.declaration === undefined ? declared : Object.freeze([...declared, custom.declaration])
  const secrets = createSecretBox(options.secretKey)
  const { runtime } = options
  const kernel: Kernel = {
    database: withFieldStandards(database, plugins, custom.number),
    log,
    plugins,
    errors,
    permissions,
    secrets,
    files: options.filesFolder === undefined ? undefined : openContentFolder(options.filesFolder),
    routes: new Map<string, string[]>(),
    entities: new Map(),
    fieldsNumber: custom.number,
    ...(set && { epoch: set.epoch }),
    ...(runtime && { runtime }),
  }
  const [unfit] = await unfitSettings(database, plugins)
  if (unfit !== undefined) throw unfit
  if (options.isTrial !== true) await addVocabulary(database, points)
  const built = buildServices(kernel)

  const app = createServer(kernel, options.onHandler)
  try {
    await addEdge(app, { kernel, built, maxEventLoopDelayMs: options.maxEventLoopDelayMs })
    const routes = await registerRoutes(app, kernel, built)
    serveScreenEntries(app, plugins)
    serveProgramScreens(app, kernel)
    await answerOtherAddresses(app, errors, adminFolder)
    await app.ready()
    return { app, kernel, services: built.services, routes }
  } catch (error) {
    await app.close()
    throw error
  }
}

interface EdgeOptions {
  readonly kernel: Kernel
  readonly built: BuiltServices
  readonly maxEventLoopDelayMs: number | undefined
}

/** What stands before and beside every plugin's routes. */
async function addEdge(
  app: FastifyInstance,
  { kernel, built, maxEventLoopDelayMs }: EdgeOptions,
): Promise<void> {
  setSecurityHeaders(app)
  compressAnswers(app)
  useStrictValidation(app)
  if (maxEventLoopDelayMs !== undefined) await shedLoad(app, maxEventLoopDelayMs)
  await app.register(cookie)
  checkAccess(app, kernel.database, built.services)
  addListRoutes(app, extensionsOf(kernel.plugins))
  addBulkRoutes(app, kernel.errors, extensionsOf(kernel.plugins))
  await describeApi(app, kernel)
  await serveReference(app)
  answerHealth(app, kernel.database, kernel.errors)
}

/** Screens where they were built; a problem answer for what is nowhere. */
async function answerOtherAddresses(
  app: FastifyInstance,
  errors: ErrorRegistry,
  adminFolder: string | undefined,
): Promise<void> {
  const answerNavigation = adminFolder === undefined ? undefined : await serveScreens(app, adminFolder)
  if (adminFolder !== undefined) await serveFloor(app, join(adminFolder, 'floor'))
  app.setNotFoundHandler((request, reply) => {
    if (answerNavigation?.(request, reply) === true) return reply
    return answerUnknownAddress(app, errors, request, reply)
  })
}

/** The declarations of a deployment, checked and in order of their needs; what `migrate` takes as well. */
export function orderPlugins({
  core = coreDeclarations,
  plugins = [],
}: Pick<AppOptions, 'core' | 'plugins'>): readonly PluginDeclaration[] {
  const sorted = Object.freeze(sortDeclarations([...core, ...plugins].map(validateDeclaration)))
  eventsOf(sorted)
  jobsOf(sorted)
  return sorted
}

function createServer({ log, errors }: Kernel, onHandler: AppOptions['onHandler']): FastifyInstance {
  const app = fastify({
    ...(onHandler && { serverFactory: (handler: RequestListener) => standIn(handler, onHandler) }),
    loggerInstance: log,
    genReqId: requestIdOf,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    trustProxy: false,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, errors, problemOf(error, request, errors))
    },
  })
  app.server.on('checkExpectation', refuseExpectation)
  nameScopes(app)
  logRequests(app)
  acceptJsonOnly(app)
  useCachedSerialization(app)
  app.addSchema(Problem)
  knowReaders(app, errors.languages)
  answerWithProblems(app, errors)
  endWithinReason(app)
  return app
}

/**
 * Fastify looks for the name of each scope among all modules that were ever required, two thousand here,
 * unless it has one: with a hundred scopes that was a sixth of a start.
 */
function nameScopes(app: FastifyInstance): void {
  const register = app.register as (scope: Scope, options?: unknown) => never
  app.register = function (this: FastifyInstance, scope: Scope, options?: unknown) {
    scope[NAME] ??= scope.name || 'scope'
    return register.call(this, scope, options)
  } as never
}

interface Scope {
  readonly name: string
  [NAME]?: string
}

/** Closing waits for what is in flight, but neither for ever nor for connections that are merely kept. */
function endWithinReason(app: FastifyInstance): void {
  let patience: NodeJS.Timeout | undefined
  app.addHook('onResponse', (_request, _reply, done) => {
    if (patience !== undefined) setImmediate(() => app.server.closeIdleConnections())
    done()
  })
  app.addHook('preClose', async () => {
    patience = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS).unref()
  })
  app.addHook('onClose', async () => clearTimeout(patience))
}
