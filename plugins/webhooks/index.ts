import { definePlugin, EVERY_EVENT } from '@stowage/sdk'
import { ENDPOINT_SWITCHED_OFF, EndpointSwitchedOff } from './contract.ts'
import { errors } from './errors.ts'
import { messages } from './messages.ts'
import { WebhookSettings } from './settings.ts'
import { deliveryRoutes } from './src/deliveries/delivery.routes.ts'
import { screens } from './src/desk/screens.ts'
import { deadLettersWait, switchedOffWait, webhooksCheck } from './src/desk/webhooks-on-the-desk.ts'
import { endpointActRoutes } from './src/endpoints/act.routes.ts'
import { endpointRoutes } from './src/endpoints/endpoint.routes.ts'
import { eventRoutes } from './src/events/event.routes.ts'
import { hearEvents } from './src/events/hear-events.ts'
import { replayRoutes } from './src/replay/replay.routes.ts'
import { replayJob } from './src/replay/replay-job.ts'
import { forgetJob } from './src/upkeep/forget-job.ts'
import { createWebhooksService, type WebhooksService } from './src/webhooks.service.ts'

declare module '@stowage/sdk' {
  interface Services {
    readonly webhooks: WebhooksService
  }
}

/** Whoever is bound to some sites sees nothing: what is told names no site. */
const rows = { owner: 'owner', site: { when: 'false and owner is null' } }

/** Tells other systems what happened: signed, in order, again and again until they have it. */
export default definePlugin({
  name: 'webhooks',
  version: '0.1.0',
  title: 'Webhooks',
  suites: ['inventory', 'warehouse'],
  requires: { platform: '^0.1.0', plugins: { ledger: '^0.1.0' } },
  migrations: new URL('./migrations/', import.meta.url),
  tables: {
    endpoint: { rows, write: 'routes' },
    lane: { rows, write: 'routes' },
    event: { rows, write: 'routes' },
    delivery: { rows, write: 'routes' },
    attempt: { rows, write: 'routes' },
  },
  permissions: {
    'webhooks.endpoint.read': 'See where events are sent, what was sent, and what was answered',
    'webhooks.endpoint.write':
      'Have events of one’s owners sent to other systems, test that, and send them again',
  },
  settings: { schema: WebhookSettings },
  errors,
  messages,
  services: (context) => ({ webhooks: createWebhooksService(context) }),
  routes: (context) => async (app) => {
    await app.register(endpointRoutes(context))
    await app.register(endpointActRoutes(context))
    await app.register(replayRoutes(context))
    await app.register(deliveryRoutes(context))
    await app.register(eventRoutes(context.history))
  },
  events: { [ENDPOINT_SWITCHED_OFF]: EndpointSwitchedOff },
  on: { 'ledger.movement.posted@1': hearEvents('ledger'), [EVERY_EVENT]: hearEvents('outbox') },
  workers: { 'webhooks.deliver': { run: (worker) => worker.services.webhooks.deliver(worker) } },
  jobs: { 'webhooks.replay': replayJob, 'webhooks.forget': forgetJob },
  adds: { 'desk.waiting': [deadLettersWait, switchedOffWait], 'health.check': [webhooksCheck] },
  admin: { ...screens, entry: new URL('./admin/dist/', import.meta.url) },
  invariants: [
    {
      id: 'webhooks.nobody_is_told_of_others',
      sentence: 'Nobody who has webhooks of one owner is told of another owner’s events.',
      offendingRows: `select d.id, d.owner, e.owner as of from webhooks.delivery d
                        join webhooks.event e on e.id = d.event where d.owner <> 0 and d.owner <> e.owner`,
    },
    {
      id: 'webhooks.dead_letters_were_tried',
      sentence: 'What is a dead letter was tried.',
      offendingRows: "select id, endpoint from webhooks.delivery where state = 'dead' and attempts = 0",
    },
  ],
})
