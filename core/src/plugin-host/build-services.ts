import type { PluginDeclaration, Services } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import { logInsOf } from '../access/log-ins/log-ins-of-plugin.ts'
import { peopleOf } from '../access/people/people-of-plugin.ts'
import { hostMembers } from '../host/host-members.ts'
import { pluginActor } from '../host/plugin-actor.ts'
import { HostError } from './host-error.ts'
import { type Kernel, type KernelContext, withKernel } from './kernel.ts'
import { outsideServices } from './outside-services.ts'
import { asCodeOf } from './whose-code.ts'

/** The services of all plugins, and the context that each plugin's routes get as well. */
export interface BuiltServices {
  readonly services: Services
  contextOf(plugin: PluginDeclaration): KernelContext
}

/**
 * Calls each plugin's service factory once, in order of needs. A service may be reached through
 * `context.services` when it is called, not while it is made.
 * @throws HostError when a factory throws or offers a name that is taken
 */
export function buildServices(kernel: Kernel): BuiltServices {
  const services: Record<string, unknown> = Object.create(null)
  const transaction: KernelContext['transaction'] = (actor, work) => kernel.database.transaction(actor, work)
  const contexts = new Map<string, KernelContext>()
  for (const plugin of kernel.plugins) {
    const log = kernel.log.child({ plugin: plugin.name }) as FastifyBaseLogger
    const own = { services: services as unknown as Services, transaction }
    contexts.set(
      plugin.name,
      withKernel(
        {
          log,
          actor: pluginActor(plugin),
          ...own,
          ...hostMembers(kernel, plugin),
          ...outsideServices(kernel, { plugin: plugin.name, log }),
          logIns: logInsOf(plugin.name, own, kernel.plugins),
          people: peopleOf(plugin, own),
        },
        kernel,
      ),
    )
  }
  for (const plugin of kernel.plugins) {
    for (const [name, service] of Object.entries(offeredBy(plugin, contexts.get(plugin.name)!))) {
      if (name in services) {
        throw new HostError(
          'host.service_taken',
          plugin.name,
          `The plugin "${plugin.name}" offers a service "${name}", and another plugin has done so. ` +
            'Name it after the plugin.',
        )
      }
      services[name] = service
    }
  }
  Object.freeze(services)
  return { services: services as unknown as Services, contextOf: (plugin) => contexts.get(plugin.name)! }
}

function offeredBy(plugin: PluginDeclaration, context: KernelContext): Record<string, unknown> {
  try {
    const site = { plugin: plugin.name, version: plugin.version, hook: 'services' }
    return asCodeOf(site, () => asServices(plugin.services?.(context) ?? {}))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const sentence = `The services of the plugin "${plugin.name}" could not be made: ${reason}`
    throw Object.assign(new HostError('host.service_failed', plugin.name, sentence), { cause })
  }
}

/** A promise of services would offer none, and nobody would be told. */
function asServices(offered: unknown): Record<string, unknown> {
  if (typeof offered === 'object' && !(offered instanceof Promise)) return offered as Record<string, unknown>
  const what = offered instanceof Promise ? 'a promise' : typeof offered
  throw new Error(`they have to be an object, made at once, and not ${what}`)
}
