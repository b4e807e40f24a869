import type { PluginDeclaration, ServiceContext } from '@stowage/sdk'
import { createAuditTrail } from '../audit/audit-trail.ts'
import type { Kernel } from '../plugin-host/kernel.ts'
import { addressOf } from './desk-address.ts'
import { createEmitter } from './events/emit.ts'
import { createEventHistory } from './events/event-history.ts'
import { createJobQueue } from './jobs/enqueue.ts'
import { createNumberSource } from './numbers/number-source.ts'
import { pointReaderOf, pointRegistryOf } from './points/point-registry.ts'
import { secretStoreOf } from './secrets/secret-store.ts'
import { createSettingsReader } from './settings/settings-reader.ts'
import { settingsShapeOf } from './settings/settings-shape.ts'
import { createStrategyAsker } from './strategies/strategy-asker.ts'

/** What a plugin's context has of this room: each member made for that plugin alone. */
export type HostMembers = Pick<
  ServiceContext,
  | 'settings'
  | 'secrets'
  | 'points'
  | 'numbers'
  | 'events'
  | 'history'
  | 'audit'
  | 'jobs'
  | 'strategies'
  | 'address'
>

/** Makes them. */
export function hostMembers(kernel: Kernel, plugin: PluginDeclaration): HostMembers {
  const points = pointRegistryOf(kernel.plugins)
  const host = kernel.plugins.find(({ name }) => name === 'host')
  return {
    points: pointReaderOf(points),
    strategies: createStrategyAsker(kernel.plugins),
    numbers: createNumberSource(points),
    settings: createSettingsReader(settingsShapeOf(plugin), kernel),
    secrets: secretStoreOf(plugin.name, kernel.secrets),
    events: createEmitter(kernel.plugins, plugin.name),
    history: createEventHistory(kernel.plugins, kernel.database),
    audit: createAuditTrail(plugin.name),
    jobs: createJobQueue(kernel.plugins, plugin.name),
    address: addressOf(createSettingsReader(host && settingsShapeOf(host), kernel)),
  }
}
