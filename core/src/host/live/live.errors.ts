import type { ErrorDeclaration } from '@stowage/sdk'

/** Every way in which live hints refuse. */
export const liveErrors: Readonly<Record<string, ErrorDeclaration>> = {
  'host.live_topic_unknown': {
    status: 422,
    message: 'There is no topic {topic}. Topics are ledger.stock and kinds of row, such as items.item.',
  },
  'host.live_topics_too_many': {
    status: 422,
    message: 'More than {most} topics were asked for; listen on several connections.',
  },
  'host.live_full': {
    status: 503,
    message:
      'As many listen already as this server takes, or you listen {most} times. Close other windows, or try again in a moment.',
  },
}
