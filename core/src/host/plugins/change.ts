import { type PluginDeclaration, refuse, type Services } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Database } from '../../database/database.ts'
import { choosePlugins, withDependents, withNeeds } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { type EnabledNames, type PluginSet, readEnabled } from './plugin-set.ts'

/** What wakes the nodes. */
export const CHANGE_CHANNEL = 'stowage_plugins'

/** The step of a change that counts: the set's number has risen, and what is left is to follow it. */
export const FOLLOW = 'follow'

/** What a change works with. */
export interface ChangeContext {
  readonly database: Database
  readonly core: readonly PluginDeclaration[]
  readonly catalog: PluginCatalog
  readonly log: FastifyBaseLogger
  /** The services of a set that is on or is about to be. */
  servicesOf(set: PluginSet): Promise<Services>
}

/** A change of the set: what was ordered, and who is asked. */
export interface Change extends ChangeContext {
  readonly order: ChangeOrder
  /** The number that the set is to have. */
  readonly epoch: number
  /**
   * The set in which the plugin takes part in its own switching: as it comes, the set as it will be; as it
   * goes, the set as it is. A plugin that cannot be loaded, or asked, goes without.
   */
  readonly asked: PluginSet | undefined
  /** The plugin's own declaration; its name alone where it cannot be loaded. */
  readonly plugin: PluginDeclaration
}

/** Puts the set together as it would be. @throws HostError, DomainError */
export async function planChange(
  context: ChangeContext,
  order: ChangeOrder,
  client: pg.Client,
): Promise<Change> {
  const { core, catalog } = context
  const set = await readEnabled(client)
  const { plugin: name, action } = order
  checkIsPlugin(name, { core, catalog, enabled: set.names })
  const isOn = set.names.includes(name)
  if (isOn === (action === 'enable'))
    throw refuse('host.plugin_already', { plugin: name, state: isOn ? 'on' : 'off' })
  const asked = action === 'enable' ? setWith(name, set, context) : setThatLetsGoOf(order, set, context)
  const plugin = asked?.plugins.find((other) => other.name === name) ?? { name, version: '' }
  return { ...context, order, epoch: set.epoch + 1, asked, plugin }
}

function setWith(name: string, { epoch, names, sources }: EnabledNames, { core, catalog }: ChangeContext) {
  const enabled = [...names, name]
  return { epoch: epoch + 1, plugins: choosePlugins({ core, catalog, enabled, sources }) }
}

/**
 * The set as it is. Where some of it cannot be loaded, what is left of it around the plugin that goes;
 * nothing where that is the one which cannot be: it has to be possible to be rid of it.
 * @throws DomainError `host.plugin_needed`
 */
function setThatLetsGoOf(
  { plugin: name, isUnasked = false }: ChangeOrder,
  { epoch, names, sources }: EnabledNames,
  { core, catalog }: ChangeContext,
): PluginSet | undefined {
  checkNobodyNeeds(
    name,
    names.flatMap((other) => catalog.found.get(other)?.declaration ?? []),
  )
  if (isUnasked) return undefined
  for (const enabled of [names, withNeeds(name, { catalog, enabled: names })]) {
    try {
      return { epoch, plugins: choosePlugins({ core, catalog, enabled, sources }) }
    } catch (error) {
      if (!(error instanceof HostError)) throw error
    }
  }
  return undefined
}

/**
 * What can be switched: a plugin that was found, or one that is on though its code is gone.
 * @throws DomainError `host.plugin_of_core`, `host.plugin_not_known`
 */
export function checkIsPlugin(
  name: string,
  known: Pick<ChangeContext, 'core' | 'catalog'> & { readonly enabled: readonly string[] },
): void {
  const { found, faulty } = known.catalog
  if (known.core.some((plugin) => plugin.name === name)) throw refuse('host.plugin_of_core', { plugin: name })
  if (found.has(name) || faulty.some((fault) => fault.name === name) || known.enabled.includes(name)) return
  throw refuse('host.plugin_not_known', { plugin: name })
}

/** @throws DomainError `host.plugin_needed` where one of these cannot do without it */
export function checkNobodyNeeds(name: string, plugins: readonly PluginDeclaration[]): void {
  const [, first] = withDependents([name], plugins)
  if (first !== undefined) throw refuse('host.plugin_needed', { plugin: name, by: first })
}
