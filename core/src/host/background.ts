import type { Generation } from '../app.ts'
import { eventsOf } from './events/event-registry.ts'
import { createRelay } from './events/relay.ts'
import { streams } from './events/streams.ts'

/** What a node does beside answering requests. */
export interface Background {
  /** Ends what is under way, and takes up nothing new. */
  stop(): Promise<void>
}

/** Brings events to the subscribers of one set of plugins. */
export async function startBackground({
  kernel,
  services,
}: Pick<Generation, 'kernel' | 'services'>): Promise<Background> {
  const { database, log, plugins } = kernel
  const relay = createRelay({ database, log, services, registry: eventsOf(plugins), streams })
  await relay.start()
  return { stop: () => relay.stop() }
}
