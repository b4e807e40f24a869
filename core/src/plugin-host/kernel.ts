import type { PluginDeclaration, ServiceContext } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'
import type { ContentFolder } from '../files/content-folder.ts'
import type { ExtensibleEntities } from '../host/fields/extend-routes.ts'
import type { SecretBox } from '../host/secrets/secret-box.ts'
import type { ErrorRegistry } from './error-registry.ts'
import type { PermissionRegistry } from './permission-registry.ts'
import type { PluginRuntime } from './plugin-runtime.ts'
import type { RoutesByPlugin } from './wiring.ts'

/**
 * What core's own four declarations reach beyond the plugin contract. Plugins cannot: the symbol is not
 * exported by the SDK, and nothing outside core may import this file.
 */
export interface Kernel {
  readonly database: Database
  readonly log: FastifyBaseLogger
  /** All declarations in the order of their needs. */
  readonly plugins: readonly PluginDeclaration[]
  readonly errors: ErrorRegistry
  readonly permissions: PermissionRegistry
  /** What each plugin's routes are, once all are registered. */
  readonly routes: RoutesByPlugin
  /** On which rows fields can be kept, once all routes are registered. */
  readonly entities: ExtensibleEntities
  /** The number of the fields that administrators defined, as they were when this was made. */
  readonly fieldsNumber: number
  /** The number of the set of plugins that this was made for; left out where nobody ever changes it. */
  readonly epoch?: number
  /** Opens and seals secrets with the deployment's key. */
  readonly secrets: SecretBox
  /** Where files stand; a process that serves nobody has none. */
  readonly files?: ContentFolder | undefined
  /** The node's plugins as they come and go; left out where the set is fixed. */
  readonly runtime?: PluginRuntime
}

const kernelKey = Symbol('stowage.kernel')

/** The service context with the kernel inside. */
export interface KernelContext extends ServiceContext {
  readonly [kernelKey]: Kernel
}

/** Puts the kernel into a service context. */
export function withKernel(context: ServiceContext, kernel: Kernel): KernelContext {
  return Object.freeze({ ...context, [kernelKey]: kernel })
}

/** Takes the kernel out of the context that a core declaration's `services` or `routes` got. */
export function kernelOf(context: ServiceContext): Kernel {
  const kernel = (context as Partial<KernelContext>)[kernelKey]
  if (kernel === undefined) throw new Error('this context was not made by the plugin host')
  return kernel
}
