import { type ReadContext, refuse, type Strategy, type StrategyPlace } from '@stowage/sdk'
import type { PointRegistry } from '../points/point-registry.ts'
import { strategySettingsOf } from './check-strategies.ts'

/** The strategy that answers a question in a place, and how it is set. */
export interface BoundStrategy {
  readonly point: string
  readonly plugin: string
  readonly strategy: Strategy
  readonly settings: Readonly<Record<string, unknown>>
  /** Null for the default. */
  readonly binding: string | null
}

interface Row {
  readonly id: string
  readonly strategy: string
  readonly settings: Record<string, unknown>
}

/** More bindings than any place has. */
const MAX_BINDINGS = 100

/**
 * Finds the strategy that is bound for a place: of the bindings that hold there the one that names most of
 * it, and among equals owner before category before site before company, then the newest. One whose plugin
 * is off does not count.
 * @throws DomainError `host.strategy_missing` where there is neither a binding nor a default
 */
export async function boundStrategy(
  registry: PointRegistry,
  read: ReadContext,
  { point, place }: { readonly point: string; readonly place: StrategyPlace },
): Promise<BoundStrategy> {
  const { company = null, site = null, owner = null, category = null } = place
  const strategies = registry.strategiesOf(point)
  const bindings = await read.query<Row>(FIND, [point, company, site, owner, category, MAX_BINDINGS])
  for (const { id, strategy: name, settings } of bindings) {
    const found = strategies.find(({ value }) => value.id === name)
    if (found === undefined) continue
    const { plugin, value: strategy } = found
    return { point, plugin, strategy, settings: withDefaults(plugin, strategy, settings), binding: id }
  }
  const standard = defaultStrategy(registry, point)
  if (standard === undefined) throw refuse('host.strategy_missing', { point })
  const { plugin, value: strategy } = standard
  return { point, plugin, strategy, settings: withDefaults(plugin, strategy, {}), binding: null }
}

/** A plugin's default comes before that of whoever opened the point. */
export function defaultStrategy(registry: PointRegistry, point: string) {
  const standards = registry.strategiesOf(point).filter(({ value }) => value.isDefault === true)
  return standards.find(({ plugin }) => !point.startsWith(`${plugin}.`)) ?? standards[0]
}

function withDefaults(
  plugin: string,
  strategy: Strategy,
  said: Record<string, unknown>,
): Record<string, unknown> {
  const members = strategySettingsOf(plugin, strategy)?.members.values() ?? []
  const values = [...members].map(({ name, default: standard }) => [
    name,
    Object.hasOwn(said, name) ? said[name] : structuredClone(standard),
  ])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

const FIND = `
  select id, strategy, settings from host.strategy_binding
   where point = $1
     and (company is null
       or company = coalesce($2::uuid, (select s.company from locations.site s where s.id = $3::uuid)))
     and (site is null or site = $3::uuid) and (owner is null or owner = $4::uuid)
     and (category is null or lower(category) = lower($5))
     and valid_from <= now() and (valid_until is null or valid_until > now())
   order by num_nonnulls(owner, category, site, company) desc, owner is null, category is null, site is null,
            valid_from desc, id desc
   limit $6`
