import { EVERY_EVENT, type PluginDeclaration, type Subscription } from '@stowage/sdk'
import type { TObject } from 'typebox'
import { HostError } from '../../plugin-host/host-error.ts'
import { findOpenObject } from '../../plugin-host/open-object.ts'
import { payloadCheck } from '../payload-check.ts'

const EVENT = /^(?<plugin>[a-z][a-z0-9-]*)\.[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*@[1-9]\d{0,3}$/

/** An event that some plugin declares. */
export interface DeclaredEvent {
  readonly name: string
  readonly plugin: string
  readonly schema: TObject
  /** Says in one clause what is wrong with a payload. */
  readonly check: (payload: unknown) => string | undefined
}

/** A plugin that takes part in an event. */
export interface Subscriber {
  readonly plugin: string
  readonly version: string
  readonly event: string
  readonly subscription: Subscription
}

/** What the plugins of a deployment tell each other. */
export interface EventRegistry {
  readonly declared: ReadonlyMap<string, DeclaredEvent>
  readonly subscribers: readonly Subscriber[]
  /** Those that wait for an event of a plugin which is not there, and which they can do without. */
  readonly idle: readonly Subscriber[]
}

const registries = new WeakMap<readonly PluginDeclaration[], EventRegistry>()

/**
 * Gathers events and subscribers of all plugins.
 * @throws HostError for a name in a wrong form or of another plugin, a shape that is none or is open, and a
 *   subscriber to an event that nobody declares
 */
export function eventsOf(plugins: readonly PluginDeclaration[]): EventRegistry {
  const known = registries.get(plugins)
  if (known !== undefined) return known
  const declared = new Map(plugins.flatMap(declaredBy).map((event) => [event.name, event]))
  const names = new Set(plugins.map(({ name }) => name))
  const subscribers: Subscriber[] = []
  const idle: Subscriber[] = []
  for (const plugin of plugins) {
    for (const [event, subscription] of Object.entries<Subscription>(plugin.on ?? {})) {
      const { name, version } = plugin
      const subscriber = { plugin: name, version, event, subscription }
      if (event === EVERY_EVENT || declared.has(event)) subscribers.push(subscriber)
      else if (isWithoutItsPlugin(plugin, event, names)) idle.push(subscriber)
      else throw unknownEvent(plugin.name, event, declared)
    }
  }
  const registry = { declared, subscribers, idle }
  registries.set(plugins, registry)
  return registry
}

function declaredBy({ name: plugin, events = {} }: PluginDeclaration): DeclaredEvent[] {
  return Object.entries(events).map(([name, schema]) => {
    if (EVENT.exec(name)?.groups?.plugin !== plugin) {
      const way = `write it as "${plugin}.noun.verb@1", in the past tense and with a version.`
      throw new HostError('host.event_name', plugin, `${whose(plugin, name)} is named otherwise; ${way}`)
    }
    const open = findOpenObject(schema)
    if (open !== undefined) {
      const way = `write { additionalProperties: false } there.`
      const sentence = `${whose(plugin, name)} takes members it does not know (at ${open}); ${way}`
      throw new HostError('host.event_schema', plugin, sentence)
    }
    return { name, plugin, schema, check: checkOf(plugin, name, schema) }
  })
}

function checkOf(plugin: string, name: string, schema: object): DeclaredEvent['check'] {
  try {
    return payloadCheck(schema)
  } catch (cause) {
    const sentence = `${whose(plugin, name)} has no valid schema: ${(cause as Error).message}.`
    throw new HostError('host.event_schema', plugin, sentence)
  }
}

function whose(plugin: string, event: string): string {
  return `The event "${event}" that the plugin "${plugin}" declares`
}

function isWithoutItsPlugin(plugin: PluginDeclaration, event: string, names: ReadonlySet<string>): boolean {
  const from = EVENT.exec(event)?.groups?.plugin
  return from !== undefined && !names.has(from) && Object.hasOwn(plugin.requires?.optional ?? {}, from)
}

function unknownEvent(
  plugin: string,
  event: string,
  declared: ReadonlyMap<string, DeclaredEvent>,
): HostError {
  const from = event.split('.')[0]!
  const theirs = [...declared.values()].filter((other) => other.plugin === from).map(({ name }) => name)
  const way =
    theirs.length > 0
      ? `"${from}" tells ${theirs.join(', ')}.`
      : `declare it, or name "${from}" in "requires.optional" if that plugin may be absent.`
  return new HostError(
    'host.event_unknown',
    plugin,
    `The plugin "${plugin}" takes part in the event "${event}", which no plugin declares; ${way}`,
  )
}
