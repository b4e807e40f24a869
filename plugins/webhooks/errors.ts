import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which webhooks refuse, and what is told of them at the desk. */
export const errors = {
  'webhooks.endpoint_unknown': {
    status: 404,
    message: 'There is no endpoint {id}; GET /api/v1/webhooks/endpoints lists them.',
  },
  'webhooks.delivery_unknown': {
    status: 404,
    message: 'There is no delivery {id}; GET /api/v1/webhooks/deliveries lists them.',
  },
  'webhooks.delivery_over': {
    status: 409,
    message:
      'The delivery {id} is over ({state}); only one that waits or is a dead letter can be sent ' +
      'again or dropped.',
  },
  'webhooks.event_unknown': {
    status: 422,
    message: 'Nobody tells an event {event}; GET /api/v1/webhooks/events lists all of them.',
  },
  'webhooks.sites_bound': {
    status: 403,
    message:
      'You are bound to some sites, and events name none; have somebody who sees all sites set ' +
      'this webhook up.',
  },
  'webhooks.replay_start': {
    status: 422,
    message: 'Say where to begin: either "from", a position, or "since", an instant.',
  },
  'webhooks.replay_empty': {
    status: 422,
    message:
      'Nothing is there to send again from {from} to {to}: the {stream} ends at {head}. Begin at' +
      ' an earlier position.',
  },
  'webhooks.dead_letters': {
    status: 503,
    message:
      '{count} webhooks failed as often as they may. Read what was answered, then send them ' +
      'again or drop them.',
  },
  'webhooks.switched_off': {
    status: 503,
    message:
      '{count} webhooks were switched off because they failed for long or are gone, {name} among' +
      ' them. Mend the ' +
      'receiver, test it, and switch it on.',
  },
  'webhooks.failing': {
    status: 503,
    message: '{count} webhooks fail at this moment, {name} among them; they are tried again by themselves.',
  },
} as const satisfies Record<string, ErrorDeclaration>
