import type { EventHistory, ServiceContext, WorkerRun } from '@stowage/sdk'
import type { WebhookSettings } from '../settings.ts'
import { deliverEvents } from './deliveries/deliver.ts'
import { createKeepEvents, type KeepEvents } from './events/keep-events.ts'

/** What subscriptions, jobs and the worker of this plugin reach of it: `context.services.webhooks`. */
export interface WebhooksService {
  readonly history: EventHistory
  readonly keep: KeepEvents
  settings(): Promise<WebhookSettings>
  /** Sends what waits, until the worker ends. */
  deliver(worker: WorkerRun): Promise<void>
}

/** Makes it, once when the plugin is composed. */
export function createWebhooksService(context: ServiceContext): WebhooksService {
  const { history, settings } = context
  return {
    history,
    keep: createKeepEvents(history),
    settings: () => settings.of<WebhookSettings>(),
    deliver: (worker) => deliverEvents(context, worker),
  }
}
