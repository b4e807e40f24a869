import { EVERY_EVENT, type EventHistory, type EventOrder, type PluginDeclaration } from '@stowage/sdk'
import type { Database } from '../../database/database.ts'
import { MOVEMENT_POSTED, movementStream } from '../../ledger/events/movement-stream.ts'
import { eventsOf } from './event-registry.ts'
import { outboxStream } from './outbox-stream.ts'
import { streamOf } from './relay.ts'
import { streams } from './streams.ts'

const READ_MAX = 500

const orders = {
  ledger: { stream: movementStream, event: MOVEMENT_POSTED },
  outbox: { stream: outboxStream, event: EVERY_EVENT },
} as const satisfies Record<EventOrder, unknown>

/** What `context.history` is: the streams that the relay reads, for whoever begins somewhere else in them. */
export function createEventHistory(
  plugins: readonly PluginDeclaration[],
  { background }: Pick<Database, 'background'>,
): EventHistory {
  return {
    known: () =>
      [...eventsOf(plugins).declared.values()].map(({ name, plugin, schema }) => ({
        name,
        plugin,
        schema,
        order: streamOf(streams, name).name,
      })),
    head: (order) => orders[order].stream.head(background),
    async read({ order, after, most }) {
      const { stream, event } = orders[order]
      const { events, isEnd } = await stream.read(background, {
        event,
        after,
        most: Math.min(most, READ_MAX),
      })
      return { events, isEnd }
    },
  }
}
