import {
  type Blocker,
  DomainError,
  type PluginDeclaration,
  refuse,
  type ServiceContext,
  type Transaction,
} from '@stowage/sdk'
import type { Static } from 'typebox'
import { declarationOf } from '../../plugin-host/choose-plugins.ts'
import type { PluginCatalog } from '../../plugin-host/discover.ts'
import { HostError } from '../../plugin-host/host-error.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import type { PluginRuntime } from '../../plugin-host/plugin-runtime.ts'
import { programOf } from '../../plugin-host/program.ts'
import { addsOf, listWiring } from '../../plugin-host/wiring.ts'
import { checkIsPlugin, checkNobodyNeeds } from './change.ts'
import { faultOf } from './change-told.ts'
import { blockersOf } from './lifecycle-step.ts'
import type { PluginOnTheWire, PluginPreview } from './plugin.schemas.ts'

/** A fixed set has no more to be found. */
const NOTHING_FOUND: PluginCatalog = { found: new Map(), faulty: [] }

interface PluginRow {
  name: string
  version: string
  source: string
  state: string
  is_enabled: boolean
  hook_failures: number
  last_failure: null | { hook: string; version: string; code: string; at: string }
  last_error: null | { code: string; detail: string; at: string }
  enabled_at: string | null
}

interface KeyShown {
  readonly id: string
  readonly owners: string[] | null
  readonly sites: string[] | null
  readonly madeAt: string
  readonly lastUsedAt: string | null
}

/** The set of plugins of a node that can change it. @throws `host.fixed_set` where it cannot */
export function runtimeOf({ runtime }: Kernel): PluginRuntime {
  if (runtime === undefined) throw refuse('host.fixed_set')
  return runtime
}

/** All plugins with what each adds and how it does, their titles in the reader's language. */
export async function listPlugins(
  trx: Transaction,
  kernel: Kernel,
  language: string,
): Promise<Static<typeof PluginOnTheWire>[]> {
  const catalog = (await kernel.runtime?.catalog()) ?? NOTHING_FOUND
  const rows: PluginRow[] = await trx('host.plugin').orderBy('name')
  const known = new Map(rows.map((row) => [row.name, row]))
  const programs = await programsOf(trx, [...kernel.plugins, ...foundIn(catalog)])
  const enabled = rows.filter(({ is_enabled }) => is_enabled)
  const on = new Set([...kernel.plugins, ...enabled].map(({ name }) => name))
  const core = kernel.plugins.filter(({ name }) => !catalog.found.has(name))
  const declared = new Map([...foundIn(catalog), ...kernel.plugins].map((plugin) => [plugin.name, plugin]))
  const wirings = listWiring({ core, catalog, on, known: rows, routes: kernel.routes })
  return wirings.map(({ fault, ...wiring }) => {
    const row = known.get(wiring.name)
    const plugin = declared.get(wiring.name)
    const { title } = wiring
    const isMoving = row?.state === 'enabling' || row?.state === 'disabling'
    return {
      ...wiring,
      title: plugin ? inLanguage(plugin, language, { title }).title : title,
      state: isMoving ? row.state : wiring.state,
      isOn: on.has(wiring.name),
      requires: [...wiring.requires],
      suites: [...(plugin?.suites ?? [])],
      adds: Object.fromEntries(Object.entries(wiring.adds).map(([kind, names]) => [kind, [...names]])),
      fault: fault ?? null,
      lastError: row?.last_error ?? null,
      hookFailures: Number(row?.hook_failures ?? 0),
      lastFailure: row?.last_failure ?? null,
      enabledAt: row?.enabled_at ?? null,
      program: programs.get(wiring.name) ?? null,
    }
  })
}

function foundIn({ found }: PluginCatalog): PluginDeclaration[] {
  return [...found.values()].map(({ declaration }) => declaration)
}

/** Where programs of their own run, with the key that each has while it is on. */
async function programsOf(trx: Transaction, plugins: readonly PluginDeclaration[]) {
  const rows: ({ plugin: string } & KeyShown)[] = await trx('host.program as p')
    .join('access.api_key as k', 'k.id', 'p.key')
    .select('p.plugin', 'k.id', { madeAt: 'p.made_at', lastUsedAt: 'k.last_used_at' })
    .select({
      owners: trx.raw(
        `case when k.owners is not null then
           array(select o.name from access.owner o where o.no = any (k.owners) order by o.name) end`,
      ),
      sites: trx.raw(
        `case when k.sites is not null then
           array(select s.code from locations.site s where s.no = any (k.sites) order by s.code) end`,
      ),
    })
  const keys = new Map<string, KeyShown>(rows.map(({ plugin, ...key }) => [plugin, key]))
  return new Map(
    plugins.flatMap((plugin) => {
      const { address } = programOf(plugin) ?? {}
      return address === undefined ? [] : [[plugin.name, { address, key: keys.get(plugin.name) ?? null }]]
    }),
  )
}

/** Tells what switching a plugin would add or take away, and what stands in the way. */
export async function previewPlugin(
  trx: Transaction,
  kernel: Kernel,
  { name, services }: { readonly name: string; readonly services: ServiceContext['services'] },
): Promise<Static<typeof PluginPreview>> {
  const runtime = runtimeOf(kernel)
  const catalog = await runtime.catalog()
  const core = kernel.plugins.filter((plugin) => !catalog.found.has(plugin.name))
  const rows = await trx('host.plugin').where({ is_enabled: true }).select('name', 'source')
  const sources = new Map(rows.map((row) => [row.name, row.source]))
  checkIsPlugin(name, { core, catalog, enabled: [...sources.keys()] })
  const isOn = sources.has(name)
  const action = isOn ? ('disable' as const) : ('enable' as const)
  const nothing = { plugin: name, action, changes: {}, blockers: [], problem: null, canGoUnasked: false }
  try {
    if (isOn) checkNobodyNeeds(name, kernel.plugins)
    const plugin = declarationOf(name, catalog, sources.get(name))
    const shown = isOn ? kernel.routes : await runtime.tryOut(name)
    const changes = changesOf(addsOf(plugin, shown, kernel.plugins))
    const blockers = isOn ? await blockersOf(plugin, { trx, services }) : []
    return { ...nothing, action, changes, blockers: blockers.map(blockerOf) }
  } catch (error) {
    if (!(error instanceof HostError) && !(error instanceof DomainError)) throw error
    return { ...nothing, action, problem: faultOf(error), canGoUnasked: isOn && error instanceof HostError }
  }
}

function changesOf(adds: object): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(adds as Record<string, readonly string[]>).flatMap(([kind, names]) =>
      names.length === 0 ? [] : [[kind, [...names]]],
    ),
  )
}

function blockerOf({ sentence, count }: Blocker) {
  return { sentence, count }
}

/** What the boot would say of a plugin, as a refusal. */
export async function asRefusal<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    const { plugin, code: fault, message } = error
    const problem = message.replace(/\.$/, '')
    throw Object.assign(new DomainError('host.plugin_unfit', { plugin, fault, problem }), { cause: error })
  }
}
