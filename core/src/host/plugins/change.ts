import { type PluginDeclaration, refuse, type Services } from '@stowage/sdk'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Database } from '../../database/database.ts'
import { choosePlugins, withDependents } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import type { ChangeOrder } from '../../plugin-host/plugin-runtime.ts'
import { type PluginSet, readEnabled } from './plugin-set.ts'

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

/** A change of the set: what was ordered, the set as it is, and as it would be. */
export interface Change extends ChangeContext {
  readonly order: ChangeOrder
  readonly now: PluginSet
  readonly next: PluginSet
  /** The plugin's own declaration. */
  readonly plugin: PluginDeclaration
}

/** Puts the set together as it would be. @throws HostError, DomainError */
export async function planChange(
  context: ChangeContext,
  order: ChangeOrder,
  client: pg.Client,
): Promise<Change> {
  const { core, catalog } = context
  const { epoch, names } = await readEnabled(client)
  const { plugin: name, action } = order
  checkIsPlugin(name, { core, catalog, enabled: names })
  const isOn = names.includes(name)
  if (isOn === (action === 'enable'))
    throw refuse('host.plugin_already', { plugin: name, state: isOn ? 'on' : 'off' })
  const now = { epoch, plugins: choosePlugins({ core, catalog, enabled: names }) }
  if (action !== 'enable') checkNobodyNeeds(name, now.plugins)
  const enabled = action === 'enable' ? [...names, name] : names.filter((other) => other !== name)
  const next = { epoch: epoch + 1, plugins: choosePlugins({ core, catalog, enabled }) }
  const plugin = (action === 'enable' ? next : now).plugins.find((other) => other.name === name)!
  return { ...context, order, now, next, plugin }
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

function checkNobodyNeeds(name: string, plugins: readonly PluginDeclaration[]): void {
  const [, first] = withDependents([name], plugins)
  if (first !== undefined) throw refuse('host.plugin_needed', { plugin: name, by: first })
}
