import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which events and cursors refuse. */
export const eventErrors: Readonly<Record<string, ErrorDeclaration>> = {
  'host.staff_only': {
    status: 403,
    message: 'This concerns the whole house; you are bound to some owners. Ask somebody of the staff.',
  },
  'host.event_not_declared': {
    status: 500,
    message: 'The plugin {plugin} tells of {event}, which it does not declare; its "events" have to name it.',
  },
  'host.event_payload': {
    status: 500,
    message: 'The event {event} was told with a payload that does not fit its declaration: {problem}.',
  },
  'host.event_too_large': {
    status: 500,
    message:
      'The event {event} has a payload of {bytes} bytes; {most} are the most. Send ids and let others look.',
  },
  'host.events_too_many': {
    status: 500,
    message: '{count} events {event} were told at once; {most} are the most. Send them in several batches.',
  },
  'host.cursor_unknown': {
    status: 404,
    message: 'There is no cursor {id}; GET /api/v1/host/cursors lists them.',
  },
  'host.cursor_not_asking': {
    status: 409,
    message: 'This cursor of {event} does not wait for an answer: its plugin is off, or it runs already.',
  },
}
