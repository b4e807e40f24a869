import { type EventDraft, type EventEmitter, type PluginDeclaration, refuse } from '@stowage/sdk'
import { eventsOf } from './event-registry.ts'

const PAYLOAD_BYTES_MAX = 64 * 1024
const EVENTS_MAX = 10_000

/** The arguments of `host.emit_events`, as one statement takes them. */
export interface EmittedArrays {
  readonly names: readonly string[]
  readonly owners: readonly number[]
  readonly payloads: readonly string[]
}

/** Writes events to the outbox, with `$1` to `$3` for the arrays. */
export const EMIT = 'select host.emit_events($1::text[], $2::int[], $3::jsonb[])'

/**
 * Checks events of one name against what the plugin declares.
 * @throws DomainError `host.event_not_declared`, `host.event_payload`, `host.event_too_large`,
 *   `host.events_too_many`
 */
export function prepareEvents(
  plugins: readonly PluginDeclaration[],
  plugin: string,
  { name, events }: { readonly name: string; readonly events: readonly EventDraft[] },
): EmittedArrays {
  const declared = eventsOf(plugins).declared.get(name)
  if (declared?.plugin !== plugin) throw refuse('host.event_not_declared', { plugin, event: name })
  if (events.length > EVENTS_MAX) {
    throw refuse('host.events_too_many', { event: name, count: events.length, most: EVENTS_MAX })
  }
  const payloads = events.map(({ payload }) => {
    const problem = declared.check(payload)
    if (problem !== undefined) throw refuse('host.event_payload', { event: name, problem })
    const text = JSON.stringify(payload)
    const bytes = Buffer.byteLength(text)
    if (bytes <= PAYLOAD_BYTES_MAX) return text
    throw refuse('host.event_too_large', { event: name, bytes, most: PAYLOAD_BYTES_MAX })
  })
  return { names: events.map(() => name), owners: events.map(({ owner }) => owner), payloads }
}

/** What `context.events` is for one plugin. */
export function createEmitter(plugins: readonly PluginDeclaration[], plugin: string): EventEmitter {
  const emitAll: EventEmitter['emitAll'] = async (trx, name, events) => {
    const { names, owners, payloads } = prepareEvents(plugins, plugin, { name, events })
    if (names.length === 0) return
    await trx.raw('select host.emit_events(?::text[], ?::int[], ?::jsonb[])', [
      [...names],
      [...owners],
      [...payloads],
    ])
  }
  return {
    emitAll,
    emit: (trx, name, payload, { owner }) => emitAll(trx, name, [{ payload, owner }]),
  }
}
